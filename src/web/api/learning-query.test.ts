import { QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test } from 'vitest'
import { createQueryClient } from './client.ts'
import { answerProposal, offerQuery } from './learning-query.ts'

const realFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = realFetch
})

test('an offer that cannot be answered any more does not stay: what is offered now is asked for', async () => {
  const client = createQueryClient()
  globalThis.fetch = async (input) =>
    String(input instanceof Request ? input.url : input).endsWith('/api/proposal/p')
      ? Response.json({ code: 'not_found' }, { status: 404 })
      : Response.json({ proposal: null, undo: null })
  const proposal = { id: 'p', kind: 'add', dashboard: 'd', item: 'widget:e/w', title: 'W', reason: { key: 'often', args: {} }, edits: [] } as const
  client.setQueryData(offerQuery('d').queryKey, { proposal: { ...proposal, edits: [] }, undo: null })
  const stop = new QueryObserver(client, offerQuery('d')).subscribe(() => undefined)
  const answer = client.getMutationCache().build(client, answerProposal(client, 'd'))
  await expect(answer.execute({ id: 'p', answer: 'accept' })).rejects.toMatchObject({ code: 'not_found' })
  await expect.poll(() => client.getQueryData(offerQuery('d').queryKey)?.proposal).toBeNull()
  stop()
})
