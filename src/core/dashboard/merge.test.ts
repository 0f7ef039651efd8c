import fc from 'fast-check'
import * as z from 'zod/mini'
import { describe, expect, test, vi } from 'vitest'
import { Dashboard } from '#contract/dashboard.ts'
import { anyDashboard, widget, wish, wished } from '#tests/support/dashboards.ts'
import { flow } from '../layout/flow.ts'
import { columnsOf, overlap } from '../layout/grid.ts'
import { canonicalJson } from '../query/canonical-json.ts'
import { apply } from './apply.ts'
import { takeOther } from './conflict.ts'
import { emptyDashboard, emptySection } from './document.ts'
import type { Edit } from './edit.ts'
import { merge } from './merge.ts'
import { heal } from './migrate.ts'
import { storedBreakpoints, widgetNamed, widgetsOf } from './section.ts'

// Many random runs: a busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 })

const add = (id: string, x: number, y: number): Edit => ({ do: 'addWidget', section: 'main', widget: widget(id), at: { x, y, w: 4, h: 4 } })
const set = (id: string, prop: 'title' | 'sub', value: string): Edit => ({ do: 'setWidget', id, prop, value })
const move = (id: string, x: number, y: number, w = 4, h = 4): Edit => ({ do: 'moveWidget', id, breakpoint: 'desktop', to: { x, y, w, h } })
const after = (doc: Dashboard, ...edits: readonly Edit[]): Dashboard => apply(doc, { do: 'batch', edits }).doc
const base = after(emptyDashboard('Ops'), add('a', 0, 0), add('b', 4, 0), add('c', 8, 0), add('d', 0, 4))
const cells = (doc: Dashboard): readonly string[] => (doc.sections[0]?.layouts.desktop ?? []).map((p) => `${p.id} ${p.x},${p.y}`)
const ids = (doc: Dashboard): readonly string[] => widgetsOf(doc).map((w) => w.id)

