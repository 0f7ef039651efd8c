import { expect, test } from 'vitest'
import { places } from '#tests/support/landing-facts.ts'
import { highlightsOf } from './highlights.ts'
import type { Measured } from './measured.ts'
import { shiftsIn, watchBars, watchFrom, watchOf, watchStepMs } from './watch.ts'

const figures = (it: Parameters<typeof highlightsOf>[0]) => highlightsOf(it, places).map(({ figure }) => [figure.key, figure.args])

test('of many a share is said, of few the difference', () => {
  expect(
    figures([
      { number: 'alerts', now: 69, before: 100 },
      { number: 'incidents', now: 3, before: 5 },
    ]),
  ).toEqual([
    ['highlight.share', { percent: 31, way: 'less' }],
    ['highlight.by', { by: 2, way: 'less' }],
  ])
})

test('nothing is divided by nothing', () => {
  expect(figures([{ number: 'alerts', now: 40, before: 0 }])).toEqual([['highlight.by', { by: 40, way: 'more' }]])
})

test('the usual coming and going is no news', () => {
  expect(
    figures([
      { number: 'alerts', now: 103, before: 100 },
      { number: 'tickets', now: 7, before: 7 },
      { number: 'succeeded', now: 0, before: 0, n: 0 },
    ]),
  ).toEqual([])
})

test('at most three, in the order the role follows them', () => {
  const rows = (['alerts', 'critical', 'incidents', 'changes'] as const).map((number) => ({ number, now: 1, before: 3 }))
  expect(highlightsOf(rows, places).map(({ id }) => id)).toEqual(['alerts', 'critical', 'incidents'])
})

test('the ribbon counts each beginning in its quarter of an hour, and what is outside in none', () => {
  const now = 1_800_000_123_000
  const from = watchFrom(now)
  const at = (bar: number, severity: 'critical' | 'warning' = 'warning') => ({ start: from + bar * watchStepMs, severity })
  const { counts, critical } = watchOf(
    [at(0), at(0, 'critical'), at(95), { start: from - 1, severity: 'critical' }, { start: from + watchBars * watchStepMs, severity: 'critical' }],
    from,
  )
  expect([counts[0], counts[95], counts.reduce((a, b) => a + b, 0)]).toEqual([2, 1, 3])
  expect(critical.reduce((a, b) => a + b, 0)).toBe(1)
  expect(from + watchBars * watchStepMs).toBeGreaterThan(now)
})

test('every shift of the day is told once', () => {
  const rota = [
    { name: 'Pune', fromUtcHour: 1 },
    { name: 'Warsaw', fromUtcHour: 9 },
  ]
  const from = Date.UTC(2026, 10, 22, 4)
  expect(shiftsIn(rota, from)).toEqual([
    { at: Date.UTC(2026, 10, 22, 9), name: 'Warsaw' },
    { at: Date.UTC(2026, 10, 23, 1), name: 'Pune' },
  ])
})

const measured = (it: Partial<Measured> & Pick<Measured, 'number'>): Measured => ({ now: { value: 0.5, n: 20 }, before: { value: 0.5, n: 20 }, ...it })
const said = (it: Parameters<typeof highlightsOf>[0]) => highlightsOf(it, places).map(({ id, figure, words }) => [id, figure.key, figure.args, words.args])

test('a number of operations is told with the one it is compared with and how many it is made of', () => {
  expect(
    said([
      measured({ number: 'timeToResolve', now: { value: 2460, n: 32 }, before: { value: 3690, n: 28 } }),
      measured({ number: 'changeSuccess', now: { value: 0.912, n: 37 }, before: { value: 0.934, n: 40 } }),
      measured({ number: 'hoursSaved', now: { value: 52.4, n: 300 }, before: { value: 40.1, n: 280 } }),
    ]),
  ).toEqual([
    ['timeToResolve', 'highlight.sooner', { percent: 33, way: 'less' }, { lasts: 2_460_000, lasted: 3_690_000, n: 32 }],
    ['changeSuccess', 'highlight.points', { by: 2.2, way: 'less' }, { now: 91.2, before: 93.4, n: 37 }],
    ['hoursSaved', 'highlight.hours', { by: 12, way: 'more' }, { now: 52, before: 40, n: 300 }],
  ])
})

test('a number made of too few, on either side, is no news, and neither is one that stayed', () => {
  expect(
    said([
      measured({ number: 'timeToResolve', now: { value: 60, n: 7 }, before: { value: 6000, n: 90 } }),
      measured({ number: 'timeToResolve', now: { value: 60, n: 90 }, before: { value: 6000, n: 7 } }),
      measured({ number: 'timeToResolve', now: { value: null, n: 90 }, before: { value: 6000, n: 90 } }),
      measured({ number: 'timeToResolve', now: { value: 100, n: 90 }, before: { value: 105, n: 90 } }),
      measured({ number: 'changeSuccess', now: { value: 0.91, n: 90 }, before: { value: 0.915, n: 90 } }),
      measured({ number: 'hoursSaved', now: { value: 1.5, n: 90 }, before: { value: 0.5, n: 90 } }),
    ]),
  ).toEqual([])
})
