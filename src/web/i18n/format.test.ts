import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFormat } from './format.ts'

const f = createFormat('en')
const at = Date.UTC(2026, 2, 29, 0, 30, 15)

describe('numbers', () => {
  test.each([
    [0, '0'],
    [9.994, '9.99'],
    [9.996, '10'],
    [99.96, '100'],
    [0.1234, '0.123'],
    [1234, '1234'],
    [61_240, '61\u202f240'],
    [-3.5, '\u22123.5'],
    [-1e-9, '0'],
    [12_345_678, '12.3M'],
  ])('%d is written %s', (value, text) => {
    expect(f.value(value)).toBe(text)
  })

  test('a missing value is a hyphen, with no unit', () => {
    expect(f.value(null, 'bytes')).toBe('-')
    expect(f.value(Number.NaN, 'ratio')).toBe('-')
    expect(f.amount(undefined, 's')).toEqual({ number: '-', unit: '' })
  })

  test('a column lines up, unless its numbers are too far apart', () => {
    const all = [0.973, 0.99, 0.829]
    expect(all.map((v) => f.value(v, 'ratio', f.places(all, 'ratio')))).toEqual(['97.3\u00a0%', '99.0\u00a0%', '82.9\u00a0%'])
    const near = [1, 0.9997, 0.995]
    expect(near.map((v) => f.value(v, 'ratio', f.places(near, 'ratio')))).toEqual(['100.00\u00a0%', '99.97\u00a0%', '99.50\u00a0%'])
    expect(f.places([412, 66])).toBe(0)
    expect(f.places([61.8, 9, 25])).toBe(1)
    expect(f.places([400, 0.001])).toBeUndefined()
    expect(f.places([2048, 10], 'bytes')).toBeUndefined()
    expect(f.places([])).toBe(0)
  })

  test('infinities are shown as such', () => {
    expect(f.value(Number.POSITIVE_INFINITY, 's')).toBe('∞')
    expect(f.value(Number.NEGATIVE_INFINITY)).toBe('\u2212∞')
  })
})

describe('units', () => {
  test.each([
    [0.091, 'ratio', '9.1\u00a0%'],
    [42, 'percent', '42\u00a0%'],
    [0.9997, 'ratio', '99.97\u00a0%'],
    [0.999_966, 'ratio', '99.997\u00a0%'],
    [0.999_999_9, 'ratio', '100\u00a0%'],
    [1, 'ratio', '100\u00a0%'],
    [99.96, 'percent', '99.96\u00a0%'],
    [1023.99 * 1024, 'bytes', '1\u00a0MiB'],
    [1_500_000, 'bytes/s', '1.43\u00a0MiB/s'],
    [74, '/s', '74/s'],
    [0.000_25, 's', '250\u00a0µs'],
    [0.0123, 's', '12.3\u00a0ms'],
    [8.4, 's', '8.4\u00a0s'],
    [4440, 's', '1\u00a0h 14\u00a0min'],
    [1500, 'ms', '1.5\u00a0s'],
    [23, 'count', '23'],
    [5, 'req', '5\u00a0req'],
  ])('%d in %s is %s', (value, unit, text) => {
    expect(f.value(value, unit)).toBe(text)
  })

  test('of a long duration the last unit stands apart', () => {
    expect(f.amount(11_520, 's')).toEqual({ number: '3\u00a0h 12', unit: 'min' })
    expect(f.amount(7200, 's')).toEqual({ number: '2', unit: 'h' })
  })

  test('no size of a number breaks a format', () => {
    fc.assert(
      fc.property(fc.double(), fc.constantFrom('', 'ratio', 'percent', 'bytes', 'bytes/s', 's', 'ms', '/s', 'count'), (value, unit) => {
        const text = f.value(value, unit)
        expect(text).not.toMatch(/NaN|undefined|Infinity|e[+-]/)
        expect(text.length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('times', () => {
  test('an age is in words up to a day, then a date', () => {
    expect(f.age(at - 16 * 60_000, at, 'UTC')).toBe('16\u00a0min')
    expect(f.age(at - 74 * 60_000 - 40_000, at, 'UTC')).toBe('1\u00a0h 14\u00a0min')
    expect(f.age(at - 3 * 86_400_000, at, 'UTC')).toMatch(/Mar 26/)
  })

  test('something that happened after now, by a skewed clock, is new', () => {
    expect(f.age(at + 5000, at, 'UTC')).toBe('0\u00a0s')
  })

  test('times stand in the given zone, midnight is 00', () => {
    expect(f.time(at, 'UTC')).toBe('00:30')
    expect(f.time(at, 'Asia/Kolkata')).toBe('06:00')
    expect(f.time(at, 'UTC', 3 * 86_400_000)).toContain('Mar 29')
  })

  test.each([
    [1000, '00:30:15'],
    [60_000, '00:30'],
    [86_400_000, 'Mar 29'],
    [31 * 86_400_000, 'Mar'],
    [366 * 86_400_000, '2026'],
  ])('ticks %d ms apart read %s', (step, text) => {
    expect(f.tick(at, 'UTC', step)).toBe(text)
  })

  test('durations take at most two units', () => {
    expect(f.duration(90_061_000)).toBe('1\u00a0d 1\u00a0h')
    expect(f.duration(3_600_000)).toBe('1\u00a0h')
    expect(f.duration(3_960_000)).toBe('1\u00a0h 06\u00a0min')
    expect(f.duration(0)).toBe('0\u00a0s')
    expect(f.duration(-61_000)).toBe('\u22121\u00a0min 1\u00a0s')
  })
})

test('another language has its own digits, marks and unit words', () => {
  const de = createFormat('de', (key) => ({ 'unit.day': 'T', 'unit.hour': 'Std' })[key as string] ?? key)
  expect(de.value(1.5)).toBe('1,5')
  expect(de.duration(90_000_000)).toBe('1\u00a0T 1\u00a0Std')
})
