import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Dashboard, VisibleTo } from '#contract/dashboard.ts'
import { breakpoints, Dashboard as Document } from '#contract/dashboard.ts'
import { apply } from '#core/dashboard/apply.ts'
import { emptyDashboard, emptySection } from '#core/dashboard/document.ts'
import type { Edit } from '#core/dashboard/edit.ts'
import { invert } from '#core/dashboard/invert.ts'
import { emptyLog, record, redo, undo } from '#core/dashboard/log.ts'
import { merge } from '#core/dashboard/merge.ts'
import { widgetNamed, widgetsOf } from '#core/dashboard/section.ts'
import { flow } from '#core/layout/flow.ts'
import { columnsOf, overlap } from '#core/layout/grid.ts'
import { person, tokenWith } from '#tests/support/actors.ts'
import { anyDashboard, widget, wish, wished } from '#tests/support/dashboards.ts'
import { system } from './actor.ts'
import type { DashboardRights } from './dashboard.ts'
import { fits, isNarrowed, narrows, seenBy, shownTo } from './visible.ts'
import type { Viewer } from './visible.ts'

// Many random runs: a busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 })

const who = (it: Partial<Viewer> = {}): Viewer => ({ roles: [], teams: [], sites: [], ...it })
const names = fc.subarray(['a', 'b', 'c'])
const aRule: fc.Arbitrary<VisibleTo> = fc.record({ roles: names, teams: names, sites: names }, { requiredKeys: [] })
const aViewer: fc.Arbitrary<Viewer> = fc.record({ roles: names, teams: names, sites: names })

/** A dashboard somebody worked on, with rules here and there. */
const narrowedDashboard: fc.Arbitrary<Dashboard> = fc
  .tuple(anyDashboard, fc.infiniteStream(fc.option(aRule, { freq: 1, nil: undefined })))
  .map(([doc, rules]) => {
    const next = (): { readonly visibleTo?: VisibleTo } => {
      const rule = rules.next().value
      return rule ? { visibleTo: rule } : {}
    }
    return { ...doc, sections: doc.sections.map((s) => ({ ...s, ...next(), widgets: s.widgets.map((w) => ({ ...w, ...next() })) })) }
  })

describe('a rule', () => {
  test('asks for any of the names of a kind, and for every kind', () => {
    const rule = { roles: ['sre', 'noc'], teams: ['pay'] }
    expect(fits(who({ roles: ['noc'], teams: ['pay', 'web'] }), rule)).toBe(true)
    expect(fits(who({ roles: ['noc'] }), rule)).toBe(false)
    expect(fits(who({ teams: ['pay'] }), rule)).toBe(false)
    expect(fits(who({ roles: ['dev'], teams: ['pay'] }), rule)).toBe(false)
  })
  test('without conditions is everybody’s', () => {
    for (const rule of [undefined, {}, { roles: [] }, { roles: [], teams: undefined, sites: [] }]) {
      expect([narrows(rule), fits(who(), rule)]).toEqual([false, true])
    }
  })
  test('of a kind a newer version invented fits nobody', () => {
    const everything = who({ roles: ['a'], teams: ['a'], sites: ['a'] })
    for (const unknown of [['a'], 'a', { any: [] }, 5, null]) {
      expect(fits(everything, { roles: ['a'], shifts: unknown })).toBe(false)
    }
    expect(fits(everything, { roles: ['a'], shifts: [] })).toBe(true)
    expect(fits(everything, JSON.parse('{"__proto__":["a"]}') as VisibleTo)).toBe(false)
  })
  test('holds for whoever has more as well', () => {
    fc.assert(
      fc.property(aRule, aViewer, aViewer, (rule, one, more) => {
        const both = { roles: [...one.roles, ...more.roles], teams: [...one.teams, ...more.teams], sites: [...one.sites, ...more.sites] }
        expect(fits(one, rule) && !fits(both, rule)).toBe(false)
      }),
    )
  })
})

