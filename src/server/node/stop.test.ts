import { createServer, get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { stopServing } from './stop.ts'

const silentHealth = { drain: () => undefined, watched: () => false }

function ask(port: number, path = '/'): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => void get({ host: '127.0.0.1', port, path }, resolve).on('error', reject))
}

async function text(response: IncomingMessage): Promise<string> {
  response.setEncoding('utf8')
  let all = ''
  // With an encoding set it gives strings.
  for await (const part of response as AsyncIterable<string>) all += part
  return all
}

test('an answer under way is given whole, a stream is ended, and nobody new is let in', async () => {
  const endings: (() => void)[] = []
  const server = createServer((request, response) => {
    if (request.url === '/slow') setTimeout(() => response.end('whole'), 300)
    else {
      response.write('begun ')
      endings.push(() => response.end('come back'))
    }
  })
  // Far longer than this test may take: whatever becomes idle has to be closed by the stop itself.
  server.keepAliveTimeout = 65_000
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  // A TCP server's address is always an AddressInfo.
  const { port } = server.address() as AddressInfo
  const slow = ask(port, '/slow')
  const stream = await ask(port, '/stream')
  const stopped = stopServing({ servers: [server], health: silentHealth, waitMs: 0, endStreams: () => endings.forEach((end) => end()) })
  await expect(ask(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  expect([await text(await slow), await text(stream)]).toEqual(['whole', 'begun come back'])
  await stopped
})

test('those who watch readiness get their time before the door closes; without them nobody waits', async () => {
  const order: string[] = []
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  server.once('close', () => order.push('closed'))
  const health = { drain: () => void order.push('unready'), watched: () => true }
  const stopped = stopServing({ servers: [server], health, waitMs: 200, endStreams: () => order.push('streams') })
  expect(server.listening).toBe(true)
  await stopped
  expect(order).toEqual(['unready', 'streams', 'closed'])
})
