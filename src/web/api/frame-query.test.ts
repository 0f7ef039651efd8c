import { QueryObserver } from '@tanstack/react-query'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createQueryClient } from './client.ts'
import { forgetOldFrames, frameQuery } from './frame-query.ts'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

const request = (from: number, variables: Record<string, string> = {}) => ({
  query: { source: 'host', spec: { measure: 'host.cpu', match: { site: '${site}' } } },
  range: { from, to: from + 60_000 },
  width: 400,
  variables,
  zone: 'UTC',
})

/** A server that answers each question with the number of times it was asked. */
function counting(): () => number {
  let asked = 0
  server.use(
    http.post('*/api/query', () => {
      asked += 1
      return HttpResponse.json({
        frame: { fields: [{ name: 'v', type: 'number', values: [asked, 'NaN'] }] },
        freshness: { at: asked },
        source: { id: 'host', name: 'vm', kind: 'host' },
        took: { totalMs: 0, waitMs: 0, sourceMs: 0 },
      })
    }),
  )
  return () => asked
}

test('NaN on the wire is NaN in the frame', async () => {
  counting()
  const { frame } = await createQueryClient().fetchQuery(frameQuery(request(0)))
  expect(frame.fields[0]?.values).toEqual([1, Number.NaN])
})

test('the same question at the same time is asked once, whatever variables it does not use', async () => {
  const asked = counting()
  const client = createQueryClient()
  await Promise.all([client.fetchQuery(frameQuery(request(0, { site: 'a' }))), client.fetchQuery(frameQuery(request(0, { site: 'a', other: 'x' })))])
  expect(asked()).toBe(1)
  await client.fetchQuery(frameQuery(request(0, { site: 'b' })))
  expect(asked()).toBe(2)
})

test('while a later answer is on its way the last one to the same question stays', async () => {
  counting()
  const client = createQueryClient()
  await client.fetchQuery(frameQuery(request(0)))
  const back = new QueryObserver(client, frameQuery(request(60_000), { client }))
  expect(back.getCurrentResult()).toMatchObject({ isPlaceholderData: true, data: { freshness: { at: 1 } } })
})

test('an answer about other variables never stands in', async () => {
  counting()
  const client = createQueryClient()
  await client.fetchQuery(frameQuery(request(0, { site: 'a' })))
  const other = new QueryObserver(client, frameQuery(request(0, { site: 'b' }), { client }))
  expect(other.getCurrentResult().data).toBeUndefined()
})

test('of answers nobody looks at only the newest per question is kept', async () => {
  counting()
  const client = createQueryClient()
  for (const from of [0, 1000, 2000]) {
    await client.fetchQuery(frameQuery(request(from)))
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  await client.fetchQuery(frameQuery(request(0, { site: 'z' })))
  forgetOldFrames(client)
  expect(client.getQueryCache().findAll({ queryKey: ['frame'] })).toHaveLength(2)
  expect(client.getQueryData(frameQuery(request(2000)).queryKey)).toBeDefined()
})
