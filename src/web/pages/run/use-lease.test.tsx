import { QueryClientProvider } from '@tanstack/react-query'
import { renderHook, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { Run } from '#contract/run.ts'
import { createQueryClient } from '#web/api/client.ts'
import { runQuery } from '#web/api/run-query.ts'
import { useLease } from './use-lease.ts'

const realFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = realFetch
})

const runAt = (rev: number, more: Partial<Run> = {}): Run => ({
  id: 'r1', rev, workflow: 'triage', version: 1, title: '', subject: null, owner: { id: 'nora', name: 'Nora' }, mine: 'own', state: 'open', step: 'impact',
  steps: [{ id: 'impact', state: 'current' }],
  fields: {}, kept: {}, effects: [], approvals: [], lease: null, place: {}, notices: [], createdAt: 1, updatedAt: 1, expiresAt: 2, ...more,
}) // prettier-ignore
const lease = { by: { id: 'nora', name: 'Nora' }, device: 'Desk', phone: false, until: 9, mine: true }

test('an answer to a sign of life does not take back what was saved while it was on its way', async () => {
  let answer = (): void => undefined
  const late = new Promise<void>((resolve) => (answer = resolve))
  globalThis.fetch = async () => {
    await late
    return Response.json(runAt(4, { lease }), { headers: { etag: '"4"' } })
  }
  const client = createQueryClient()
  const { queryKey } = runQuery('r1')
  client.setQueryData(queryKey, runAt(4))
  renderHook(() => useLease('r1', true), { wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider> })
  client.setQueryData(queryKey, runAt(5, { fields: { impact: 'typed' } }))
  answer()
  await waitFor(() => expect(client.getQueryData(queryKey)?.lease).toEqual(lease))
  expect(client.getQueryData(queryKey)).toMatchObject({ rev: 5, fields: { impact: 'typed' } })
})
