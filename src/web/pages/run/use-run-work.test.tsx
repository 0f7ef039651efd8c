import { QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FaultCode } from '#contract/fault.ts'
import type { Run } from '#contract/run.ts'
import { createQueryClient } from '#web/api/client.ts'
import { runQuery } from '#web/api/run-query.ts'
import { useRunWork } from './use-run-work.ts'

const realFetch = globalThis.fetch
beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  globalThis.fetch = realFetch
})

const run: Run = {
  id: 'r1', rev: 1, workflow: 'triage', version: 1, title: '', subject: null, owner: { id: 'nora', name: 'Nora' }, mine: 'own', state: 'open', step: 'impact',
  steps: [{ id: 'impact', state: 'current' }],
  fields: {}, kept: {}, effects: [], approvals: [], lease: null, place: {}, notices: [], createdAt: 1, updatedAt: 1, expiresAt: 2,
} // prettier-ignore

/** Somebody at a run whose saves all fail with `code`; `sent` counts them. */
function refusedWith(code: FaultCode) {
  const saves = { sent: 0 }
  globalThis.fetch = async (_, init) => {
    if (init?.method === 'PUT' || init?.method === 'PATCH') saves.sent += 1
    return Response.json({ code, ...(code === 'invalid' && { field: 'fields.impact', detail: 'long' }) }, { status: code === 'invalid' ? 400 : 503 })
  }
  const client = createQueryClient()
  client.setQueryData(runQuery('r1').queryKey, run)
  const { result } = renderHook(() => useRunWork(run, true), {
    wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
  })
  return { saves, result }
}
/** Second by second: what React has to do is done between them, as in a browser. */
async function passes(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) await act(async () => void (await vi.advanceTimersByTimeAsync(1000)))
}

test('answers that are refused for good are not sent again and again, and are sent once they were changed', async () => {
  const { saves, result } = refusedWith('invalid')
  act(() => result.current.set('impact', 'too long'))
  await passes(30)
  expect(saves.sent).toBe(1)
  expect(result.current).toMatchObject({ save: { is: 'refused', fault: { code: 'invalid' } }, gaps: { impact: 'long' }, values: { impact: 'too long' } })
  act(() => result.current.set('impact', 'shorter'))
  await passes(30)
  expect(saves.sent).toBe(2)
})

test('while nobody answers they are tried again until somebody does', async () => {
  const { saves, result } = refusedWith('unavailable')
  act(() => result.current.set('impact', 'typed'))
  await passes(30)
  expect(saves.sent).toBeGreaterThan(3)
  expect(result.current).toMatchObject({ save: { is: 'unsaved' }, values: { impact: 'typed' } })
})
