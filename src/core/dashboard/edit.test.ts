import fc from 'fast-check'
import * as z from 'zod/mini'
import { describe, expect, test, vi } from 'vitest'
import { Dashboard } from '#contract/dashboard.ts'
import { anyDashboard, pick, widget, wish } from '#tests/support/dashboards.ts'
import { canonicalJson } from '../query/canonical-json.ts'
import { flow } from '../layout/flow.ts'
import { columnsOf, overlap } from '../layout/grid.ts'
import { apply } from './apply.ts'
import { emptyDashboard, emptySection, sameDocument } from './document.ts'
import { EditSchema } from './edit.ts'
import type { Edit } from './edit.ts'
import { invert } from './invert.ts'
import { emptyLog, readLog, record, redo, undo } from './log.ts'
import { heal } from './migrate.ts'
import { sectionOf, storedBreakpoints, widgetNamed } from './section.ts'

// Many random runs: a busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 })

const start = emptyDashboard('Start')
const add = (id: string, x: number, y: number): Edit => ({ do: 'addWidget', section: 'main', widget: widget(id), at: { x, y, w: 4, h: 4 } })
const built = (...edits: readonly Edit[]): Dashboard => apply(start, { do: 'batch', edits }).doc
const three = built(add('a', 0, 0), add('b', 4, 0), add('c', 0, 4))
const cells = (doc: Dashboard, at: 'desktop' | 'tablet' | 'phone' = 'desktop'): readonly string[] =>
  (doc.sections[0]?.layouts[at] ?? []).map((p) => `${p.id} ${p.x},${p.y} ${p.w}x${p.h}`)

describe('an edit', () => {
  test('that moves a widget stores where it was put and lets the others flow', () => {
    const moved = apply(three, { do: 'moveWidget', id: 'c', breakpoint: 'desktop', to: { x: 0, y: 0, w: 4, h: 4 } })
    expect(cells(moved.doc)).toEqual(['c 0,0 4x4', 'b 4,0 4x4', 'a 0,4 4x4'])
    expect(cells(three)).toEqual(['a 0,0 4x4', 'b 4,0 4x4', 'c 0,4 4x4'])
  })
  test('on a phone arranges the phone and leaves the desktop alone, and taking it back leaves no phone layout', () => {
    const edit: Edit = { do: 'moveWidget', id: 'c', breakpoint: 'phone', to: { x: 0, y: 0, w: 1, h: 5 } }
    const { doc } = apply(three, edit)
    expect(cells(doc, 'phone')).toEqual(['c 0,0 1x5', 'a 0,5 1x4', 'b 0,9 1x4'])
    expect(cells(doc)).toEqual(cells(three))
    expect(apply(doc, invert(three, edit)).doc).toEqual(three)
  })
  test('that moves a widget to another section takes it along at every breakpoint', () => {
    const two = apply(three, { do: 'addSection', section: emptySection('more', 'More') }).doc
    const { doc } = apply(two, { do: 'moveWidget', id: 'b', breakpoint: 'desktop', to: { x: 8, y: 0, w: 4, h: 4 }, section: 'more' })
    expect(sectionOf(doc, 'b')?.id).toBe('more')
    expect(doc.sections.map((s) => s.layouts.desktop.map((p) => p.id))).toEqual([['a', 'c'], ['b']])
  })
  test('about something that is gone changes nothing and says so', () => {
    const edit: Edit = { do: 'setWidget', id: 'gone', prop: 'title', value: 'x' }
    expect(apply(three, edit)).toEqual({ doc: three, missed: [{ edit, why: 'noWidget' }] })
    expect(apply(three, { do: 'removeSection', id: 'main' }).missed.map((m) => m.why)).toEqual(['lastSection'])
    expect(apply(three, add('a', 0, 0)).missed.map((m) => m.why)).toEqual(['widgetExists'])
  })
  test('that changes nothing gives back the same document', () => {
    expect(apply(three, { do: 'setWidget', id: 'a', prop: 'title', value: 'a' }).doc).toBe(three)
    expect(apply(three, { do: 'moveWidget', id: 'a', breakpoint: 'desktop', to: { x: 0, y: 0, w: 4, h: 4 } }).doc).toBe(three)
    expect(apply(three, { do: 'moveSection', id: 'main', index: 3 }).doc).toBe(three)
  })
  test('without a value takes the property away', () => {
    const named = apply(three, { do: 'setWidget', id: 'a', prop: 'sub', value: 'per second' }).doc
    const bare = apply(named, { do: 'setWidget', id: 'a', prop: 'sub' }).doc
    expect(Object.hasOwn(widgetNamed(bare, 'a') ?? {}, 'sub')).toBe(false)
  })
  test('keeps fields of a newer version', () => {
    const odd = { ...three, theme: 'night', sections: three.sections.map((s) => ({ ...s, tint: 3, widgets: s.widgets.map((w) => ({ ...w, glow: true })) })) }
    const { doc } = apply(odd, { do: 'setWidget', id: 'a', prop: 'title', value: 'New' })
    expect(doc).toMatchObject({ theme: 'night', sections: [{ tint: 3, widgets: [{ title: 'New', glow: true }, { glow: true }, { glow: true }] }] })
  })
})

