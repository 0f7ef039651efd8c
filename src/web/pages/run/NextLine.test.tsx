import { QueryClientProvider } from '@tanstack/react-query'
import { configure, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Brief, Run } from '#contract/run.ts'
import { createQueryClient } from '#web/api/client.ts'
import { openChapter } from '#web/i18n/words.ts'
import { Toaster } from '#web/ui/toast/Toaster.tsx'
import { NextLine } from './NextLine.tsx'

configure({ asyncUtilTimeout: 15_000 })
vi.setConfig({ testTimeout: 40_000 })
beforeAll(() => openChapter('runs'))

const run: Run = {
  id: 'r1', rev: 3, workflow: 'change', version: 1, title: 'Patch', subject: null, owner: { id: 'nora', name: 'Nora' }, mine: 'own', state: 'open', step: 'scope',
  steps: [{ id: 'scope', state: 'current' }, { id: 'time', state: 'ahead' }],
  fields: {}, kept: {}, effects: [], approvals: [], lease: null, place: {}, notices: [], createdAt: 1, updatedAt: 1, expiresAt: 2,
} // prettier-ignore
const briefOf = (next: Brief['next']): Brief => ({
  run,
  number: 1,
  of: 2,
  left: { at: 1, device: 'x', here: true },
  where: [],
  changed: [],
  done: [],
  expires: [],
  next,
})

const realFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = realFetch
})

/** The line over a run, with what its brief says comes next; the list has every request. */
function open(next: Brief['next'], it: Run = run, take: () => Response = () => Response.json(it, { headers: { etag: '"3"' } })): readonly string[] {
  const asked: string[] = []
  globalThis.fetch = async (input, init) => {
    const { method, url } = new Request(new URL(input instanceof Request ? input.url : input, 'http://localhost'), init)
    const { pathname } = new URL(url)
    asked.push(`${method} ${pathname}`)
    return pathname.endsWith('/brief') ? Response.json(briefOf(next)) : take()
  }
  render(
    <QueryClientProvider client={createQueryClient()}>
      <Toaster>
        <NextLine run={it} />
      </Toaster>
    </QueryClientProvider>,
  )
  return asked
}

const said = { key: 'run.did.gone', args: {} }

test('what comes next is asked once when the line appears', async () => {
  const asked = open({ do: 'continue', step: 'scope', said })
  await screen.findByText('The silence is no longer there')
  expect(asked).toEqual(['GET /api/runs/r1/brief'])
  expect(screen.queryByRole('button')).toBeNull()
})

test('whose work it is not is offered no button that would do nothing', async () => {
  open({ do: 'handOver', step: 'scope', said }, { ...run, mine: 'help' })
  await screen.findByText('The silence is no longer there')
  expect(screen.queryByRole('button')).toBeNull()
})

test('a step that cannot be taken says why', async () => {
  open({ do: 'reschedule', step: 'time', said }, run, () => Response.json({ code: 'held' }, { status: 423 }))
  fireEvent.click(await screen.findByRole('button', { name: 'Choose a new time' }))
  expect(await screen.findByText('Another device has this at the moment.')).toBeVisible()
})
