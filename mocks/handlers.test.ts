import { getResponse } from 'msw'
import { expect, test } from 'vitest'
import { handlersFor } from './handlers.ts'

const handlers = handlersFor({ fetch: async () => new Response('answered') })
const ask = async (path: string): Promise<string | undefined> => (await getResponse(handlers, new Request(`http://localhost:5173${path}`)))?.text()

test('what lies below /api is answered', async () => {
  for (const path of ['/api/status', '/api/dashboards/a?search=b', '/api/']) expect([path, await ask(path)]).toEqual([path, 'answered'])
})

test('the app’s own modules are not, whatever their folders are called', async () => {
  for (const path of ['/src/web/api/may-do.ts', '/src/web/api/live/start.ts?t=1', '/apis/x', '/d/api/x'])
    expect([path, await ask(path)]).toEqual([path, undefined])
})
