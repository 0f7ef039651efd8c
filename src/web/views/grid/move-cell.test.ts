import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moveCell } from './move-cell.ts'

const extent = { rows: 100, columns: 5, page: 10, rtl: false }
const press = (key: string, from = { row: 4, column: 2 }, ctrl = false, rtl = false) => moveCell(from, { key, ctrl }, { ...extent, rtl })

test.each([
  ['ArrowDown', { row: 5, column: 2 }],
  ['ArrowUp', { row: 3, column: 2 }],
  ['ArrowRight', { row: 4, column: 3 }],
  ['ArrowLeft', { row: 4, column: 1 }],
  ['PageDown', { row: 14, column: 2 }],
  ['PageUp', { row: 0, column: 2 }],
  ['Home', { row: 4, column: 0 }],
  ['End', { row: 4, column: 4 }],
])('%s leads to its cell', (key, place) => {
  expect(press(key)).toEqual(place)
})

test('with Ctrl the corners are one key away', () => {
  expect(press('Home', undefined, true)).toEqual({ row: -1, column: 0 })
  expect(press('End', undefined, true)).toEqual({ row: 99, column: 4 })
})

test('arrows follow the eye where reading goes from right to left', () => {
  expect(press('ArrowRight', undefined, false, true)).toEqual({ row: 4, column: 1 })
})

test('the head is above the first row', () => {
  expect(press('ArrowUp', { row: 0, column: 1 })).toEqual({ row: -1, column: 1 })
  expect(press('PageUp', { row: 0, column: 1 })).toEqual({ row: -1, column: 1 })
})

test('letters do not move', () => {
  expect(press('a')).toBeUndefined()
})

test('no key leaves the grid', () => {
  const keys = fc.constantFrom('ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'PageDown', 'PageUp', 'Home', 'End')
  fc.assert(
    fc.property(fc.array(fc.tuple(keys, fc.boolean())), fc.boolean(), fc.nat(30), (pressed, rtl, rows) => {
      let at = { row: -1, column: 0 }
      for (const [key, ctrl] of pressed) at = moveCell(at, { key, ctrl }, { rows, columns: 3, page: 7, rtl }) ?? at
      expect(at.row).toBeGreaterThanOrEqual(-1)
      expect(at.row).toBeLessThan(Math.max(rows, 0))
      expect(at.column).toBeGreaterThanOrEqual(0)
      expect(at.column).toBeLessThan(3)
    }),
  )
})