describe('two people on one dashboard', () => {
  test('different properties of one widget both count', () => {
    const { doc, conflicts } = merge(base, after(base, set('a', 'title', 'CPU')), after(base, set('a', 'sub', 'per host'), set('b', 'title', 'Load')))
    expect(widgetNamed(doc, 'a')).toMatchObject({ title: 'CPU', sub: 'per host' })
    expect(widgetNamed(doc, 'b')?.title).toBe('Load')
    expect(conflicts).toEqual([])
  })
  test('the same property changed by both keeps mine, records theirs, and theirs can be taken after all', () => {
    const { doc, conflicts } = merge(base, after(base, set('a', 'title', 'Mine')), after(base, set('a', 'title', 'Theirs')))
    expect(widgetNamed(doc, 'a')?.title).toBe('Mine')
    expect(conflicts).toEqual([{ about: 'widget', id: 'a', name: 'Mine', prop: 'title', kept: 'mine', mine: 'Mine', theirs: 'Theirs' }])
    const other = conflicts[0] && takeOther(conflicts[0], doc)
    expect(other && widgetNamed(apply(doc, other).doc, 'a')?.title).toBe('Theirs')
  })
  test('editing beats taking away, whichever side did which', () => {
    const gone = after(base, { do: 'removeWidget', id: 'a' })
    const edited = after(base, set('a', 'title', 'CPU'))
    for (const [mine, theirs, kept] of [
      [gone, edited, 'theirs'],
      [edited, gone, 'mine'],
    ] as const) {
      const { doc, conflicts } = merge(base, mine, theirs)
      expect(widgetNamed(doc, 'a')?.title).toBe('CPU')
      expect(conflicts).toMatchObject([{ id: 'a', prop: 'existence', kept }])
      expect(ids(apply(doc, takeOther(conflicts[0]!, doc) ?? set('b', 'title', '')).doc)).not.toContain('a')
    }
  })
  test('being pushed about is no edit: what one side took away stays away', () => {
    const gone = after(base, { do: 'removeWidget', id: 'd' })
    const pushed = after(base, { do: 'addWidget', section: 'main', widget: widget('new'), at: { x: 0, y: 0, w: 12, h: 5 } })
    const { doc, conflicts } = merge(base, gone, pushed)
    expect(ids(doc)).toEqual(['a', 'b', 'c', 'new'])
    expect(conflicts).toEqual([])
    expect(cells(doc)).toEqual(['new 0,0', 'a 0,5', 'b 4,5', 'c 8,5'])
  })
  test('one moves, the other adds: both stand', () => {
    const { doc, conflicts } = merge(base, after(base, move('a', 8, 4)), after(base, add('new', 4, 4)))
    expect(cells(doc)).toEqual(['d 0,0', 'b 4,0', 'c 8,0', 'new 4,4', 'a 8,4'])
    expect(conflicts).toEqual([])
  })
  test('both move the same widget: mine stands, theirs is known', () => {
    const { doc, conflicts } = merge(base, after(base, move('a', 0, 8)), after(base, move('a', 8, 8)))
    expect(cells(doc)).toEqual(cells(after(base, move('a', 0, 8))))
    expect(conflicts).toMatchObject([{ id: 'a', prop: 'place', breakpoint: 'desktop', kept: 'mine', theirs: { x: 8 } }])
  })
  test('a section one side removed stays when the other put something into it', () => {
    const two = after(base, { do: 'addSection', section: emptySection('more', 'More') })
    const removed = after(two, { do: 'removeSection', id: 'more' })
    const filled = after(two, { ...move('b', 0, 0), section: 'more' } as Edit)
    const { doc, conflicts } = merge(two, removed, filled)
    expect(doc.sections.map((s) => s.widgets.map((w) => w.id))).toEqual([['a', 'c', 'd'], ['b']])
    expect(conflicts).toMatchObject([{ about: 'section', id: 'more', prop: 'existence', kept: 'theirs' }])
    expect(merge(two, removed, after(two, set('a', 'title', 'x'))).doc.sections).toHaveLength(1)
  })
  test('each removes the section the other kept: one is left', () => {
    const two = after(emptyDashboard('Ops'), { do: 'addSection', section: emptySection('more') })
    const { doc } = merge(two, after(two, { do: 'removeSection', id: 'more' }), after(two, { do: 'removeSection', id: 'main' }))
    expect(doc.sections).toHaveLength(1)
  })
  test('a phone layout one side arranged holds the widgets the other added', () => {
    const arranged = after(base, { do: 'moveWidget', id: 'd', breakpoint: 'phone', to: { x: 0, y: 0, w: 1, h: 4 } })
    const { doc } = merge(base, arranged, after(base, add('new', 4, 4)))
    expect(doc.sections[0]?.layouts.phone?.map((p) => p.id)).toEqual(['d', 'a', 'b', 'c', 'new'])
  })
  test('sections reordered by one side keep that order and the ones the other added', () => {
    const two = after(base, { do: 'addSection', section: emptySection('more') })
    const { doc, conflicts } = merge(
      two,
      after(two, { do: 'moveSection', id: 'more', index: 0 }),
      after(two, { do: 'addSection', section: emptySection('last') }),
    )
    expect(doc.sections.map((s) => s.id)).toEqual(['more', 'last', 'main'])
    expect(conflicts).toEqual([])
  })
})

const work = (prefix: string) => fc.array(wish, { maxLength: 12 }).map((wishes) => (doc: Dashboard) => wished(doc, wishes, prefix))
/** A base and what two people made of it. */
const three = fc.tuple(anyDashboard, work('m'), work('t')).map(([from, mine, theirs]) => ({ from, mine: mine(from), theirs: theirs(from) }))

