import { QueryClientProvider } from '@tanstack/react-query'
import { configure, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Widget } from '#contract/dashboard.ts'
import { createWorld, frameOf, scriptedConnector, send } from '#tests/support/api-world.ts'
import { createQueryClient } from '../../api/client.ts'
import { PageTime } from '../../url/PageTime.tsx'
import { FromSource } from './FromSource.tsx'

configure({ asyncUtilTimeout: 15_000 })
vi.setConfig({ testTimeout: 40_000 })

const realFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = realFetch
})

/** The way to a widget from a source, with a source that knows a measure and one that knows none; what was added. */
async function open(): Promise<readonly Widget[]> {
  const script = { query: async () => frameOf(1), cost: ({ say }: { readonly say: string }) => ({ rows: say === 'all' ? 2_000_000 : 20 }) }
  const plain = scriptedConnector(new Map([['db', script]]), 'plain')
  const { api } = createWorld({ connectors: { plain: { ...plain, measures: {} }, scripted: scriptedConnector(new Map([['metrics', script]])) } })
  for (const [id, kind] of [
    ['db', 'plain'],
    ['metrics', 'scripted'],
  ] as const)
    await send(
      api,
      'POST',
      '/api/sources',
      { id, kind, name: id, config: { url: 'http://db.example' } },
      { headers: { 'idempotency-key': `first-${id}-source` } },
    )
  globalThis.fetch = async (input, init) => api.fetch(new Request(new URL(input instanceof Request ? input.url : input, 'http://localhost'), init))
  const added: Widget[] = []
  render(
    <QueryClientProvider client={createQueryClient()}>
      <PageTime defaults={{ range: { from: 'now-1h', to: 'now' }, refreshMs: 0 }}>
        <FromSource values={{}} onAdd={(widget) => void added.push(widget)} />
      </PageTime>
    </QueryClientProvider>,
  )
  await screen.findByRole('option', { name: 'db' })
  return added
}

const choose = (id: string): void => void fireEvent.change(screen.getByRole('combobox', { name: 'Source' }), { target: { value: id } })
const say = async (value: string): Promise<void> => void fireEvent.change(await screen.findByRole('textbox', { name: /^say/i }), { target: { value } })

test('a query that waits for a yes is not added past it', async () => {
  const added = await open()
  choose('db')
  await say('all')
  const run = await screen.findByRole('button', { name: 'Run it anyway' })
  const add = screen.getByRole('button', { name: 'Add widget' })
  expect(add).toBeDisabled()
  fireEvent.click(run)
  await vi.waitFor(() => expect(add).toBeEnabled(), { timeout: 15_000 })
  fireEvent.click(add)
  expect(added.map(({ query }) => query)).toEqual([{ source: 'db', spec: { say: 'all' } }])
})

test('from a source without measures back to any source, a measure that some source knows is asked', async () => {
  const added = await open()
  choose('db')
  await say('some')
  choose('auto')
  fireEvent.click(await screen.findByRole('button', { name: 'Add widget' }))
  expect(added.map(({ query }) => query.spec['measure'])).toEqual(['test.load'])
})
