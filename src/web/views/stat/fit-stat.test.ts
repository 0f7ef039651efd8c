import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StatText } from './fit-stat.ts'
import { fitCells, fitStats, wrappedIn } from './fit-stat.ts'

const fitStat = (text: StatText, size: { width: number; height: number }) => fitStats([text], size)
const text = { number: '98.2', unit: '%', named: false, spark: true, lines: 2, letters: 20 }

test('the smallest widget holds the number, two lines and the spark beside it', () => {
  expect(fitStat(text, { width: 230, height: 80 })).toMatchObject({ step: 'l', spark: 'beside', lines: 2 })
})

test('a narrow one drops the spark before the words', () => {
  expect(fitStat(text, { width: 150, height: 80 })).toMatchObject({ step: 'l', spark: 'none', lines: 2 })
})

test('a wall-sized one has a large number and the spark below', () => {
  expect(fitStat(text, { width: 420, height: 260 })).toMatchObject({ step: 'xl', spark: 'below', lines: 2 })
})

test('one digit more or less does not change the size', () => {
  const step = (number: string) => fitStat({ ...text, number }, { width: 230, height: 80 }).step
  expect(step('99')).toBe(step('100'))
  expect(step('9.9')).toBe(step('10'))
})

test('more room never means smaller text or fewer lines', () => {
  const order = ['s', 'm', 'l', 'xl']
  fc.assert(
    fc.property(fc.integer({ min: 60, max: 900 }), fc.integer({ min: 30, max: 600 }), fc.integer({ min: 0, max: 300 }), (width, height, more) => {
      const small = fitStat(text, { width, height })
      const wide = fitStat(text, { width: width + more, height })
      expect(order.indexOf(wide.step)).toBeGreaterThanOrEqual(order.indexOf(small.step))
    }),
  )
})

test('in a row all stats look alike, as the widest number needs', () => {
  const size = { width: 170, height: 80 }
  const wide = { ...text, number: '1 234 567', unit: 'KiB/s' }
  expect(fitStats([text, wide], size)).toEqual(fitStats([wide], size))
})

test('stats stand in one row while there is room, then wrap evenly', () => {
  expect(fitCells(5, { width: 1000, height: 100 }).columns).toBe(5)
  expect(fitCells(5, { width: 420, height: 200 })).toEqual({ columns: 3, width: 140, height: 100 })
  expect(fitCells(1, { width: 90, height: 80 }).columns).toBe(1)
})

test('the small print is wrapped where there is a line more for it, and only once all lines are there', () => {
  const many = { ...text, spark: false, named: true, lines: 2, letters: 60 }
  // Name, number, two lines, and what a second line of the last takes.
  expect(fitStat(many, { width: 150, height: 20 + 34 + 34 + 13 })).toMatchObject({ lines: 2, wrapped: 1 })
  expect(fitStat(many, { width: 150, height: 20 + 34 + 34 + 14 })).toMatchObject({ lines: 2, wrapped: 2 })
  expect(fitStat(many, { width: 150, height: 20 + 34 + 34 + 29 })).toMatchObject({ lines: 2, wrapped: 3 })
  expect(fitStat(many, { width: 150, height: 20 + 34 + 33 })).toMatchObject({ lines: 1, wrapped: 1 })
})

test('small print that one line holds leaves the spark its height', () => {
  expect(fitStat(text, { width: 420, height: 260 })).toMatchObject({ spark: 'below', wrapped: 1, sparkHeight: 96 })
})

test('words go before decoration: a spark that leaves the small print no room is not drawn', () => {
  const long = { ...text, named: true, letters: 60 }
  const size = (more: number) => ({ width: 140, height: 20 + 34 + 34 + 8 + 36 + more })
  expect(fitStat({ ...long, letters: 20 }, size(0))).toMatchObject({ spark: 'below', wrapped: 1 })
  expect(fitStat(long, size(0))).toMatchObject({ spark: 'none', wrapped: 4 })
  expect(fitStat(long, size(29))).toMatchObject({ spark: 'below', wrapped: 3, sparkHeight: 36 })
})

test('a spark below gives lines up only while it stays as high as a spark has to be', () => {
  const below = [10, 60, 120].flatMap((letters) =>
    Array.from({ length: 260 }, (_, height) => fitStat({ ...text, letters }, { width: 200, height })).filter(({ spark }) => spark === 'below'),
  )
  expect(Math.min(...below.map(({ sparkHeight }) => sparkHeight))).toBeGreaterThanOrEqual(36)
  expect(new Set(below.map(({ wrapped }) => wrapped))).toEqual(new Set([1, 2, 4]))
})

test('a digit more or less in the small print does not make the spark jump', () => {
  const height = (letters: number) => fitStat({ ...text, letters }, { width: 150, height: 200 }).sparkHeight
  expect(height(41)).toBe(height(42))
})

test('a stat without a spark wraps its small print in the room its neighbours have theirs in', () => {
  const size = { width: 150, height: 20 + 34 + 34 + 36 + 8 }
  const fit = fitStats(
    [
      { ...text, named: true },
      { ...text, named: true, spark: false, lines: 1 },
    ],
    size,
  )
  expect(fit).toMatchObject({ spark: 'below', wrapped: 1 })
  expect([wrappedIn(fit, true), wrappedIn(fit, false)]).toEqual([1, 3])
})
