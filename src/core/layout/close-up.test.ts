import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Place } from '#contract/dashboard.ts'
import { closeUp } from './close-up.ts'
import { flow } from './flow.ts'

const row = (y: number, ...widths: readonly number[]): readonly Place[] =>
  widths.map((w, i) => ({ id: `${y}-${i}`, x: widths.slice(0, i).reduce((a, b) => a + b, 0), y, w, h: 4 }))
const never = (): boolean => false

test('the rest of a row shares its room, and rows below rise', () => {
  const places = [...row(0, 12), ...row(4, 7, 5), ...row(8, 4, 4, 4)]
  const left = closeUp(places, (id) => ['0-0', '4-0', '8-1'].includes(id), never, 12)
  expect(left).toEqual([
    { id: '4-1', x: 0, y: 0, w: 12, h: 4 },
    { id: '8-0', x: 0, y: 4, w: 6, h: 4 },
    { id: '8-2', x: 6, y: 4, w: 6, h: 4 },
  ])
})

test('where nothing is gone the list is the same one', () => {
  const places = row(0, 6, 6)
  expect(closeUp(places, never, never, 12)).toBe(places)
})

const grid = fc.array(
  fc.record({ x: fc.integer({ min: 0, max: 8 }), y: fc.integer({ min: 0, max: 30 }), w: fc.integer({ min: 1, max: 4 }), h: fc.integer({ min: 1, max: 9 }) }),
  {
    maxLength: 20,
  },
)

test('whatever is gone: nothing overlaps or leaves the grid, and what a person placed keeps its columns and its size', () => {
  fc.assert(
    fc.property(grid, fc.func(fc.boolean()), fc.func(fc.boolean()), (cells, gone, held) => {
      const places = flow(
        cells.map((cell, i) => ({ id: `w${i}`, ...cell })),
        12,
      )
      const left = closeUp(places, gone, held, 12)
      expect(new Set(left.map((p) => p.id))).toEqual(new Set(places.filter((p) => !gone(p.id)).map((p) => p.id)))
      for (const a of left) {
        expect(a.x >= 0 && a.w >= 1 && a.x + a.w <= 12).toBe(true)
        for (const b of left) if (a !== b) expect(a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h).toBe(false)
        const before = places.find((p) => p.id === a.id)
        if (held(a.id)) expect([a.x, a.w, a.h]).toEqual([before?.x, before?.w, before?.h])
      }
    }),
  )
})
