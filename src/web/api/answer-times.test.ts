import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timesOf } from './answer-times.ts'

test('the parts of the time an answer took are told apart', () => {
  const times = timesOf({ totalMs: 320, waitMs: 100, sourceMs: 200 }, { wanted: 1000, sent: 1040, came: 1410, read: 1413 })
  expect(times).toEqual({ queueMs: 40, networkMs: 50, serverMs: 20, waitMs: 100, sourceMs: 200, readMs: 3 })
})

test('a server that counts more than the whole way took leaves nothing to the network, and no part is below nothing', () => {
  const ms = fc.double({ min: 0, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(fc.record({ totalMs: ms, waitMs: ms, sourceMs: ms }), ms, ms, ms, (took, sent, trip, read) => {
      const times = timesOf(took, { wanted: 0, sent, came: sent + trip, read: sent + trip + read })
      expect(Object.values(times).every((part) => part >= 0)).toBe(true)
    }),
  )
})

test('together the parts are the whole where the clocks agree', () => {
  const ms = fc.integer({ min: 0, max: 10_000 })
  fc.assert(
    fc.property(ms, ms, ms, ms, ms, (queue, network, server, wait, source) => {
      const totalMs = server + wait + source
      const times = timesOf(
        { totalMs, waitMs: wait, sourceMs: source },
        { wanted: 0, sent: queue, came: queue + network + totalMs, read: queue + network + totalMs },
      )
      expect(Object.values(times).reduce((sum, part) => sum + part, 0)).toBe(queue + network + totalMs)
    }),
  )
})
