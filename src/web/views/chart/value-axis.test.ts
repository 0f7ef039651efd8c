import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { roundStep, valueAxis } from './value-axis.ts'

const wish = { unit: '', baseline: false, most: 5 }

describe('round numbers', () => {
  test.each([
    [0, 74, '', [0, 20, 40, 60, 80]],
    [0, 95, 'percent', [0, 20, 40, 60, 80, 100]],
    [0, 0.031, 'ratio', [0, 0.01, 0.02, 0.03, 0.04]],
    [0, 0.4, 's', [0, 0.1, 0.2, 0.3, 0.4]],
    [0, 7000, 's', [0, 1800, 3600, 5400, 7200]],
    [0, 3.5 * 1024 ** 3, 'bytes', [0, 1024 ** 3, 2 * 1024 ** 3, 3 * 1024 ** 3, 4 * 1024 ** 3]],
    [0, 1.4 * 1024 ** 2, 'bytes/s', [0, 0.5 * 1024 ** 2, 1024 ** 2, 1.5 * 1024 ** 2]],
  ])('from %d to %d in "%s"', (low, high, unit, ticks) => {
    expect(valueAxis(low, high, { ...wish, unit }).ticks).toEqual(ticks)
  })

  test('a step of minutes and hours is round in them', () => {
    expect(roundStep(50, 's')).toBe(60)
    expect(roundStep(4000, 's')).toBe(7200)
    expect(roundStep(50_000, 'ms')).toBe(60_000)
  })
})

describe('ends', () => {
  test('bars stand on zero, and so do lines that are near it', () => {
    expect(valueAxis(90, 100, { ...wish, baseline: true }).from).toBe(0)
    expect(valueAxis(20, 80, wish).from).toBe(0)
  })

  test('a line far from zero shows its movement', () => {
    expect(valueAxis(90, 100, wish)).toMatchObject({ from: 90, to: 100 })
  })

  test('chosen ends are kept to the digit', () => {
    expect(valueAxis(0, 74, { ...wish, min: 3, max: 77 })).toMatchObject({ from: 3, to: 77 })
  })

  test('a flat line has room above it, and nothing has room at all', () => {
    expect(valueAxis(5, 5, wish)).toMatchObject({ from: 0 })
    expect(valueAxis(5, 5, wish).to).toBeGreaterThanOrEqual(5)
    expect(valueAxis(0, 0, wish)).toMatchObject({ from: 0, to: 1 })
    expect(valueAxis(-5, -5, wish).from).toBeLessThanOrEqual(-5)
  })

  test('ends chosen the wrong way round still make an axis', () => {
    const { from, to } = valueAxis(0, 10, { ...wish, min: 8, max: 2 })
    expect(to).toBeGreaterThan(from)
  })
})

test('any numbers give an axis that holds them, with few, ascending gridlines', () => {
  const size = fc.double({ min: -1e15, max: 1e15, noNaN: true })
  fc.assert(
    fc.property(
      size,
      size,
      fc.boolean(),
      fc.constantFrom('', 'ratio', 'bytes', 's', 'ms', 'percent'),
      fc.integer({ min: 1, max: 6 }),
      (a, b, baseline, unit, most) => {
        const low = Math.min(a, b)
        const high = Math.max(a, b)
        const { from, to, ticks } = valueAxis(low, high, { unit, baseline, most })
        // Beside huge numbers a double has no room for small steps: two of its own steps are as near as it gets.
        const grain = Math.max(Math.abs(low), Math.abs(high)) * 2 ** -51
        const slack = Math.max(1e-9, Math.abs(to - from) * 1e-6, grain)
        expect(from).toBeLessThanOrEqual(low + slack)
        expect(to).toBeGreaterThanOrEqual(high - slack)
        expect(to).toBeGreaterThan(from)
        expect(ticks.length).toBeLessThanOrEqual(most + 3)
        expect(ticks.every((t, i) => i === 0 || t > (ticks[i - 1] ?? 0))).toBe(true)
      },
    ),
  )
})