describe('laws of edits', () => {
  test('every edit leads to a valid document whose layouts are complete, flowed and free of overlaps', () => {
    fc.assert(
      fc.property(anyDashboard, wish, (doc, w) => {
        const after = apply(doc, pick(doc, w, 'new')).doc
        expect(z.safeParse(Dashboard, after).success).toBe(true)
        expect(heal(after)).toBe(after)
        for (const s of after.sections) {
          for (const b of storedBreakpoints(s)) {
            const places = s.layouts[b] ?? []
            expect(places.some((p, i) => places.slice(i + 1).some((q) => overlap(p, q)))).toBe(false)
            expect(flow(places, columnsOf[b])).toBe(places)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
  test('every edit is taken back exactly by its inverse, and the inverse by its own', () => {
    fc.assert(
      fc.property(anyDashboard, wish, (doc, w) => {
        const edit = pick(doc, w, 'new')
        const after = apply(doc, edit).doc
        const inverse = invert(doc, edit)
        expect(canonicalJson(apply(after, inverse).doc)).toBe(canonicalJson(doc))
        expect(canonicalJson(apply(doc, invert(after, inverse)).doc)).toBe(canonicalJson(after))
      }),
      { numRuns: 300 },
    )
  })
  test('every edit survives being written down and read back', () => {
    fc.assert(
      fc.property(anyDashboard, wish, (doc, w) => {
        const edit = pick(doc, w, 'new')
        for (const it of [edit, invert(doc, edit)]) {
          const kept: unknown = JSON.parse(JSON.stringify(it))
          expect(JSON.parse(JSON.stringify(z.parse(EditSchema, kept)))).toEqual(kept)
        }
      }),
    )
  })
})

describe('the log', () => {
  test('two hundred mixed edits, kept and read back half way, all undone, are the start byte for byte; all redone, the end', () => {
    fc.assert(
      fc.property(anyDashboard, fc.array(wish, { minLength: 200, maxLength: 200 }), (before, wishes) => {
        let now = { doc: before, log: emptyLog }
        for (const [i, w] of wishes.entries()) {
          now = record(now.log, now.doc, pick(now.doc, w, `n${i}`))
          if (i === 100)
            now = {
              doc: z.parse(Dashboard, JSON.parse(JSON.stringify(now.doc))),
              log: readLog(JSON.parse(JSON.stringify(now.log))) ?? emptyLog,
            }
        }
        const end = now.doc
        while (now.log.past.length > 0) now = undo(now.log, now.doc)
        expect(canonicalJson(now.doc)).toBe(canonicalJson(before))
        while (now.log.future.length > 0) now = redo(now.log, now.doc)
        expect(sameDocument(now.doc, end)).toBe(true)
      }),
      { numRuns: 10 },
    )
  })
  test('typing is one step, and another widget starts a new one', () => {
    const title = (id: string, value: string): Edit => ({ do: 'setWidget', id, prop: 'title', value })
    let now = { doc: three, log: emptyLog }
    for (const words of ['L', 'Lo', 'Load']) now = record(now.log, now.doc, title('a', words), 'a-title')
    now = record(now.log, now.doc, title('b', 'X'), 'b-title')
    expect(now.log.past.map((e) => e.edit)).toEqual([title('a', 'Load'), title('b', 'X')])
    now = undo(now.log, now.doc)
    now = undo(now.log, now.doc)
    expect(now.doc).toEqual(three)
  })
  test('a held arrow key is one step', () => {
    let now = { doc: three, log: emptyLog }
    for (const x of [1, 2, 3]) now = record(now.log, now.doc, { do: 'moveWidget', id: 'a', breakpoint: 'desktop', to: { x, y: 0, w: 4, h: 4 } }, 'hold')
    expect(now.log.past.length).toBe(1)
    const end = now.doc
    now = undo(now.log, now.doc)
    expect(now.doc).toEqual(three)
    expect(redo(now.log, now.doc).doc).toEqual(end)
  })
  test('a new edit drops what had been undone, an edit that changes nothing leaves no step', () => {
    let now = record(emptyLog, three, add('d', 8, 0))
    now = undo(now.log, now.doc)
    expect(now.log.future.length).toBe(1)
    expect(record(now.log, now.doc, { do: 'removeWidget', id: 'gone' }).log).toBe(now.log)
    expect(record(now.log, now.doc, add('e', 8, 0)).log.future).toEqual([])
  })
  test('undo after somebody else took a widget away does what is still possible and names the rest', () => {
    const { doc, log } = record(emptyLog, three, {
      do: 'batch',
      edits: [
        { do: 'setWidget', id: 'a', prop: 'title', value: 'A' },
        { do: 'setWidget', id: 'b', prop: 'title', value: 'B' },
      ],
    })
    const back = undo(log, apply(doc, { do: 'removeWidget', id: 'b' }).doc)
    expect(widgetNamed(back.doc, 'a')?.title).toBe('a')
    expect(back.missed.map((m) => m.why)).toEqual(['noWidget'])
  })
  test('a log this version cannot read is told, not half read', () => {
    expect(readLog({ past: [{ edit: { do: 'explode' }, inverse: { do: 'batch', edits: [] } }], future: [] })).toBeUndefined()
    expect(readLog('nonsense')).toBeUndefined()
  })
})