describe('what somebody sees of a dashboard', () => {
  test('is exactly the sections and widgets whose rules they fit, and nothing about the rest', () => {
    fc.assert(
      fc.property(narrowedDashboard, aViewer, (doc, viewer) => {
        const seen = seenBy(doc, viewer)
        const expected = doc.sections.filter((s) => fits(viewer, s.visibleTo)).flatMap((s) => s.widgets.filter((w) => fits(viewer, w.visibleTo)))
        expect(widgetsOf(seen)).toEqual(expected)
        const known = new Set(expected.map((w) => w.id))
        for (const s of seen.sections) for (const b of breakpoints) for (const p of s.layouts[b] ?? []) expect(known.has(p.id)).toBe(true)
        expect(seen === doc || seen.partial).toBe(true)
        if (!isNarrowed(doc)) expect(seen).toBe(doc)
      }),
    )
  })
  test('is a document, laid out as if the rest had never been there', () => {
    fc.assert(
      fc.property(narrowedDashboard, aViewer, (doc, viewer) => {
        const seen = seenBy(doc, viewer)
        expect(Document.parse(seen)).toEqual(seen)
        for (const s of seen.sections) {
          for (const b of breakpoints) {
            const places = s.layouts[b]
            if (!places) continue
            if (seen !== doc && s !== doc.sections.find((one) => one.id === s.id)) expect(flow(places, columnsOf[b])).toEqual(places)
            expect(places.some((p, i) => places.some((q, j) => i < j && overlap(p, q)))).toBe(false)
            expect(places.map((p) => p.id).toSorted()).toEqual(s.widgets.map((w) => w.id).toSorted())
          }
        }
      }),
    )
  })
  test('closes up where something is left out', () => {
    const at = (id: string, y: number): Edit => ({ do: 'addWidget', section: 'main', widget: widget(id), at: { x: 0, y, w: 4, h: 4 } })
    const doc = apply(emptyDashboard('Ops'), {
      do: 'batch',
      edits: [at('a', 0), at('b', 4), at('c', 8), { do: 'setWidget', id: 'b', prop: 'visibleTo', value: { roles: ['sre'] } }],
    }).doc
    expect(seenBy(doc, who()).sections[0]?.layouts.desktop).toEqual([
      { id: 'a', x: 0, y: 0, w: 4, h: 4 },
      { id: 'c', x: 0, y: 4, w: 4, h: 4 },
    ])
    expect(seenBy(doc, who({ roles: ['sre'] }))).toBe(doc)
  })
  test('is an empty section where every section is somebody else’s', () => {
    const doc = { ...emptyDashboard('Ops'), sections: [{ ...emptySection('s', 'Secret'), visibleTo: { sites: ['b1'] } }] }
    expect(JSON.stringify(seenBy(doc, who()))).not.toContain('Secret')
    expect(seenBy(doc, who()).sections).toHaveLength(1)
  })
  test('a place that names a widget of another section goes with it', () => {
    const base = emptyDashboard('Ops')
    const [main] = base.sections
    const strange = { id: 'w', x: 0, y: 0, w: 4, h: 4 }
    const doc: Dashboard = {
      ...base,
      sections: [
        { ...main!, widgets: [{ ...widget('v'), visibleTo: { roles: ['x'] } }], layouts: { desktop: [strange, { ...strange, id: 'v', y: 4 }] } },
        { ...emptySection('s'), widgets: [widget('w')], layouts: { desktop: [strange] }, visibleTo: { roles: ['x'] } },
      ],
    }
    expect(JSON.stringify(seenBy(doc, who()))).not.toContain('"w"')
  })
})

describe('whoever may change a dashboard', () => {
  const secret: Dashboard = { ...emptyDashboard('Ops'), sections: [{ ...emptySection('s', 'Secret'), visibleTo: { roles: ['sre'] } }] }
  const rights = (it: Partial<DashboardRights>): DashboardRights => ({ owner: 'olga', shares: [], template: null, ...it })
  const shared = (as: 'view' | 'edit'): DashboardRights => rights({ shares: [{ to: { kind: 'everyone' }, as }] })
  test('sees all of it', () => {
    expect(shownTo(person('olga', 'viewer'), rights({}), secret)).toBe(secret)
    expect(shownTo(person('ada', 'admin'), rights({}), secret)).toBe(secret)
    expect(shownTo(person('ann', 'editor'), rights({ template: { role: 'x', owners: ['ann'] } }), secret)).toBe(secret)
    expect(shownTo(person('ben', 'viewer'), shared('edit'), secret)).toBe(secret)
    expect(shownTo(system, rights({}), secret)).toBe(secret)
  })
  test('is not whoever only looks: level, capabilities and scopes make no difference', () => {
    for (const actor of [person('ben', 'editor', { roles: ['noc'] }), tokenWith('t', 'dashboards:read', 'dashboards:write')]) {
      expect(shownTo(actor, shared('view'), secret).partial).toBe(true)
    }
    expect(shownTo(person('ben', 'viewer', { roles: ['sre'] }), shared('view'), secret)).toBe(secret)
  })
})

