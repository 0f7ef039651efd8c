import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAppFiles } from '#server/node/app-files.ts'
import { createHttp } from '#server/node/http.ts'
import { slowness } from '#server/node/slowness.ts'
import { createWorld } from '#tests/support/api-world.ts'
import { listenRaw } from '#tests/support/raw-http.ts'
import type { RawServer } from '#tests/support/raw-http.ts'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
/** A fiftieth of the usual patience, and few places. */
const impatient = { ...slowness, headersTimeout: 300, requestTimeout: 600, keepAliveTimeout: 300, connectionsCheckingInterval: 100, maxConnections: 40 }
let server: RawServer
beforeAll(async () => {
  server = await listenRaw(createHttp({ api: createWorld().api, app: createAppFiles('/nonexistent'), log: silent, slowness: impatient }))
})
afterAll(() => server?.close())

interface Held {
  readonly socket: Socket
  readonly closed: Promise<string>
}

function hold(): Held {
  let heard = ''
  const socket = connect(server.port, '127.0.0.1')
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')))
  socket.on('error', () => undefined)
  return { socket, closed: new Promise((resolve) => void socket.once('close', () => resolve(heard))) }
}

const answers = async (): Promise<boolean> => (await server.get('/api/status', { connection: 'close' }).catch(() => ({ status: 0 }))).status === 200

test('B14: headers that drip are cut off with 408', async () => {
  const { socket, closed } = hold()
  socket.write('GET /api/status HTTP/1.1\r\nhost: localhost\r\n')
  const drip = setInterval(() => socket.write('x: y\r\n'), 50)
  expect(await closed).toMatch(/^HTTP\/1\.1 408 /)
  clearInterval(drip)
})

test('B14: a body that drips is cut off', async () => {
  const { socket, closed } = hold()
  socket.write('POST /api/intake/events HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 60000\r\n\r\n')
  const drip = setInterval(() => socket.write('x'), 50)
  expect(await closed).toMatch(/^HTTP\/1\.1 (403|408) /)
  clearInterval(drip)
})

test('B14: sockets that never say anything are closed, and those kept alive are too', async () => {
  const silentOnes = Array.from({ length: 20 }, hold)
  const kept = hold()
  kept.socket.write('GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n')
  expect(await answers()).toBe(true)
  await Promise.all([...silentOnes, kept].map(({ closed }) => closed))
  expect(await answers()).toBe(true)
})

test('B14: more connections than there is room for are turned away, and there is room again afterwards', async () => {
  const crowd = Array.from({ length: 200 }, hold)
  await Promise.all(crowd.map(({ closed }) => closed))
  await expect.poll(answers).toBe(true)
})

test('the usual patience is bounded', () => {
  expect(slowness).toMatchObject({ headersTimeout: 10_000, requestTimeout: 30_000, maxHeaderSize: 16_384, maxConnections: 10_000 })
})