describe('laws of merging', () => {
  test('what only one side changed is that side', () => {
    fc.assert(
      fc.property(three, ({ from, mine }) => {
        expect(merge(from, mine, from)).toEqual({ doc: mine, conflicts: [] })
        expect(merge(from, from, mine)).toEqual({ doc: mine, conflicts: [] })
        // The same with a change that keeps the short ways from being taken.
        const noted = { ...from, note: 1 }
        expect(canonicalJson(merge(from, mine, noted))).toBe(canonicalJson({ doc: { ...mine, note: 1 }, conflicts: [] }))
        expect(canonicalJson(merge(from, noted, mine))).toBe(canonicalJson({ doc: { ...mine, note: 1 }, conflicts: [] }))
      }),
      { numRuns: 200 },
    )
  })
  test('both doing the same is no conflict', () => {
    fc.assert(
      fc.property(three, ({ from, mine }) => {
        expect(merge(from, mine, structuredClone(mine))).toEqual({ doc: mine, conflicts: [] })
      }),
    )
  })
  test('exchanging the sides gives the same document as long as there is no conflict', () => {
    fc.assert(
      fc.property(three, ({ from, mine, theirs }) => {
        const one = merge(from, mine, theirs)
        const other = merge(from, theirs, mine)
        expect(other.conflicts.length).toBe(one.conflicts.length)
        fc.pre(one.conflicts.length === 0)
        expect(canonicalJson(other.doc)).toBe(canonicalJson(one.doc))
      }),
      { numRuns: 300 },
    )
  })
  test('the result is valid, complete and flowed, and nothing that was added is lost', () => {
    fc.assert(
      fc.property(three, ({ from, mine, theirs }) => {
        const { doc } = merge(from, mine, theirs)
        expect(z.safeParse(Dashboard, doc).success).toBe(true)
        expect(heal(doc)).toBe(doc)
        for (const s of doc.sections) {
          for (const b of storedBreakpoints(s)) {
            const places = s.layouts[b] ?? []
            expect(places.some((p, i) => places.slice(i + 1).some((q) => overlap(p, q)))).toBe(false)
            expect(flow(places, columnsOf[b])).toBe(places)
          }
        }
        const known = new Set(ids(from))
        const added = [...ids(mine), ...ids(theirs)].filter((id) => !known.has(id))
        const left = ids(from).filter((id) => ids(mine).includes(id) && ids(theirs).includes(id))
        expect(ids(doc)).toEqual(expect.arrayContaining([...added, ...left]))
      }),
      { numRuns: 300 },
    )
  })
  test('every conflict keeps both values, and the kept one is in the document', () => {
    fc.assert(
      fc.property(three, ({ from, mine, theirs }) => {
        const { doc, conflicts } = merge(from, mine, theirs)
        for (const c of conflicts) {
          expect(canonicalJson(c.mine)).not.toBe(canonicalJson(c.theirs))
        }
        const about = conflicts.filter((c) => c.about === 'widget')
        expect(ids(doc)).toEqual(expect.arrayContaining(about.map((c) => c.id)))
        const titles = about.filter((c) => c.prop === 'title')
        expect(titles.map((c) => widgetNamed(doc, c.id)?.title)).toEqual(titles.map((c) => c[c.kept]))
      }),
      { numRuns: 200 },
    )
  })
  test('people who save in turns, merging what they find, end with the same document and every added widget', () => {
    const turn = fc.record({ who: fc.nat(1), wishes: fc.array(wish, { maxLength: 4 }), save: fc.boolean() })
    fc.assert(
      fc.property(anyDashboard, fc.array(turn, { maxLength: 12 }), (start, turns) => {
        let server = start
        const people = [
          { base: start, doc: start },
          { base: start, doc: start },
        ]
        const added = new Set<string>()
        const removed = new Set<string>()
        const save = (who: number): void => {
          const me = people[who]
          if (!me) return
          const { doc } = merge(me.base, me.doc, server)
          server = doc
          people[who] = { base: doc, doc }
        }
        for (const [i, { who, wishes, save: now }] of turns.entries()) {
          const me = people[who]
          if (!me) continue
          const before = new Set(ids(me.doc))
          const doc = wished(me.doc, wishes, `p${who}-${i}-`)
          for (const id of ids(doc)) if (!before.has(id)) added.add(id)
          for (const id of before) if (!ids(doc).includes(id)) removed.add(id)
          people[who] = { ...me, doc }
          if (now) save(who)
        }
        save(0)
        save(1)
        save(0)
        expect(canonicalJson(people[0]?.doc)).toBe(canonicalJson(people[1]?.doc))
        expect(canonicalJson(server)).toBe(canonicalJson(people[1]?.doc))
        expect(ids(server)).toEqual(expect.arrayContaining([...added].filter((id) => !removed.has(id))))
      }),
      { numRuns: 200 },
    )
  })
})
