import type { Dashboard, Section } from '#contract/dashboard.ts'
import { derive } from '../layout/derive.ts'
import { place } from '../layout/flow.ts'
import { columnsOf } from '../layout/grid.ts'
import type { AddWidget, Edit, MoveWidget, SetLayout, SetWidget } from './edit.ts'
import { canonicalJson } from '../query/canonical-json.ts'
import { cellOf, desktopSize, fitPlaces, inserted, sectionNamed, sectionOf, usualSize, widgetNamed, withLayout, withoutWidget, withWidget } from './section.ts'

/** Why an edit could not be carried out: what it speaks of is gone, or already there. */
export type MissReason = 'noWidget' | 'noSection' | 'widgetExists' | 'sectionExists' | 'lastSection'
export interface Missed {
  readonly edit: Edit
  readonly why: MissReason
}

/** The new document, and the edits (the edit itself, or parts of a batch) that found nothing to change. */
export interface Applied {
  readonly doc: Dashboard
  readonly missed: readonly Missed[]
}

type Step = Dashboard | MissReason

const mapSection = (doc: Dashboard, id: string, change: (section: Section) => Section): Step => {
  const before = sectionNamed(doc, id)
  if (!before) return 'noSection'
  const after = change(before)
  return after === before ? doc : { ...doc, sections: doc.sections.map((s) => (s === before ? after : s)) }
}

const equal = (a: unknown, b: unknown): boolean => a === b || canonicalJson(a) === canonicalJson(b)

/** The object with one property set, or without it; the same object when nothing changes. */
function withProp<T extends object>(it: T, prop: keyof T & string, value: unknown): T {
  if (equal(it[prop], value)) return it
  if (value !== undefined) return { ...it, [prop]: value }
  const { [prop]: _, ...rest } = it
  // Only properties the contract calls optional are set to nothing.
  return rest as T
}

/** Puts a widget's cell at one breakpoint; a derived breakpoint becomes an arranged one only when that changes it. */
function putAt(section: Section, id: string, edit: Pick<MoveWidget, 'breakpoint' | 'to'>): Section {
  const ids = section.widgets.map((w) => w.id)
  const desktop = fitPlaces(section.layouts.desktop, ids, 'desktop', (w) => desktopSize(section, w))
  const stored = section.layouts[edit.breakpoint]
  const before = stored ? fitPlaces(stored, ids, edit.breakpoint, (w) => desktopSize(section, w)) : derive(desktop, edit.breakpoint)
  const after = place(before, { id, ...cellOf(edit.to) }, columnsOf[edit.breakpoint])
  const was = stored ?? before
  if (after.length === was.length && after.every((p, i) => p === was[i] || equal(p, was[i]))) return section
  return withLayout(edit.breakpoint === 'desktop' ? section : withLayout(section, 'desktop', desktop), edit.breakpoint, after)
}

function addWidget(doc: Dashboard, edit: AddWidget): Step {
  if (widgetNamed(doc, edit.widget.id)) return 'widgetExists'
  const { at, breakpoint = 'desktop' } = edit
  return mapSection(doc, edit.section, (section) => {
    const grown = withWidget(section, edit.widget, edit.index, edit.size ?? at ?? usualSize)
    return at ? putAt(grown, edit.widget.id, { breakpoint, to: at }) : grown
  })
}

function removeWidget(doc: Dashboard, id: string): Step {
  const section = sectionOf(doc, id)
  return section ? mapSection(doc, section.id, (s) => withoutWidget(s, id)) : 'noWidget'
}

function moveWidget(doc: Dashboard, edit: MoveWidget): Step {
  const from = sectionOf(doc, edit.id)
  const widget = widgetNamed(doc, edit.id)
  if (!from || !widget) return 'noWidget'
  const target = edit.section ?? from.id
  if (!sectionNamed(doc, target)) return 'noSection'
  if (target === from.id) return mapSection(doc, from.id, (s) => putAt(s, edit.id, edit))
  const size = edit.breakpoint === 'desktop' ? edit.to : desktopSize(from, edit.id)
  const left = mapSection(doc, from.id, (s) => withoutWidget(s, edit.id))
  return typeof left === 'string' ? left : mapSection(left, target, (s) => putAt(withWidget(s, widget, edit.index, size), edit.id, edit))
}

