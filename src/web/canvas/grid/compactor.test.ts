import fc from 'fast-check'
import { moveElement } from 'react-grid-layout/core'
import type { LayoutItem } from 'react-grid-layout'
import { expect, test } from 'vitest'
import type { Place } from '#contract/dashboard.ts'
import { flow, place } from '#core/layout/flow.ts'
import { toItem, toPlace } from './cells.ts'
import { createCompactor } from './compactor.ts'

const cols = 12
const placesArb = fc
  .array(fc.record({ x: fc.nat(9), y: fc.nat(12), w: fc.integer({ min: 1, max: 6 }), h: fc.integer({ min: 1, max: 6 }) }), { minLength: 1, maxLength: 10 })
  .map((list) =>
    flow(
      list.map((p, i) => ({ id: `w${i}`, ...p, w: Math.min(p.w, cols - p.x) })),
      cols,
    ),
  )
const wayArb = fc.array(fc.record({ x: fc.nat(11), y: fc.nat(20) }), { minLength: 1, maxLength: 12 })
const byId = (places: readonly Place[]) => Object.fromEntries(places.map(({ id, x, y, w, h }) => [id, [x, y, w, h]]))

/** One pointer step as react-grid-layout takes it: it moves the item in place, tells the cell, then asks the compactor. */
function stepThrough(start: readonly Place[], way: readonly { readonly x: number; readonly y: number }[], rtl: boolean) {
  const columns = { cols, rtl }
  const compactor = createCompactor(columns, place, () => undefined)
  compactor.hold('w0', start)
  let layout: readonly LayoutItem[] = start.map((p) => toItem(p, columns))
  for (const { x, y } of way) {
    const item = layout.find((l) => l.i === 'w0')
    if (!item) throw new Error('the held item is there')
    const moved = moveElement(layout, item, Math.min(x, cols - item.w), y, true, false, 'vertical', cols, true)
    compactor.ask(item)
    layout = compactor.compact(moved, cols)
  }
  return { shown: layout.map((l) => toPlace(l, columns)), wanted: compactor.release() }
}

test('what is seen at every moment of a drag is what core/layout makes of it, whatever way the pointer took', () => {
  fc.assert(
    fc.property(placesArb, wayArb, fc.boolean(), (start, way, rtl) => {
      const { shown, wanted } = stepThrough(start, way, rtl)
      expect(byId(shown)).toEqual(byId(wanted ? place(start, wanted, cols) : start))
    }),
  )
})

test('coming back to where it was is no move', () => {
  const start: readonly Place[] = [{ id: 'w0', x: 0, y: 0, w: 4, h: 4 }]
  expect(
    stepThrough(
      start,
      [
        { x: 5, y: 3 },
        { x: 0, y: 0 },
      ],
      false,
    ).wanted,
  ).toBeUndefined()
})

test('back at its own cell the others stand as they stood, also one that could have risen past it', () => {
  const start: readonly Place[] = [
    { id: 'w1', x: 3, y: 0, w: 1, h: 3 },
    { id: 'w0', x: 2, y: 3, w: 2, h: 1 },
    { id: 'w2', x: 0, y: 4, w: 3, h: 1 },
  ]
  const way = [
    { x: 0, y: 0 },
    { x: 2, y: 3 },
  ]
  expect(byId(stepThrough(start, way, false).shown)).toEqual(byId(start))
})

test('the same cell again is the same array: nothing is drawn anew', () => {
  const columns = { cols, rtl: false }
  const start: readonly Place[] = [
    { id: 'w0', x: 0, y: 0, w: 4, h: 4 },
    { id: 'w1', x: 4, y: 0, w: 4, h: 4 },
  ]
  let steps = 0
  const compactor = createCompactor(columns, place, () => (steps += 1))
  compactor.hold('w0', start)
  const item = { ...toItem({ id: 'w0', x: 2, y: 0, w: 4, h: 4 }, columns) }
  const layout = [item, toItem({ id: 'w1', x: 4, y: 0, w: 4, h: 4 }, columns)]
  compactor.ask(item)
  const first = compactor.compact(layout, cols)
  compactor.ask(item)
  expect(compactor.compact([...first], cols)).toBe(first)
  expect(steps).toBe(1)
})

test('right-to-left is a mirror and nothing else', () => {
  fc.assert(
    fc.property(placesArb, (places) => {
      const rtl = { cols, rtl: true }
      expect(places.map((p) => toPlace(toItem(p, rtl), rtl))).toEqual(places.map(({ id, x, y, w, h }) => ({ id, x, y, w, h })))
    }),
  )
})

test('a widget smaller than its view likes may stay so, and only cannot shrink further', () => {
  const item = toItem({ id: 'a', x: 0, y: 0, w: 2, h: 2 }, { cols, rtl: false }, { w: 4, h: 5 })
  expect([item.minW, item.minH]).toEqual([2, 2])
})
