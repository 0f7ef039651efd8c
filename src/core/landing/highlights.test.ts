import { expect, test } from 'vitest'
import { places } from '#tests/support/landing-facts.ts'
import { highlightsOf } from './highlights.ts'
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
