import { expect, test } from 'vitest'
import { timesIn } from './time-parts.ts'

const answered = { queueMs: 10, networkMs: 20, serverMs: 5, waitMs: 15, sourceMs: 130, readMs: 2 }

test('the whole is all of its parts, and the longest is named', () => {
  const { totalMs, most, parts } = timesIn(answered, { lensMs: 3, drawMs: 15 })
  expect(totalMs).toBe(200)
  expect(most).toEqual({ part: 'source', ms: 130, share: 0.65 })
  expect(parts.map(({ part, ms }) => [part, ms])).toEqual([
    ['queue', 10],
    ['network', 20],
    ['server', 5],
    ['wait', 15],
    ['source', 130],
    ['prepare', 5],
    ['draw', 15],
  ])
})

test('an answer that took no time has parts of nothing', () => {
  const none = { queueMs: 0, networkMs: 0, serverMs: 0, waitMs: 0, sourceMs: 0, readMs: 0 }
  expect(timesIn(none, {}).parts.every(({ share }) => share === 0)).toBe(true)
})