function setWidget(doc: Dashboard, edit: SetWidget): Step {
  const section = sectionOf(doc, edit.id)
  if (!section) return 'noWidget'
  return mapSection(doc, section.id, (s) => {
    const widgets = s.widgets.map((w) => (w.id === edit.id ? withProp(w, edit.prop, edit.value) : w))
    return widgets.every((w, i) => w === s.widgets[i]) ? s : { ...s, widgets }
  })
}

function setLayout(doc: Dashboard, edit: SetLayout): Step {
  return mapSection(doc, edit.section, (s) => {
    const ids = s.widgets.map((w) => w.id)
    const places = edit.places && fitPlaces(edit.places, ids, edit.breakpoint, (id) => desktopSize(s, id))
    return equal(s.layouts[edit.breakpoint], places) ? s : withLayout(s, edit.breakpoint, places)
  })
}

function addSection(doc: Dashboard, edit: Extract<Edit, { do: 'addSection' }>): Step {
  if (sectionNamed(doc, edit.section.id)) return 'sectionExists'
  if (edit.section.widgets.some((w) => widgetNamed(doc, w.id))) return 'widgetExists'
  return { ...doc, sections: inserted(doc.sections, edit.section, edit.index) }
}

function removeSection(doc: Dashboard, id: string): Step {
  if (!sectionNamed(doc, id)) return 'noSection'
  return doc.sections.length === 1 ? 'lastSection' : { ...doc, sections: doc.sections.filter((s) => s.id !== id) }
}

function moveSection(doc: Dashboard, id: string, index: number): Step {
  const section = sectionNamed(doc, id)
  if (!section) return 'noSection'
  const rest = doc.sections.filter((s) => s !== section)
  const sections = inserted(rest, section, Math.max(0, Math.min(rest.length, index)))
  return sections.every((s, i) => s === doc.sections[i]) ? doc : { ...doc, sections }
}

/** Another document in place of this one. What was left out of this one is still not seen: that is about here, not about the other. */
function replaced(doc: Dashboard, other: Dashboard): Dashboard {
  const next = withProp(other, 'partial', doc.partial)
  return equal(doc, next) ? doc : next
}

function one(doc: Dashboard, edit: Exclude<Edit, { do: 'batch' }>): Step {
  switch (edit.do) {
    case 'addWidget':
      return addWidget(doc, edit)
    case 'removeWidget':
      return removeWidget(doc, edit.id)
    case 'moveWidget':
      return moveWidget(doc, edit)
    case 'setWidget':
      return setWidget(doc, edit)
    case 'setDashboard':
      return withProp(doc, edit.prop, edit.value)
    case 'addSection':
      return addSection(doc, edit)
    case 'removeSection':
      return removeSection(doc, edit.id)
    case 'setSection':
      return mapSection(doc, edit.id, (s) => withProp(s, edit.prop, edit.value))
    case 'moveSection':
      return moveSection(doc, edit.id, edit.index)
    case 'setLayout':
      return setLayout(doc, edit)
    case 'replace':
      return replaced(doc, edit.doc)
    default:
      return edit satisfies never
  }
}

/**
 * Carries an edit out. What it speaks of may be gone meanwhile (a merge, another tab): then nothing changes and the edit
 * is in `missed`; the rest of a batch still counts. An edit that changes nothing gives back the same document.
 */
export function apply(doc: Dashboard, edit: Edit): Applied {
  if (edit.do !== 'batch') {
    const next = one(doc, edit)
    return typeof next === 'string' ? { doc, missed: [{ edit, why: next }] } : { doc: next, missed: [] }
  }
  return edit.edits.reduce<Applied>(
    (so, part) => {
      const { doc: next, missed } = apply(so.doc, part)
      return { doc: next, missed: [...so.missed, ...missed] }
    },
    { doc, missed: [] },
  )
}
