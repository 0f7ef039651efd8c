import { breakpoints } from '#contract/dashboard.ts'
import type { Breakpoint, Dashboard, Place, Section, Widget } from '#contract/dashboard.ts'
import type { LayerLook, LayerOperation } from '#contract/layer.ts'
import { layoutAt } from '../layout/derive.ts'
import { placeAll } from '../layout/flow.ts'
import { columnsOf } from '../layout/grid.ts'
import type { Cell } from '../layout/grid.ts'
import { compact, operationKey, widgetOf } from './layer.ts'
import { cellOf, desktopSize, sectionNamed, sectionOf, widgetNamed, withLayout, withoutWidget, withWidget } from './section.ts'
import { same } from './three-way.ts'

/** What a person changed about a widget. */
export type LayerMark = 'own' | 'hidden' | 'placed' | 'section' | 'look'

/** Why an operation does nothing: what it speaks of is not there, or somebody else's widget has its id. It is kept all the same. */
export interface Aside {
  readonly operation: LayerOperation
  readonly why: 'noWidget' | 'noSection' | 'taken'
}

/** The owner changed what the person had chosen otherwise. Until it is answered, the person's choice is shown. */
export interface LayerConflict {
  readonly key: string
  readonly operation: Extract<LayerOperation, { do: 'place' | 'section' | 'look' }>
  readonly theirs: Cell | string | LayerLook
  /** Title of the widget; may be empty. */
  readonly name: string
}

export interface Layered {
  readonly doc: Dashboard
  readonly marks: ReadonlyMap<string, ReadonlySet<LayerMark>>
  readonly conflicts: readonly LayerConflict[]
  readonly aside: readonly Aside[]
}

type Of<D extends LayerOperation['do']> = Extract<LayerOperation, { do: D }>

const only = <D extends LayerOperation['do']>(operations: readonly LayerOperation[], what: D): readonly Of<D>[] =>
  operations.filter((o): o is Of<D> => o.do === what)

const mapSection = (doc: Dashboard, id: string, change: (section: Section) => Section): Dashboard => {
  let isSame = true
  const sections = doc.sections.map((s) => {
    if (s.id !== id) return s
    const next = change(s)
    if (next !== s) isSame = false
    return next
  })
  return isSame ? doc : { ...doc, sections }
}

export const lookOf = ({ view, lenses }: Widget): LayerLook => ({ view, lenses: [...lenses] })

/** Where a widget stands, drawn or stored. */
export function cellAt(doc: Dashboard, widget: string, breakpoint: Breakpoint): Cell | undefined {
  const section = sectionOf(doc, widget)
  const place = section && layoutAt(section, breakpoint).find((p) => p.id === widget)
  return place && cellOf(place)
}

const reshaped = (a: Cell, b: Cell): boolean => a.x !== b.x || a.w !== b.w || a.h !== b.h

/**
 * What the owner changed since the person chose otherwise. Rows do not count: a widget is pushed down and rises with whatever
 * is above it. Neither does a layout nobody arranged.
 */
function conflictOf(published: Dashboard, operation: LayerOperation): LayerConflict | undefined {
  const id = widgetOf(operation)
  const widget = id === undefined ? undefined : widgetNamed(published, id)
  const section = id === undefined ? undefined : sectionOf(published, id)
  if (!widget || !section) return undefined
  const told = { key: operationKey(operation), name: widget.title }
  if (operation.do === 'look' && operation.base !== null) {
    const theirs = lookOf(widget)
    return same(theirs, operation.base) || same(theirs, operation.look) ? undefined : { ...told, operation, theirs }
  }
  if (operation.do === 'section' && operation.base !== null) {
    const theirs = section.id
    return theirs === operation.base || theirs === operation.section ? undefined : { ...told, operation, theirs }
  }
  if (operation.do !== 'place' || operation.base === null) return undefined
  const theirs = section.layouts[operation.breakpoint]?.find((p) => p.id === widget.id)
  return !theirs || !reshaped(theirs, operation.base) || !reshaped(theirs, operation.to) ? undefined : { ...told, operation, theirs: cellOf(theirs) }
}

/** A layering under way. */
class Layering {
  readonly marks = new Map<string, Set<LayerMark>>()
  readonly aside: Aside[] = []
  readonly conflicts: LayerConflict[] = []
  private readonly published: Dashboard
  doc: Dashboard

  constructor(doc: Dashboard) {
    this.published = doc
    this.doc = doc
  }

  mark(widget: string, as: LayerMark): void {
    this.marks.set(widget, (this.marks.get(widget) ?? new Set<LayerMark>()).add(as))
  }

