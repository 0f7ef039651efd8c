import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crosses, elbow } from './arrows.ts'
import { clearOfNow, fitted, labelFor, roomForText } from './labels.ts'
import type { Labelled } from './labels.ts'

const widthOf = (text: string): number => text.length * 6
const bar = (x: number, width: number, more: Partial<Labelled> = {}): Labelled => ({
  rect: { x, y: 6, width, height: 14 },
  text: 'Card gateway timeouts',
  leftEdge: -Infinity,
  rightEdge: Infinity,
  inside: true,
  running: false,
  isMoment: false,
  ...more,
})

describe('words of a bar', () => {
  test('stand inside from 58 px, cut with an ellipsis', () => {
    expect(labelFor(bar(200, roomForText), 600, [], widthOf)).toEqual({ text: 'Card g…', x: 206, align: 'left', where: 'inside' })
    expect(labelFor(bar(200, 57), 600, [], widthOf)?.where).toBe('beside')
  })

  test('stay in sight in a bar that began long ago', () => {
    expect(labelFor(bar(-500, 700), 600, [], widthOf)).toMatchObject({ x: 6, where: 'inside' })
  })

  test('stand before a small bar, after it where that is taken, else nowhere', () => {
    expect(labelFor(bar(200, 20), 600, [], widthOf)).toMatchObject({ x: 194, align: 'right' })
    expect(labelFor(bar(200, 20, { leftEdge: 190 }), 600, [], widthOf)).toMatchObject({ x: 226, align: 'left' })
    expect(labelFor(bar(200, 20, { leftEdge: 190, rightEdge: 260 }), 600, [], widthOf)).toBeUndefined()
    expect(labelFor(bar(200, 20, { leftEdge: 190, running: true }), 600, [], widthOf)).toBeUndefined()
  })

  test('never lie on the now line, on whichever side of it the bar is', () => {
    const at = (x: number, nowAt: number) =>
      labelFor({ ...bar(x, 20), ...clearOfNow({ leftEdge: -Infinity, rightEdge: Infinity }, bar(x, 20).rect, nowAt) }, 600, [], widthOf)
    expect(at(200, 150)).toMatchObject({ x: 226, align: 'left' })
    expect(at(300, 150)).toMatchObject({ x: 294, align: 'right' })
    expect(at(100, 150)).toBeUndefined()
    expect(at(20, 300)).toMatchObject({ x: 46, align: 'left' })
  })

  test('never lie on an arrow', () => {
    const arrow = { from: 0, to: 1, points: elbow({ x: 100, y: 32, width: 12, height: 12 }, { x: 200, y: 6, width: 20, height: 14 }) }
    expect(labelFor(bar(200, 20), 600, [arrow], widthOf)).toMatchObject({ align: 'left' })
  })

  test('are whole beside a bar, and never wider than the bar inside it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 700 }), fc.integer({ min: 1, max: 400 }), fc.string({ minLength: 1, maxLength: 40 }), (x, width, text) => {
        const label = labelFor(bar(x, width, { text }), 600, [], widthOf)
        const isWhole = label?.where !== 'beside' || label.text === text
        const isIn = label?.where !== 'inside' || label.x + widthOf(label.text) <= Math.min(600, x + width)
        expect(isWhole && isIn).toBe(true)
      }),
    )
  })

  test('are the longest beginning that fits', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), fc.integer({ min: 0, max: 300 }), (text, room) => {
        const found = fitted(text, room, widthOf)
        expect(found === '' || widthOf(found) <= room).toBe(true)
        expect(widthOf(text) <= room ? found : text).toBe(text)
      }),
    )
  })
})

describe('an arrow', () => {
  const rects = fc.record({
    x: fc.integer({ min: -300, max: 900 }),
    y: fc.integer({ min: 0, max: 400 }),
    width: fc.integer({ min: 3, max: 300 }),
    height: fc.constantFrom(6, 10, 14),
  })

  test('has square corners only, leaves the one and ends pointing right at the start of the other', () => {
    fc.assert(
      fc.property(rects, rects, (a, b) => {
        const points = elbow(a, b)
        const legs = points.slice(1).map((p, i) => [points[i] ?? p, p] as const)
        expect(legs.filter(([p, q]) => Math.abs(p[0] - q[0]) > 0.01 && Math.abs(p[1] - q[1]) > 1)).toEqual([])
        const [from, tip] = legs.at(-1) ?? []
        expect(tip).toEqual([b.x - 1, b.y + b.height / 2])
        expect((from?.[0] ?? 0) < b.x - 1).toBe(true)
        const start = points[0] ?? [0, 0]
        expect(start[0]).toBeGreaterThanOrEqual(a.x)
        expect(start[0]).toBeLessThanOrEqual(a.x + a.width)
      }),
    )
  })

  test('crosses what stands in its way and nothing else', () => {
    const arrow = {
      from: 0,
      to: 1,
      points: [
        [10, 10],
        [10, 50],
        [100, 50],
      ] as const,
    }
    expect(crosses(arrow, { x: 40, y: 44, width: 30, height: 12 })).toBe(true)
    expect(crosses(arrow, { x: 40, y: 10, width: 30, height: 12 })).toBe(false)
  })
})
