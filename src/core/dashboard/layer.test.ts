import fc from 'fast-check'
import { expect, test } from 'vitest'
import { breakpoints } from '#contract/dashboard.ts'
import type { Dashboard, LensStep } from '#contract/dashboard.ts'
import { layerLimits } from '#contract/layer.ts'
import type { LayerOperation } from '#contract/layer.ts'
import { anyDashboard, pick, widget, wish, wished } from '#tests/support/dashboards.ts'
import type { Wish } from '#tests/support/dashboards.ts'
import { layoutAt } from '../layout/derive.ts'
import { overlap } from '../layout/grid.ts'
import { canonicalJson } from '../query/canonical-json.ts'
import { apply } from './apply.ts'
import { asPublished, changeBetween, changeLayer, compact, isSame, operationKey, resetWidget } from './layer.ts'
import type { Arrangement } from './layer.ts'
import { applyLayer, cellAt } from './layer-apply.ts'
import { answer, rebase, takeBack } from './layer-conflict.ts'
import { arrange, differences, hiddenIn, show } from './layer-edit.ts'
import { widgetNamed, widgetsOf } from './section.ts'

/** What somebody made of a dashboard: wishes as edits of their own. */
function arranged(doc: Dashboard, wishes: readonly Wish[], prefix = 'm', start: Arrangement = asPublished): Arrangement {
  return wishes.reduce((it, w, i) => arrange(doc, it, pick(applyLayer(doc, it).doc, w, `${prefix}${i}`)).arrangement, start)
}
const wishes = fc.array(wish, { maxLength: 25 })
const world = fc.record({ doc: anyDashboard, mine: wishes })
const grid = { x: fc.nat(11), y: fc.nat(40), w: fc.integer({ min: 1, max: 12 }), h: fc.integer({ min: 1, max: 9 }) }
const name = fc.constantFrom('b0', 'b1', 'b2', 'b5', 'nobody', 'constructor')
const section = fc.constantFrom('main', 's-b1', 'nowhere')
const look = fc.record({ view: fc.record({ kind: fc.string({ maxLength: 5 }), options: fc.constant({}) }), lenses: fc.constant<LensStep[]>([]) })
/** Anything that gets through the door, whatever it speaks of. */
const hostile: fc.Arbitrary<LayerOperation> = fc.oneof(
  fc.record({ do: fc.constant('hide' as const), widget: name }),
  fc.record({
    do: fc.constant('place' as const),
    widget: name,
    breakpoint: fc.constantFrom(...breakpoints),
    to: fc.record(grid),
    base: fc.option(fc.record(grid)),
  }),
  fc.record({ do: fc.constant('section' as const), widget: name, section, base: fc.option(section) }),
  fc.record({ do: fc.constant('look' as const), widget: name, look, base: fc.option(look) }),
  fc.record({ do: fc.constant('fold' as const), section, folded: fc.boolean() }),
  fc.record({
    do: fc.constant('add' as const),
    section,
    widget: name.map((id) => widget(id)),
    size: fc.record({ w: grid.w, h: grid.h }),
  }),
)
const text = (doc: Dashboard): string => canonicalJson(doc)
const isWhole = (doc: Dashboard): boolean =>
  doc.sections.every((s) =>
    breakpoints.every((b) => {
      const places = layoutAt(s, b)
      const ids = new Set(s.widgets.map((w) => w.id))
      return places.length === ids.size && places.every((p, i) => ids.has(p.id) && places.slice(i + 1).every((o) => !overlap(p, o)))
    }),
  ) && new Set(widgetsOf(doc).map((w) => w.id)).size === widgetsOf(doc).length

test('without operations the published document itself is shown', () => {
  fc.assert(fc.property(anyDashboard, (doc) => applyLayer(doc, asPublished).doc === doc))
})

