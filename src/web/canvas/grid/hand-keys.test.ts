import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Dashboard, Place, Widget } from '#contract/dashboard.ts'
import { apply } from '#core/dashboard/apply.ts'
import { emptyDashboard } from '#core/dashboard/document.ts'
import { layoutAt } from '#core/layout/derive.ts'
import { flow } from '#core/layout/flow.ts'
import { editOf, moveOf, stepHand, takeUp, toSection } from './hand-keys.ts'
import type { Ground } from './hand-keys.ts'

const widget = (id: string): Widget => ({
  id,
  title: id,
  query: { source: 'auto', spec: {} },
  lenses: [],
  view: { kind: 'chart', options: {} },
  thresholds: [],
  links: [],
})

function board(places: readonly Place[], second: readonly Place[] = []): Dashboard {
  const section = (id: string, list: readonly Place[]) => ({ id, title: id, widgets: list.map((p) => widget(p.id)), layouts: { desktop: [...flow(list, 12)] } })
  return { ...emptyDashboard('Test'), sections: [section('one', places), section('two', second)] }
}
const ground = (doc: Dashboard, rtl = false): Ground => ({ doc, breakpoint: 'desktop', rtl, floorOf: () => ({ w: 2, h: 2 }) })

const placesArb = fc
  .array(fc.record({ x: fc.nat(9), y: fc.nat(12), w: fc.integer({ min: 2, max: 6 }), h: fc.integer({ min: 2, max: 6 }) }), { minLength: 1, maxLength: 8 })
  .map((list) => list.map((p, i): Place => ({ id: `w${i}`, ...p, w: Math.min(p.w, 12 - p.x) })))
const keys = fc.array(fc.record({ key: fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'), shift: fc.boolean() }), { maxLength: 12 })

test('dropping makes of the document exactly what was shown, whatever way the keys took', () => {
  fc.assert(
    fc.property(placesArb, keys, (places, pressed) => {
      const doc = board(places)
      const on = ground(doc)
      const hand = pressed.reduce((h, { key, shift }) => h && stepHand(h, moveOf(key, shift, false) ?? 'left', on), takeUp('w0', on))
      if (!hand) throw new Error('nothing taken up')
      const edit = editOf(hand, on)
      const after = edit ? apply(doc, edit).doc : doc
      const [section] = after.sections
      const byId = (list: readonly Place[]) => Object.fromEntries(list.map(({ id, x, y, w, h }) => [id, [x, y, w, h]]))
      expect(byId(section ? layoutAt(section, 'desktop') : [])).toEqual(byId(hand.places))
    }),
  )
})

test('picking up and dropping in place is no edit', () => {
  const on = ground(board([{ id: 'a', x: 0, y: 0, w: 4, h: 3 }]))
  const hand = takeUp('a', on)
  expect(hand && editOf(hand, on)).toBeUndefined()
})

test('arrows follow the eye: right goes to a smaller column where columns count from the right', () => {
  expect(moveOf('ArrowRight', false, false)).toBe('right')
  expect(moveOf('ArrowRight', false, true)).toBe('left')
  expect(moveOf('ArrowRight', true, true)).toBe('narrower')
  expect(moveOf('a', false, false)).toBeUndefined()
})

test('a widget can be taken to the next section, moved there and dropped', () => {
  const doc = board([{ id: 'a', x: 0, y: 0, w: 4, h: 3 }], [{ id: 'b', x: 0, y: 0, w: 4, h: 3 }])
  const on = ground(doc)
  const up = takeUp('a', on)
  const there = up && toSection(up, 1, on)
  const right = there && stepHand(there, 'right', on)
  const edit = right && editOf(right, on)
  expect(edit).toEqual({ do: 'moveWidget', id: 'a', breakpoint: 'desktop', section: 'two', to: { x: 1, y: 0, w: 4, h: 3 } })
  expect(there && toSection(there, -1, on)).toEqual({ ...up, over: undefined })
  expect(there && toSection(there, 1, on)).toBe(there)
})

test('what is held never gets smaller than its view can be', () => {
  const on = ground(board([{ id: 'a', x: 0, y: 0, w: 2, h: 2 }]))
  const hand = takeUp('a', on)
  expect(hand && stepHand(hand, 'narrower', on)).toBe(hand)
})
