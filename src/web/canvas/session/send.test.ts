import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fault } from '#contract/fault.ts'
import { emptyDashboard } from '#core/dashboard/document.ts'
import { ApiFault } from '../../api/api-fault.ts'
import { send, waitBefore } from './send.ts'
import type { Outgoing, SendPorts } from './send.ts'

const outgoing: Outgoing = { key: 'k1', id: 'd1', rev: 3, doc: emptyDashboard('A') }
const record = { id: 'd1', rev: 4, doc: outgoing.doc, updatedAt: 0, origin: 'own' as const }
const fault = (code: Fault['code'], status: number, retryAfterMs?: number): ApiFault => new ApiFault({ code }, { status, retryAfterMs })

/** Ports whose `put` fails with each of these in turn and then succeeds; it notes keys and waits. */
function bench(failures: readonly ApiFault[]) {
  const keys: string[] = []
  const waits: number[] = []
  const left = [...failures]
  const ports: SendPorts = {
    put: async ({ key }) => {
      keys.push(key)
      const next = left.shift()
      if (next) throw next
      return record
    },
    sleep: async (ms) => void waits.push(ms),
    random: () => 0.5,
  }
  return { ports, keys, waits }
}
const go = (ports: SendPorts) => send(outgoing, ports, new AbortController().signal, () => undefined)

test('a lost connection is tried again with the same key until the server decides', async () => {
  const { ports, keys } = bench([fault('unavailable', 0), fault('internal', 500), fault('too_many', 429)])
  expect(await go(ports)).toEqual({ did: 'save', record })
  expect(keys).toEqual(['k1', 'k1', 'k1', 'k1'])
})

test('the server says how long to wait', async () => {
  const { ports, waits } = bench([fault('too_many', 429, 7000)])
  await go(ports)
  expect(waits).toEqual([7000])
})

test('somebody else first is a meeting, not a failure', async () => {
  expect(await go(bench([fault('stale', 412)]).ports)).toEqual({ did: 'meet' })
})

test.each([fault('too_large', 413), fault('forbidden', 403), fault('invalid', 400), fault('key_reused', 422), fault('storage_full', 507)])(
  '$code is parked at once: trying again would not help',
  async (final) => {
    const { ports, keys } = bench([final])
    expect(await go(ports)).toEqual({ did: 'park', fault: final })
    expect(keys).toHaveLength(1)
  },
)

test('the wait has full jitter and never exceeds half a minute', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.double({ min: 0, max: 0.999, noNaN: true }), (tries, random) => {
      const wait = waitBefore(tries, random)
      expect(wait).toBeGreaterThanOrEqual(0)
      expect(wait).toBeLessThanOrEqual(Math.min(30_000, 500 * 2 ** tries))
    }),
  )
})
