import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createDashboard, listDashboards, readDashboard, removeDashboard } from '#contract/dashboard.ts'
import { listLabelValues } from '#contract/query.ts'
import { emptyDashboard } from '#web/ui/new-dashboard.ts'
import { ApiFault, isAway } from './api-fault.ts'
import { call } from './call.ts'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

const failure = async (asked: Promise<unknown>): Promise<ApiFault> => {
  const error: unknown = await asked.then(
    () => undefined,
    (e: unknown) => e,
  )
  if (!(error instanceof ApiFault)) throw new Error('expected an ApiFault')
  return error
}

test('parameters and search stand in the address, escaped', async () => {
  let asked = ''
  server.use(
    http.get('*/api/sources/:id/labels/:label', ({ request }) => {
      asked = new URL(request.url).pathname + new URL(request.url).search
      return HttpResponse.json(['a'])
    }),
  )
  const { data } = await call(listLabelValues, { params: { id: 'prom', label: 'a/b' }, search: { match: 'up{job="x"}', from: 1 } })
  expect(data).toEqual(['a'])
  expect(asked).toBe('/api/sources/prom/labels/a%2Fb?match=up%7Bjob%3D%22x%22%7D&from=1')
})

test('a write carries its body, its revision and its key', async () => {
  const seen: Record<string, string | null> = {}
  const record = { id: 'd1', rev: 1, doc: emptyDashboard('A'), updatedAt: 1, origin: 'own' }
  server.use(
    http.post('*/api/dashboards', async ({ request }) => {
      seen['key'] = request.headers.get('idempotency-key')
      seen['type'] = request.headers.get('content-type')
      seen['body'] = await request.text()
      return HttpResponse.json(record, { status: 201, headers: { etag: '"1"' } })
    }),
    http.delete('*/api/dashboards/d1', ({ request }) => {
      seen['match'] = request.headers.get('if-match')
      return HttpResponse.json({ removed: 'd1' })
    }),
  )
  const made = await call(createDashboard, { input: { doc: emptyDashboard('A') }, idempotencyKey: 'k1' })
  await call(removeDashboard, { params: { id: 'd1' }, ifMatch: 7 })
  expect(made.etag).toBe('"1"')
  expect(seen).toMatchObject({ key: 'k1', type: 'application/json', match: '"7"' })
  expect(JSON.parse(seen['body'] ?? '')).toMatchObject({ doc: { title: 'A' } })
})

test('a write without a key of its own gets one', async () => {
  let key: string | null = null
  server.use(
    http.post('*/api/dashboards', ({ request }) => {
      key = request.headers.get('idempotency-key')
      return HttpResponse.json({ code: 'invalid' }, { status: 400 })
    }),
  )
  await failure(call(createDashboard, { input: { doc: emptyDashboard('A') } }))
  expect(key).toMatch(/^[0-9a-f]{32}$/)
})

test('a refusal is thrown with its fault, status and request id', async () => {
  server.use(
    http.get('*/api/dashboards/x', () =>
      HttpResponse.json({ code: 'too_many', detail: 'slow down', field: 'id' }, { status: 429, headers: { 'x-request-id': 'r1', 'retry-after': '3' } }),
    ),
  )
  const fault = await failure(call(readDashboard, { params: { id: 'x' } }))
  expect(fault).toMatchObject({ fault: { code: 'too_many', detail: 'slow down', field: 'id' }, status: 429, requestId: 'r1', retryAfterMs: 3000 })
})

test.each([
  [502, 'unavailable'],
  [404, 'not_found'],
  [500, 'internal'],
])('a proxy’s own page under %i is told by its status', async (status, code) => {
  server.use(http.get('*/api/dashboards', () => new HttpResponse('<html>nginx</html>', { status })))
  expect((await failure(call(listDashboards, {}))).code).toBe(code)
})

test('no answer at all is unavailable with status 0', async () => {
  server.use(http.get('*/api/dashboards', () => HttpResponse.error()))
  const fault = await failure(call(listDashboards, {}))
  expect(fault.status).toBe(0)
  expect(isAway(fault)).toBe(true)
})

test('a reply of another shape is refused and says where', async () => {
  server.use(http.get('*/api/dashboards', () => HttpResponse.json([{ id: 'a' }])))
  const fault = await failure(call(listDashboards, {}))
  expect(fault.fault).toEqual({ code: 'internal', detail: 'unreadable reply of listDashboards at 0.rev' })
})

test('an abort stays an abort', async () => {
  server.use(http.get('*/api/dashboards', () => new Promise<never>(() => {})))
  const stop = new AbortController()
  const asked = call(listDashboards, { signal: stop.signal })
  stop.abort(new DOMException('gone', 'AbortError'))
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
})
