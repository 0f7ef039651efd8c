import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GridOptions } from './options.ts'
import { placeColumns } from './place-columns.ts'
import { shapeGrid } from './shape.ts'

const columns = (n: number) =>
  shapeGrid({ fields: Array.from({ length: n }, (_, i) => ({ name: `c${i}`, type: 'number' as const, values: [] })) }, GridOptions.parse({})).columns

test('a handful of columns is drawn whole', () => {
  const placed = placeColumns(columns(5), [100, 100, 100, 100, 100], 1, { from: 0, width: 200, keep: 0 })
  expect(placed.map((p) => p.at)).toEqual([0, 1, 2, 3, 4])
  expect(placed[0]).toMatchObject({ pinned: 0, lead: true, gap: 0 })
})

test('of a thousand only those in sight are drawn, with the pinned and the focused one', () => {
  const widths = Array.from({ length: 1000 }, () => 100)
  const placed = placeColumns(columns(1000), widths, 1, { from: 50_000, width: 400, keep: 900 })
  expect(placed.length).toBeLessThan(15)
  expect(placed[0]).toMatchObject({ at: 0, pinned: 0 })
  expect(placed.at(-1)).toMatchObject({ at: 900 })
  expect(placed[1]?.at).toBe(497)
})

test('gaps and widths always add up to where a column stands', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 48, max: 400 }), { minLength: 1, maxLength: 80 }),
      fc.nat(20_000),
      fc.nat(3),
      fc.nat(79),
      (widths, from, pinned, keep) => {
        const placed = placeColumns(columns(widths.length), widths, pinned, { from, width: 500, keep })
        let x = 0
        for (const p of placed) {
          x += p.gap
          expect(x).toBe(widths.slice(0, p.at).reduce((a, b) => a + b, 0))
          x += p.width
        }
      },
    ),
  )
})
