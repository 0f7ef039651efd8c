import { QueryClientProvider } from '@tanstack/react-query'
import { configure, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Widget } from '#contract/dashboard.ts'
import type { Fault } from '#contract/fault.ts'
import { ServerFault } from '#server/fault.ts'
import { createWorld, frameOf, scriptedConnector, send } from '#tests/support/api-world.ts'
import type { Script } from '#tests/support/api-world.ts'
import { createQueryClient } from '../../api/client.ts'
import { PageTime } from '../../url/PageTime.tsx'
import { useRefresh } from '../../url/use-time.ts'
import { DataTab } from './DataTab.tsx'

configure({ asyncUtilTimeout: 15_000 })
vi.setConfig({ testTimeout: 40_000 })

const realFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = realFetch
})

async function serve(cost: NonNullable<Script['cost']>): Promise<void> {
  const { api } = createWorld({ connectors: { scripted: scriptedConnector(new Map([['db', { query: async () => frameOf(1), cost }]])) } })
  const config = { id: 'db', kind: 'scripted', name: 'Big database', config: { url: 'http://db.example' } }
  await send(api, 'POST', '/api/sources', config, { headers: { 'idempotency-key': 'first-source' } })
  globalThis.fetch = async (input, init) => api.fetch(new Request(new URL(input instanceof Request ? input.url : input, 'http://localhost'), init))
}

const widget: Widget = {
  id: 'w',
  title: 'Tables',
  query: { source: 'db', spec: { say: 'little' } },
  lenses: [],
  view: { kind: 'grid', options: {} },
  thresholds: [],
  links: [],
}

/** The tab over a widget that takes every change, with a button that takes them back; the list has what the widget was told to ask. */
function open(fault?: Fault): readonly unknown[] {
  const run: unknown[] = []
  function Tab() {
    const [own, setOwn] = useState(widget)
    const { refresh } = useRefresh()
    return (
      <>
        <button onClick={() => setOwn({ ...widget, query: { ...widget.query } })}>undo</button>
        <button onClick={() => setOwn({ ...own, query: { ...own.query } })}>saved elsewhere</button>
        <button onClick={refresh}>refresh</button>
        <DataTab
          widget={own}
          answer={{ frame: undefined, fault, asking: false, tookMs: undefined }}
          values={{}}
          set={(edit) => {
            if (edit.do !== 'setWidget' || edit.prop !== 'query') return
            run.push(edit.value.spec['say'])
            setOwn({ ...own, query: edit.value })
          }}
        />
      </>
    )
  }
  render(
    <QueryClientProvider client={createQueryClient()}>
      <PageTime defaults={{ range: { from: 'now-1h', to: 'now' }, refreshMs: 0 }}>
        <Tab />
      </PageTime>
    </QueryClientProvider>,
  )
  return run
}

const say = async (words: string): Promise<HTMLElement> => {
  const field = await screen.findByRole('textbox', { name: /^say/i })
  fireEvent.change(field, { target: { value: words } })
  return field
}

test('what a query costs is told, and one that nobody would feel runs by itself', async () => {
  await serve(({ say: words }) => ({ series: words.length, points: words.length * 60 }))
  const run = open()
  expect(await screen.findByText('Reads 6 series, 360 points')).toBeVisible()
  await say('a')
  expect(await screen.findByText('Reads one series, 60 points')).toBeVisible()
  await vi.waitFor(() => expect(run).toEqual(['a']), { timeout: 15_000 })
})

test('one that many would feel waits for a yes, keeps what was typed meanwhile, and runs once', async () => {
  await serve(({ say: words }) => (words === 'all' ? { series: 10_000, points: 600_000, atLeast: true } : { series: 1, points: 60 }))
  const run = open()
  const field = await say('all')
  const yes = await screen.findByRole('button', { name: 'Run it anyway' })
  expect(screen.getByText(/more than 10.000 series/)).toBeVisible()
  expect(field).toHaveValue('all')
  expect(run).toEqual([])
  await userEvent.click(yes)
  expect(run).toEqual(['all'])
  await vi.waitFor(() => expect(screen.queryByRole('button', { name: 'Run it anyway' })).toBeNull(), { timeout: 15_000 })
  expect(field).toHaveValue('all')
})

test('what the query before it was refused for is not said of one that waits for a yes', async () => {
  await serve(({ say: words }) => (words === 'all' ? { rows: 2_000_000 } : { rows: 20 }))
  open({ code: 'source_query', detail: 'no such table' })
  expect(await screen.findByText('no such table')).toBeVisible()
  await say('all')
  await screen.findByRole('button', { name: 'Run it anyway' })
  expect(screen.queryByText('no such table')).toBeNull()
  await say('some')
  expect(await screen.findByText('no such table')).toBeVisible()
})

test('what is held back gives way to a smaller one, and to an undo', async () => {
  await serve(({ say: words }) => (words === 'all' ? { rows: 2_000_000 } : { rows: 20 }))
  const run = open()
  const field = await say('all')
  await screen.findByRole('button', { name: 'Run it anyway' })
  await say('some')
  await vi.waitFor(() => expect(run).toEqual(['some']), { timeout: 15_000 })
  await say('all')
  await screen.findByRole('button', { name: 'Run it anyway' })
  await userEvent.click(screen.getByRole('button', { name: 'undo' }))
  await vi.waitFor(() => expect(field).toHaveValue('little'), { timeout: 15_000 })
  expect(run).toEqual(['some'])
})

test('what is held back, and what is half typed, stays when the document comes anew and says the same', async () => {
  await serve(({ say: words }) => (words === 'all' ? { rows: 2_000_000 } : { rows: 20 }))
  const run = open()
  const field = await say('all')
  await screen.findByRole('button', { name: 'Run it anyway' })
  fireEvent.click(screen.getByRole('button', { name: 'saved elsewhere' }))
  expect(field).toHaveValue('all')
  expect(screen.getByRole('button', { name: 'Run it anyway' })).toBeVisible()
  await say('')
  fireEvent.click(screen.getByRole('button', { name: 'saved elsewhere' }))
  expect(field).toHaveValue('')
  expect(run).toEqual([])
})

test('the cost of a query is asked once, however often the page refreshes', async () => {
  const asked: string[] = []
  await serve(({ say: words }) => {
    asked.push(words)
    return { series: words.length, points: 1 }
  })
  open()
  await screen.findByText(/^Reads 6 series/)
  fireEvent.click(screen.getByRole('button', { name: 'refresh' }))
  await say('a')
  await screen.findByText(/^Reads one series/)
  fireEvent.click(screen.getByRole('button', { name: 'refresh' }))
  await say('ab')
  await screen.findByText(/^Reads 2 series/)
  expect(asked).toEqual(['little', 'a', 'ab'])
})

test('where the cost cannot be told the query runs, and the source says what is wrong with it', async () => {
  await serve(() => {
    throw new ServerFault('source_query', { detail: 'parse error' })
  })
  const run = open()
  await say('half a')
  await vi.waitFor(() => expect(run).toEqual(['half a']), { timeout: 10_000 })
})
