import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { listen } from './listen.ts'

const servers: Server[] = []
const newServer = (): Server => {
  const server = createServer()
  servers.push(server)
  return server
}
afterEach(() => servers.splice(0).forEach((server) => server.close()))

test('a taken port is stepped over unless it was asked for', async () => {
  const taken = await listen(newServer(), '127.0.0.1', 0, true)
  if (taken === undefined) throw new Error('no port at all')
  expect(await listen(newServer(), '127.0.0.1', taken, true)).toBeUndefined()
  const next = await listen(newServer(), '127.0.0.1', taken, false)
  expect(next).toBeGreaterThan(taken)
})

test('another reason not to listen is told as it is', async () => {
  await expect(listen(newServer(), '203.0.113.1', 0, false)).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' })
})
