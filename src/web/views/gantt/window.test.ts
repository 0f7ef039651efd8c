import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asRange, firstWindow, limitsOf, movedOn, panned, showing, timeAt, within, xOf, zoomed } from './window.ts'

const hour = 3_600_000
const range = fc
  .record({ from: fc.integer({ min: 0, max: 1e9 }), span: fc.integer({ min: 2000, max: 1e9 }) })
  .map(({ from, span }) => ({ from, to: from + span }))
const close = (a: number, b: number, span: number): void => expect(Math.abs(a - b)).toBeLessThanOrEqual(span * 1e-6 + 1e-3)

describe('the time window', () => {
  test('leaves room after now when the range ends at now', () => {
    expect(firstWindow({ from: 0, to: 100 * hour }, 100 * hour, 12)).toEqual({ from: 0, to: 112 * hour })
  })

  test('is the range itself when the reader looks at the past', () => {
    expect(firstWindow({ from: 0, to: 100 * hour }, 300 * hour, 12)).toEqual({ from: 0, to: 100 * hour })
  })

  test('keeps the moment under the pointer while it zooms', () => {
    fc.assert(
      fc.property(range, fc.double({ min: 0.05, max: 0.95, noNaN: true }), fc.double({ min: 0.3, max: 0.99, noNaN: true }), (window, share, factor) => {
        const limits = limitsOf(window, undefined)
        const at = window.from + share * (window.to - window.from)
        const next = zoomed(window, factor, at, limits)
        if (next.to - next.from > 1000) close((at - next.from) / (next.to - next.from), share, 1)
      }),
    )
  })

  test('never leaves its limits and never gets shorter than a second', () => {
    const step = fc.oneof(fc.record({ zoom: fc.double({ min: 0.01, max: 50, noNaN: true }) }), fc.record({ pan: fc.integer({ min: -1e10, max: 1e10 }) }))
    fc.assert(
      fc.property(range, fc.array(step, { maxLength: 30 }), (base, steps) => {
        const limits = limitsOf(base, undefined)
        const end = steps.reduce((w, s) => ('zoom' in s ? zoomed(w, s.zoom, (w.from + w.to) / 2, limits) : panned(w, s.pan, limits)), within(base, limits))
        expect(end.from).toBeGreaterThanOrEqual(limits.from - 1)
        expect(end.to).toBeLessThanOrEqual(limits.to + 1)
        expect(end.to - end.from).toBeGreaterThanOrEqual(999)
      }),
    )
  })

  test('turns pixels into time and back', () => {
    fc.assert(
      fc.property(range, fc.integer({ min: 0, max: 2000 }), (window, x) => {
        const view = { ...window, width: 1000 }
        expect(xOf(view, timeAt(view, x))).toBeCloseTo(x, 3)
      }),
    )
  })

  test('brings a bar into view with the least move', () => {
    const limits = { from: 0, to: 100 * hour }
    const window = { from: 10 * hour, to: 20 * hour }
    expect(showing(window, { start: 12 * hour, end: 13 * hour }, limits)).toBe(window)
    expect(showing(window, { start: 22 * hour, end: 23 * hour }, limits)).toEqual({ from: 13.5 * hour, to: 23.5 * hour })
    expect(showing(window, { start: 5 * hour, end: 6 * hour }, limits)).toEqual({ from: 4.5 * hour, to: 14.5 * hour })
    expect(showing(window, { start: 2 * hour, end: 90 * hour }, limits)).toBe(window)
  })

  test('tells a range that moved on with time from one chosen anew', () => {
    const before = { from: 0, to: 6 * hour }
    expect(movedOn(before, { from: 30_000, to: 6 * hour + 30_000 })).toBe(true)
    expect(movedOn(before, { from: 0, to: 24 * hour })).toBe(false)
    expect(movedOn(before, { from: 5 * hour, to: 11 * hour })).toBe(false)
  })

  test('gives the page whole milliseconds, never an empty range', () => {
    expect(asRange({ from: 10.4, to: 10.6 })).toEqual({ from: 10, to: 11 })
  })
})
