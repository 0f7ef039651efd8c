import { QueryClientProvider } from '@tanstack/react-query'
import { act, configure, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Run } from '#contract/run.ts'
import { createQueryClient } from '#web/api/client.ts'
import { runQuery } from '#web/api/run-query.ts'
import { openChapter } from '#web/i18n/words.ts'
import { Toaster } from '#web/ui/toast/Toaster.tsx'
import { justStarted } from './just-started.ts'
import { RunPage } from './RunPage.tsx'

configure({ asyncUtilTimeout: 15_000 })
vi.setConfig({ testTimeout: 40_000 })
beforeAll(() => openChapter('runs'))

const realFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = realFetch
})

test('work that is gone, or nobody’s to see, is said to be so, with a way on', async () => {
  globalThis.fetch = async () => Response.json({ code: 'not_found' }, { status: 404 })
  render(
    <QueryClientProvider client={createQueryClient()}>
      <Toaster>
        <RunPage id="gone" />
      </Toaster>
    </QueryClientProvider>,
  )
  expect(await screen.findByRole('heading', { level: 2, name: 'This work is not here' })).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Landing' })).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
})

const workflow = { id: 'triage', version: 1, from: ['nothing'], steps: ['acknowledge', 'impact'].map((id) => ({ id, fields: [] })) }
const runAt = (step: string): Run => ({
  id: 'r1', rev: 1, workflow: 'triage', version: 1, title: 'Queue age', subject: null, owner: { id: 'nora', name: 'Nora' }, mine: 'own', state: 'open', step,
  steps: [{ id: 'acknowledge', state: 'current' }, { id: 'impact', state: 'ahead' }],
  fields: {}, kept: {}, effects: [], approvals: [], lease: null, place: {}, notices: [], createdAt: 1, updatedAt: 1, expiresAt: 2,
}) // prettier-ignore

test('reading goes on at the head of a step one comes to, also of the one that was opened first', async () => {
  globalThis.fetch = async (input) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, 'http://localhost')
    return Response.json(pathname === '/api/workflows' ? [workflow] : { code: 'not_found' }, { status: pathname === '/api/workflows' ? 200 : 404 })
  }
  justStarted.add('r1')
  const client = createQueryClient()
  const { queryKey } = runQuery('r1')
  client.setQueryData(queryKey, runAt('acknowledge'))
  render(
    <QueryClientProvider client={client}>
      <Toaster>
        <RunPage id="r1" />
      </Toaster>
    </QueryClientProvider>,
  )
  const head = (name: string) => screen.findByRole('heading', { level: 2, name })
  expect(await head('Say that you are on it')).not.toHaveFocus()
  for (const [step, name] of [
    ['impact', 'Who feels it?'],
    ['acknowledge', 'Say that you are on it'],
  ] as const) {
    act(() => void client.setQueryData(queryKey, runAt(step)))
    const heading = await head(name)
    await waitFor(() => expect(heading).toHaveFocus())
  }
})
