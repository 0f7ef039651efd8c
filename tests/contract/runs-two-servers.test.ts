import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { Run } from '#contract/run.ts'
import { startHomeport } from '#tests/support/homeport.ts'
import type { Homeport } from '#tests/support/homeport.ts'
import { findPostgres, startPostgres } from '#tests/support/postgres.ts'
import type { PostgresServer } from '#tests/support/postgres.ts'
import { needs } from '#tests/support/require.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

needs('PostgreSQL', findPostgres() !== undefined)('two servers on one database', () => {
  let database: PostgresServer
  const servers: Homeport[] = []
  let cookie = ''

  beforeAll(async () => {
    database = await startPostgres()
    const env = { DATABASE_URL: await database.createDatabase() }
    servers.push(await startHomeport({ env }))
    cookie = (await servers[0]?.signIn())?.headers['cookie'] ?? ''
    servers.push(await startHomeport({ env }))
  })
  afterAll(async () => {
    for (const server of servers) await server.stop()
    await database.destroy()
  })

  test('the same work about the same thing, begun at both at once, is one run; twenty times', async () => {
    const begin = async (server: Homeport, n: number, device: string): Promise<Run> => {
      const reply = await fetch(`${server.url}/api/runs`, {
        method: 'POST',
        headers: {
          origin: server.url,
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/json',
          'idempotency-key': `begin-${n}-${device}`,
          // Both are one place behind one name.
          cookie,
        },
        body: JSON.stringify({ workflow: 'triage', subject: { kind: 'alert', id: `alert:a:${n}`, title: 'Queue age' }, device, fields: {} }),
      })
      expect(reply.status).toBe(201)
      return z.parse(Run, await reply.json())
    }
    for (let n = 0; n < 20; n++) {
      const all = await Promise.all(servers.flatMap((server, i) => [begin(server, n, `desk-${i}`), begin(server, n, `phone-${i}`)]))
      expect(new Set(all.map(({ id }) => id)).size).toBe(1)
    }
  })
})
