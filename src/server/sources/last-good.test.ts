import fc from 'fast-check'
import { expect, test } from 'vitest'
import { frameOf } from '#tests/support/api-world.ts'
import { bytesOf, createLastGood, fits } from './last-good.ts'

const now = 1_800_000_000_000
const hour = 3_600_000
const lastHour = (at: number) => ({ from: at - hour, to: at })

test('an answer about the last hour serves the last hour a little later', () => {
  const kept = createLastGood()
  kept.keep('q', { frame: frameOf(1), range: lastHour(now), at: now })
  expect(kept.find('q', lastHour(now + 240_000), now + 240_000)?.at).toBe(now)
})

test('an answer about the last hour does not serve the last day, nor an hour of last week', () => {
  const kept = createLastGood()
  kept.keep('q', { frame: frameOf(1), range: lastHour(now), at: now })
  expect(kept.find('q', { from: now - 24 * hour, to: now }, now)).toBeUndefined()
  expect(kept.find('q', lastHour(now - 168 * hour), now)).toBeUndefined()
})

test('an answer about a fixed time serves exactly that time', () => {
  const kept = createLastGood()
  const fixed = lastHour(now - 168 * hour)
  kept.keep('q', { frame: frameOf(1), range: fixed, at: now })
  expect(kept.find('q', fixed, now + 60_000)).toBeDefined()
  expect(kept.find('q', { from: fixed.from + 1000, to: fixed.to + 1000 }, now + 60_000)).toBeUndefined()
})

test('an answer is forgotten after an hour', () => {
  const kept = createLastGood()
  kept.keep('q', { frame: frameOf(1), range: lastHour(now), at: now })
  expect(kept.find('q', lastHour(now + hour), now + hour)).toBeDefined()
  expect(kept.find('q', lastHour(now + hour + 1), now + hour + 1)).toBeUndefined()
})

test('one dashboard looking at an hour does not take away what another looking at a day has', () => {
  const kept = createLastGood()
  kept.keep('q', { frame: frameOf(1), range: lastHour(now), at: now })
  kept.keep('q', { frame: frameOf(2), range: { from: now - 24 * hour, to: now }, at: now })
  expect(kept.find('q', lastHour(now), now)?.frame).toEqual(frameOf(1))
})

test('whatever is kept, number and bytes stay within their limits', () => {
  const limits = { keepMs: hour, keepAnswers: 5, keepBytes: 4000 }
  const step = fc.record({ question: fc.integer({ min: 0, max: 12 }), rows: fc.integer({ min: 0, max: 200 }), back: fc.integer({ min: 0, max: 3 }) })
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const kept = createLastGood(limits)
      steps.forEach(({ question, rows, back }, i) => {
        const frame = frameOf(...Array.from({ length: rows }, (_, n) => n))
        kept.keep(`q${question}`, { frame, range: lastHour(now - back * 24 * hour), at: now + i })
        expect(kept.bytes).toBeLessThanOrEqual(limits.keepBytes)
        expect(kept.bytes).toBeGreaterThanOrEqual(0)
      })
      const there = Array.from({ length: 13 }, (_, q) => `q${q}`).filter((q) =>
        [0, 1, 2, 3].some((b) => kept.find(q, lastHour(now - b * 24 * hour), now + 200)),
      )
      expect(there.length).toBeLessThanOrEqual(limits.keepAnswers)
    }),
  )
})

test('an answer larger than a quarter of the room is not kept and costs nobody theirs', () => {
  const kept = createLastGood({ keepMs: hour, keepAnswers: 5, keepBytes: 8000 })
  kept.keep('small', { frame: frameOf(1), range: lastHour(now), at: now })
  kept.keep('huge', { frame: frameOf(...Array.from({ length: 1000 }, (_, n) => n)), range: lastHour(now), at: now })
  expect(kept.find('huge', lastHour(now), now)).toBeUndefined()
  expect(kept.find('small', lastHour(now), now)).toBeDefined()
})

test('an answer always fits its own question', () => {
  const moment = fc.integer({ min: 0, max: now })
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: hour }), (from, span) =>
      fits({ frame: frameOf(), range: { from, to: from + span }, at: now }, { from, to: from + span }, now),
    ),
  )
})

test('strings count by their length', () => {
  const of = (...values: readonly string[]): number => bytesOf({ fields: [{ name: 'l', type: 'string', values }] })
  expect(of('x'.repeat(1000))).toBeGreaterThan(of('x') + 900)
})
