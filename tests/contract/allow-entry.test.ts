import { expect, test } from 'vitest'
import { readAllow, refusalOf } from '#server/node/gateway/allow.ts'
import { createGateway } from '#server/node/gateway.ts'
import { allowEntryFor } from '#web/pages/sources/allow-entry.ts'
import { faultFrom, silentLog } from '#tests/support/faults.ts'

/** What the form of a source tells to write into the configuration is what lets that source through, and nothing beside it. */
test.each([
  { host: '127.0.0.1', port: 9090, address: '127.0.0.1' },
  { host: '::1', port: 9090, address: '::1' },
  { host: 'localhost', port: 9090, address: '127.0.0.1' },
  { host: 'prom.example', port: 9090, address: '10.1.2.3' },
  { host: 'prom.example', port: 9090, address: '127.0.0.2' },
])('a source at $host that is $address', async ({ host, port, address }) => {
  const resolve = async () => [{ address, family: address.includes(':') ? 6 : 4 }]
  const gateway = createGateway({ allow: [], log: silentLog, resolve })
  const base = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const call = gateway.call({ base, path: '/', accept: ['application/json'], maxBytes: 100, deadlineMs: 5000 })
  const { detail } = await faultFrom(call)
  const entry = allowEntryFor(detail)
  if (entry === undefined) throw new Error(`nothing is told about ${detail}`)
  expect(refusalOf(readAllow([entry]), { host, port }, address)).toBeUndefined()
  expect(refusalOf(readAllow([entry]), { host: 'other.example', port: 9091 }, '10.9.9.9')).toBe('private')
})