test('whatever operations say, a whole document comes of it, and each of them is in force or kept aside', () => {
  fc.assert(
    fc.property(anyDashboard, fc.array(hostile, { maxLength: 30 }), (doc, operations) => {
      const { doc: shown, aside } = applyLayer(doc, { operations })
      expect(isWhole(shown)).toBe(true)
      const known = new Set(compact(operations))
      expect(aside.filter((a) => ![...known].some((o) => canonicalJson(o) === canonicalJson(a.operation)))).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('the order of operations and saying one twice make no difference', () => {
  fc.assert(
    fc.property(world, ({ doc, mine }) => {
      const { operations } = arranged(doc, mine)
      const once = text(applyLayer(doc, { operations }).doc)
      expect(text(applyLayer(doc, { operations: [...operations, ...operations] }).doc)).toBe(once)
      expect(text(applyLayer(doc, { operations: operations.toReversed() }).doc)).toBe(once)
    }),
  )
})

test('a layer laid over its own result changes nothing, as long as what was placed rests where it was put', () => {
  fc.assert(
    fc.property(world, ({ doc, mine }) => {
      const it = arranged(doc, mine)
      const { doc: shown } = applyLayer(doc, it)
      const rests = it.operations.every((o) => o.do !== 'place' || canonicalJson(cellAt(shown, o.widget, o.breakpoint)) === canonicalJson(o.to))
      fc.pre(rests)
      expect(text(applyLayer(shown, it).doc)).toBe(text(shown))
    }),
  )
})

test('nothing of the owner pushes a widget that a person placed, to the side, down, or to another size', () => {
  fc.assert(
    fc.property(world, wishes, ({ doc, mine }, theirs) => {
      const it = arranged(doc, mine)
      const next = wished(doc, theirs, 't')
      const { doc: shown } = applyLayer(next, it)
      for (const o of it.operations) {
        if (o.do !== 'place') continue
        const at = cellAt(shown, o.widget, o.breakpoint)
        if (!at) continue
        const sameHome = it.operations.every((p) => p.do !== 'section' || p.widget !== o.widget) && !it.operations.some((p) => p.do === 'add')
        expect({ x: at.x, w: at.w, h: at.h }).toEqual({ x: o.to.x, w: o.to.w, h: o.to.h })
        if (sameHome && doc.sections.length === 1 && next.sections.length === 1) expect(at.y).toBeLessThanOrEqual(o.to.y)
      }
    }),
    { numRuns: 200 },
  )
})

test('a change and its inverse lead back byte for byte, also over what happened elsewhere to other things', () => {
  fc.assert(
    fc.property(world, wishes, ({ doc, mine }, more) => {
      const before = arranged(doc, mine)
      const after = arranged(doc, more, 'n', before)
      const back = changeLayer(after, changeBetween(after, before))
      expect(canonicalJson(back)).toBe(canonicalJson(before))
      expect(canonicalJson(changeLayer(before, changeBetween(before, after)))).toBe(canonicalJson(after))
      expect(text(applyLayer(doc, back).doc)).toBe(text(applyLayer(doc, before).doc))
      expect(isSame(back, before)).toBe(true)
    }),
  )
})

test("an owner's change of what the layer says nothing about comes through, and the order of the two makes no difference", () => {
  fc.assert(
    fc.property(world, wishes, ({ doc, mine }, theirs) => {
      const it = arranged(doc, mine)
      // Content only: the owner's new places are flowed around mine, which no order could undo.
      const content = theirs.filter((w) => w.kind === 7 || w.kind === 8 || w.kind === 10)
      const own = new Set(it.operations.flatMap((o) => (o.do === 'add' ? [o.widget.id] : [])))
      fc.pre(own.size === 0)
      const edits = content.map((w) => pick(doc, w, 'x'))
      const both = edits.reduce((d, e) => apply(d, e).doc, doc)
      const first = applyLayer(both, it).doc
      const last = edits.reduce((d, e) => apply(d, e).doc, applyLayer(doc, it).doc)
      expect(text(first)).toBe(text(last))
    }),
  )
})

test('sections a layer says nothing about are shown byte for byte as they are published', () => {
  fc.assert(
    fc.property(world, wishes, ({ doc, mine }, theirs) => {
      const it = arranged(doc, mine)
      const next = wished(doc, theirs, 't')
      const { doc: shown } = applyLayer(next, it)
      const named = new Set(it.operations.flatMap((o) => (o.do === 'fold' || o.do === 'section' || o.do === 'add' ? [o.section] : [])))
      const touched = new Set(it.operations.flatMap((o) => (o.do === 'fold' ? [] : [o.do === 'add' ? o.widget.id : o.widget])))
      const fallen = it.operations.some((o) => o.do === 'add' && !next.sections.some((s) => s.id === o.section))
      for (const [i, s] of next.sections.entries()) {
        if (named.has(s.id) || s.widgets.some((w) => touched.has(w.id)) || (fallen && i === 0)) continue
        expect(canonicalJson(shown.sections[i])).toBe(canonicalJson(s))
      }
    }),
  )
})

test('what is answered once is not asked again until the owner changes it anew', () => {
  fc.assert(
    fc.property(world, wishes, fc.boolean(), ({ doc, mine }, theirs, keep) => {
      const it = arranged(doc, mine)
      const next = wished(doc, theirs, 't')
      const answered = applyLayer(next, it).conflicts.reduce((now, c) => answer(now, next, c, keep ? 'mine' : 'theirs'), it)
      expect(applyLayer(next, answered).conflicts).toEqual([])
      expect(answered.operations.length + answered.lost.length).toBe(it.operations.length + it.lost.length)
      expect(applyLayer(next, rebase(answered, next)).conflicts).toEqual([])
    }),
  )
})

const board: Dashboard = {
  v: 1,
  title: 'Board',
  sections: [
    {
      id: 'main',
      title: '',
      widgets: [widget('a'), widget('b'), widget('c')],
      layouts: {
        desktop: [
          { id: 'a', x: 0, y: 0, w: 6, h: 4 },
          { id: 'b', x: 6, y: 0, w: 6, h: 4 },
          { id: 'c', x: 0, y: 4, w: 12, h: 4 },
        ],
      },
    },
  ],
  variables: [],
  time: { range: { from: 'now-1h', to: 'now' }, refreshMs: 0 },
}
const grid2 = { do: 'setWidget', id: 'a', prop: 'view', value: { kind: 'grid', options: {} } } as const
const toGantt = { do: 'setWidget', id: 'a', prop: 'view', value: { kind: 'gantt', options: {} } } as const

test('both switched the view of one widget: asked once, mine is shown until then, and the loser is kept to be taken back', () => {
  const { arrangement: mine } = arrange(board, asPublished, grid2)
  const published = apply(board, toGantt).doc
  const { doc, conflicts } = applyLayer(published, mine)
  expect(widgetNamed(doc, 'a')?.view.kind).toBe('grid')
  expect(conflicts).toMatchObject([{ key: 'look a', theirs: { view: { kind: 'gantt' } }, name: 'a' }])
  const [conflict] = conflicts
  if (!conflict) throw new Error('there is a conflict')
  const theirs = answer(mine, published, conflict, 'theirs')
  expect(widgetNamed(applyLayer(published, theirs).doc, 'a')?.view.kind).toBe('gantt')
  const back = takeBack(theirs, published, conflict.key)
  expect(widgetNamed(applyLayer(published, back).doc, 'a')?.view.kind).toBe('grid')
  expect([back.lost, applyLayer(published, back).conflicts]).toEqual([[], []])
})

test('both moved one widget: asked; a widget that was only pushed further down by the owner is not', () => {
  const { arrangement: mine } = arrange(board, asPublished, { do: 'moveWidget', id: 'c', breakpoint: 'desktop', to: { x: 0, y: 4, w: 6, h: 6 } })
  const pushed = apply(board, { do: 'moveWidget', id: 'a', breakpoint: 'desktop', to: { x: 0, y: 0, w: 6, h: 9 } }).doc
  expect(applyLayer(pushed, mine).conflicts).toEqual([])
  expect(cellAt(applyLayer(pushed, mine).doc, 'c', 'desktop')).toEqual({ x: 0, y: 0, w: 6, h: 6 })
  const moved = apply(board, { do: 'moveWidget', id: 'c', breakpoint: 'desktop', to: { x: 6, y: 4, w: 6, h: 4 } }).doc
  expect(applyLayer(moved, mine).conflicts).toMatchObject([{ key: 'place c desktop' }])
})

test('a hidden widget keeps what else was chosen for it, and one the owner took away comes back as it was arranged', () => {
  const hidden = [grid2, { do: 'removeWidget', id: 'a' } as const].reduce((it, e) => arrange(board, it, e).arrangement, asPublished)
  expect(widgetNamed(applyLayer(board, hidden).doc, 'a')).toBeUndefined()
  expect(hiddenIn(board, hidden).map((w) => w.id)).toEqual(['a'])
  expect(widgetNamed(applyLayer(board, show(hidden, 'a')).doc, 'a')?.view.kind).toBe('grid')
  const gone = apply(board, { do: 'removeWidget', id: 'a' }).doc
  expect(applyLayer(gone, hidden).aside.map((a) => a.why)).toEqual(['noWidget', 'noWidget'])
  expect(canonicalJson(applyLayer(board, hidden).doc)).toBe(canonicalJson(applyLayer(apply(gone, { do: 'replace', doc: board }).doc, hidden).doc))
})

test('a widget of one’s own can be changed in everything and outlives its section', () => {
  const two: Dashboard = { ...board, sections: [...board.sections, { id: 'more', title: 'More', widgets: [], layouts: { desktop: [] } }] }
  const edits = [
    { do: 'addWidget', section: 'more', widget: widget('mine'), size: { w: 4, h: 6 } },
    { do: 'setWidget', id: 'mine', prop: 'title', value: 'My own' },
    { do: 'moveWidget', id: 'mine', breakpoint: 'desktop', to: { x: 8, y: 0, w: 4, h: 3 } },
  ] as const
  const it = edits.reduce((now, e) => arrange(two, now, e).arrangement, asPublished)
  expect(widgetNamed(applyLayer(two, it).doc, 'mine')?.title).toBe('My own')
  expect(cellAt(applyLayer(board, it).doc, 'mine', 'desktop')).toMatchObject({ w: 4, h: 3 })
  expect(arrange(two, it, { do: 'removeWidget', id: 'mine' }).arrangement).toEqual(asPublished)
})

test('what is the owner’s stays the owner’s', () => {
  for (const edit of [
    { do: 'setWidget', id: 'a', prop: 'title', value: 'Mine' },
    { do: 'setDashboard', prop: 'title', value: 'Mine' },
    { do: 'removeSection', id: 'main' },
    { do: 'replace', doc: { ...board, title: 'Mine' } },
  ] as const)
    expect(arrange(board, asPublished, edit)).toEqual({ arrangement: asPublished, refused: 'owners' })
})

test('a thousand moves of one widget are one operation, and resetting it leaves none', () => {
  let it: Arrangement = asPublished
  for (let i = 0; i < 1000; i += 1)
    it = arrange(board, it, { do: 'moveWidget', id: 'a', breakpoint: 'desktop', to: { x: i % 7, y: i % 5, w: 6, h: 4 } }).arrangement
  expect(it.operations.map(operationKey)).toEqual(['place a desktop'])
  expect(differences(it)).toBe(1)
  expect(resetWidget(it, 'a')).toEqual(asPublished)
})

test('there is an end to what one person can add, and what was there before stays', () => {
  const big = { ...widget('x'), sub: 'y'.repeat(190), query: { source: 'auto', spec: { text: 'z'.repeat(2_000) } } }
  let it: Arrangement = asPublished
  let refused: string | undefined
  for (let i = 0; i < 200 && !refused; i += 1) {
    const next = arrange(board, it, { do: 'addWidget', section: 'main', widget: { ...big, id: `x${i}` } })
    refused = next.refused
    it = next.arrangement
  }
  expect(refused).toBe('full')
  expect(JSON.stringify(it).length).toBeLessThan(layerLimits.bytes)
  expect(applyLayer(board, it).doc.sections[0]?.widgets.length).toBeGreaterThan(20)
})

test('adding a widget leaves one that has risen where it is seen', () => {
  const edits = [
    { do: 'moveWidget', id: 'c', breakpoint: 'desktop', to: { x: 6, y: 4, w: 6, h: 4 } },
    { do: 'removeWidget', id: 'b' },
    { do: 'addWidget', section: 'main', widget: widget('mine'), size: { w: 7, h: 4 } },
  ] as const
  const it = edits.reduce((now, e) => arrange(board, now, e).arrangement, asPublished)
  expect(cellAt(applyLayer(board, it).doc, 'c', 'desktop')).toEqual({ x: 6, y: 0, w: 6, h: 4 })
  expect(cellAt(applyLayer(board, it).doc, 'mine', 'desktop')).toEqual({ x: 0, y: 4, w: 7, h: 4 })
})