  /** A widget that is published already was never one's own; the same one is there by a second layering. */
  add({ widget, section, size, ...operation }: Of<'add'>): void {
    const there = widgetNamed(this.doc, widget.id)
    if (there) {
      if (same(there, widget)) this.mark(widget.id, 'own')
      else this.aside.push({ operation: { ...operation, widget, section, size }, why: 'taken' })
      return
    }
    // A section that was taken away takes nothing of theirs with it.
    const home = sectionNamed(this.doc, section) ?? this.doc.sections[0]
    if (!home) return void this.aside.push({ operation: { ...operation, widget, section, size }, why: 'noSection' })
    this.doc = mapSection(this.doc, home.id, (s) => withWidget(s, widget, undefined, size))
    this.mark(widget.id, 'own')
  }

  private ask(operation: LayerOperation): void {
    const conflict = conflictOf(this.published, operation)
    if (conflict) this.conflicts.push(conflict)
  }

  section(operation: Of<'section'>): void {
    const { widget: id, section } = operation
    const from = sectionOf(this.doc, id)
    const widget = widgetNamed(this.doc, id)
    if (!from || !widget) return void this.aside.push({ operation, why: 'noWidget' })
    if (!sectionNamed(this.doc, section)) return void this.aside.push({ operation, why: 'noSection' })
    this.ask(operation)
    this.mark(id, 'section')
    if (from.id === section) return
    const { w, h } = desktopSize(from, id)
    const left = mapSection(this.doc, from.id, (s) => withoutWidget(s, id))
    this.doc = mapSection(left, section, (s) => withWidget(s, widget, undefined, { w, h }))
  }

  look(operation: Of<'look'>): void {
    const home = sectionOf(this.doc, operation.widget)
    if (!home) return void this.aside.push({ operation, why: 'noWidget' })
    this.ask(operation)
    this.mark(operation.widget, 'look')
    const { view, lenses } = operation.look
    this.doc = mapSection(this.doc, home.id, (s) => {
      const widgets = s.widgets.map((w) => (w.id === operation.widget && !same(lookOf(w), operation.look) ? { ...w, view, lenses } : w))
      return widgets.every((w, i) => w === s.widgets[i]) ? s : { ...s, widgets }
    })
  }

  hide(operation: Of<'hide'>): void {
    const home = sectionOf(this.doc, operation.widget)
    if (!home) return void this.aside.push({ operation, why: 'noWidget' })
    this.mark(operation.widget, 'hidden')
    this.doc = mapSection(this.doc, home.id, (s) => withoutWidget(s, operation.widget))
  }

  fold(operation: Of<'fold'>): void {
    const { section, folded } = operation
    if (!sectionNamed(this.doc, section)) return void this.aside.push({ operation, why: 'noSection' })
    this.doc = mapSection(this.doc, section, (s) => ((s.collapsed === true) === folded ? s : { ...s, collapsed: folded }))
  }

  place(all: readonly Of<'place'>[]): void {
    const here = all.filter((operation) => {
      if (sectionOf(this.doc, operation.widget)) {
        this.ask(operation)
        this.mark(operation.widget, 'placed')
        return true
      }
      // A hidden one keeps its place for when it is shown again.
      if (!this.marks.get(operation.widget)?.has('hidden')) this.aside.push({ operation, why: 'noWidget' })
      return false
    })
    // Desktop first: what nobody arranged elsewhere follows from it.
    for (const breakpoint of breakpoints) {
      const wanted = here.filter((o) => o.breakpoint === breakpoint)
      const bySection = Map.groupBy(wanted, (o) => sectionOf(this.doc, o.widget)?.id ?? '')
      for (const [section, operations] of bySection) this.doc = mapSection(this.doc, section, (s) => placed(s, breakpoint, operations))
    }
  }
}

function placed(section: Section, breakpoint: Breakpoint, operations: readonly Of<'place'>[]): Section {
  const before = layoutAt(section, breakpoint)
  const held = operations.map(({ widget, to }): Place => ({ id: widget, ...to }))
  const after = placeAll(before, held, columnsOf[breakpoint])
  return after === before ? section : withLayout(section, breakpoint, after)
}

/**
 * Lays a person's operations over what is published. Total: whatever does not fit is in `aside` and does nothing. A widget they
 * placed keeps its columns and its size, and nothing of the owner's pushes it down. Without operations: the same document.
 */
export function applyLayer(doc: Dashboard, layer: { readonly operations: readonly LayerOperation[] }): Layered {
  const operations = compact(layer.operations)
  const layering = new Layering(doc)
  for (const operation of only(operations, 'add')) layering.add(operation)
  for (const operation of only(operations, 'section')) layering.section(operation)
  for (const operation of only(operations, 'look')) layering.look(operation)
  for (const operation of only(operations, 'hide')) layering.hide(operation)
  for (const operation of only(operations, 'fold')) layering.fold(operation)
  layering.place(only(operations, 'place'))
  return { doc: layering.doc, marks: layering.marks, conflicts: layering.conflicts, aside: layering.aside }
}
