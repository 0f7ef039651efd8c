import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { listDashboards } from '#contract/dashboard.ts'
import { call } from './call.ts'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterEach(() => {
  server.resetHandlers()
  vi.restoreAllMocks()
  Reflect.deleteProperty(globalThis, 'homeportAsked')
})
afterAll(() => server.close())

function serve(): () => number {
  let asked = 0
  server.use(
    http.get('*/api/dashboards', () => {
      asked += 1
      return HttpResponse.json([])
    }),
  )
  return () => asked
}

const askAhead = (): void => void Object.assign(globalThis, { homeportAsked: new Map([['/api/dashboards', fetch('/api/dashboards')]]) })

test('what was asked before the app was here is not asked again, and the next time it is', async () => {
  const asked = serve()
  vi.spyOn(performance, 'now').mockReturnValue(500)
  askAhead()
  expect((await call(listDashboards, {})).data).toEqual([])
  expect(asked()).toBe(1)
  await call(listDashboards, {})
  expect(asked()).toBe(2)
})

test('an answer that has waited for long is not what the app would hear now', async () => {
  const asked = serve()
  vi.spyOn(performance, 'now').mockReturnValue(10_001)
  askAhead()
  await call(listDashboards, {})
  expect(asked()).toBe(2)
})

test('a question asked ahead that failed is asked by the app itself', async () => {
  const asked = serve()
  vi.spyOn(performance, 'now').mockReturnValue(500)
  const lost = Promise.reject<Response>(new TypeError('connection lost'))
  lost.catch(() => undefined)
  Object.assign(globalThis, { homeportAsked: new Map([['/api/dashboards', lost]]) })
  expect((await call(listDashboards, {})).data).toEqual([])
  expect(asked()).toBe(1)
})