describe('what somebody could not see', () => {
  test('is there, unchanged, after what they made of the rest is merged with it', () => {
    fc.assert(
      fc.property(narrowedDashboard, aViewer, fc.array(wish, { maxLength: 12 }), (doc, viewer, wishes) => {
        const seen = seenBy(doc, viewer)
        const { doc: merged } = merge(seen, wished(seen, wishes, 'm'), doc)
        const visible = new Set(widgetsOf(seen).map((w) => w.id))
        for (const hidden of widgetsOf(doc).filter((w) => !visible.has(w.id))) expect(widgetNamed(merged, hidden.id)).toEqual(hidden)
        for (const s of doc.sections) {
          if (!fits(viewer, s.visibleTo)) expect(merged.sections.find((one) => one.id === s.id)?.visibleTo).toEqual(s.visibleTo)
        }
        expect(merged.partial).toBe(undefined)
        for (const s of merged.sections) expect(s.layouts.desktop.map((p) => p.id).toSorted()).toEqual(s.widgets.map((w) => w.id).toSorted())
      }),
    )
  })
  test('stays marked through every edit, a restored revision, undo and redo', () => {
    fc.assert(
      fc.property(narrowedDashboard, aViewer, fc.array(wish, { maxLength: 12 }), anyDashboard, (doc, viewer, wishes, old) => {
        const seen = seenBy(doc, viewer)
        expect(wished(seen, wishes, 'm').partial).toBe(seen.partial)
        const restored = record(emptyLog, seen, { do: 'replace', doc: old })
        expect(restored.doc.partial).toBe(seen.partial)
        const back = undo(restored.log, restored.doc)
        expect(back.doc).toEqual(seen)
        expect(redo(back.log, back.doc).doc).toEqual(restored.doc)
      }),
    )
  })
})

describe('who sees something, as an edit', () => {
  const rule = { roles: ['sre'], teams: [], sites: ['b1'] }
  const doc = apply(emptyDashboard('Ops'), { do: 'addWidget', section: 'main', widget: widget('a') }).doc
  const edits: readonly Edit[] = [
    { do: 'setWidget', id: 'a', prop: 'visibleTo', value: rule },
    { do: 'setSection', id: 'main', prop: 'visibleTo', value: rule },
  ]
  test('is taken back byte for byte', () => {
    for (const edit of edits) {
      const { doc: next } = apply(doc, edit)
      expect(isNarrowed(next)).toBe(true)
      expect(JSON.stringify(apply(next, invert(doc, edit)).doc)).toBe(JSON.stringify(doc))
    }
  })
  test('comes back with a widget or a section that was taken away and put back', () => {
    const ruled = apply(apply(doc, { do: 'addSection', section: emptySection('more') }).doc, { do: 'batch', edits }).doc
    for (const edit of [{ do: 'removeWidget', id: 'a' } as const, { do: 'removeSection', id: 'main' } as const]) {
      expect(apply(apply(ruled, edit).doc, invert(ruled, edit)).doc).toEqual(ruled)
    }
  })
  test('is merged beside a change of anything else, and told where both changed it', () => {
    const theirs = apply(doc, edits[0]!).doc
    const mine = apply(doc, { do: 'setWidget', id: 'a', prop: 'title', value: 'New' }).doc
    const { doc: merged, conflicts } = merge(doc, mine, theirs)
    expect([widgetNamed(merged, 'a')?.visibleTo, widgetNamed(merged, 'a')?.title, conflicts]).toEqual([rule, 'New', []])
    const other = apply(doc, { do: 'setWidget', id: 'a', prop: 'visibleTo', value: { teams: ['pay'] } }).doc
    expect(merge(doc, other, theirs).conflicts).toMatchObject([{ id: 'a', prop: 'visibleTo', kept: 'mine', theirs: rule }])
  })
})
