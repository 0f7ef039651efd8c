import { breakpoints } from '#contract/dashboard.ts'
import type { Breakpoint, Dashboard, Place, Section, Widget } from '#contract/dashboard.ts'
import type { Size } from '../layout/grid.ts'
import type { Conflict } from './conflict.ts'
import { usualSize } from './section.ts'
import { mergePlaces, movedBy } from './merge-places.ts'
import { mergeOrder, pick, pickProps, same } from './three-way.ts'
import type { Three } from './three-way.ts'

export interface Merged {
  readonly doc: Dashboard
  /** What both changed differently; the losing value of each is in it. */
  readonly conflicts: readonly Conflict[]
}

/** One document, looked up by id. */
interface Index {
  readonly doc: Dashboard
  readonly sections: ReadonlyMap<string, Section>
  readonly widgets: ReadonlyMap<string, { readonly widget: Widget; readonly section: string }>
}

const indexOf = (doc: Dashboard): Index => ({
  doc,
  sections: new Map(doc.sections.map((s) => [s.id, s])),
  widgets: new Map(doc.sections.flatMap((s) => s.widgets.map((widget) => [widget.id, { widget, section: s.id }] as const))),
})

const each = <T, U>(of: Three<T>, read: (one: T) => U): Three<U> => ({ base: read(of.base), mine: read(of.mine), theirs: read(of.theirs) })

/** Whether a side did more to a widget than letting it be pushed about: its content, section, column or size. */
function isEdited(id: string, base: Index, side: Index): boolean {
  const before = base.widgets.get(id)
  const after = side.widgets.get(id)
  if (!before || !after) return after !== before
  if (before.section !== after.section || !same(before.widget, after.widget)) return true
  const was = base.sections.get(before.section)?.layouts
  const is = side.sections.get(after.section)?.layouts
  return breakpoints.some((b) => {
    const from = was?.[b]
    const to = is?.[b]
    return (
      from !== undefined &&
      to !== undefined &&
      movedBy(
        from.filter((p) => p.id === id),
        to.filter((p) => p.id === id),
        b,
      ).has(id)
    )
  })
}

const ownProps = (section: Section): Omit<Section, 'widgets' | 'layouts'> => ({ ...section, widgets: undefined, layouts: undefined })

/** A merge under way: what is decided is written down here once. */
class Merging {
  readonly conflicts: Conflict[] = []
  private readonly at: Three<Index>
  /** Section of every widget that stays. */
  private readonly home = new Map<string, string>()

  constructor(docs: Three<Dashboard>) {
    this.at = each(docs, indexOf)
  }

  private differ(conflict: Omit<Conflict, 'kept'> & Partial<Pick<Conflict, 'kept'>>): void {
    this.conflicts.push({ kept: 'mine', ...conflict })
  }

  /** A widget one side took away stays only if the other side edited it. */
  private keepsWidget(id: string): boolean {
    const { base, mine, theirs } = this.at
    const inMine = mine.widgets.get(id)
    const inTheirs = theirs.widgets.get(id)
    if ((inMine && inTheirs) || !base.widgets.has(id)) return true
    const side = inMine ? mine : theirs
    if (!isEdited(id, base, side)) return false
    const kept = inMine ? 'mine' : 'theirs'
    this.differ({
      about: 'widget',
      id,
      name: side.widgets.get(id)?.widget.title ?? '',
      prop: 'existence',
      mine: inMine?.widget,
      theirs: inTheirs?.widget,
      kept,
    })
    return true
  }

  private findHomes(): void {
    const { base, mine, theirs } = this.at
    for (const id of new Set([...mine.widgets.keys(), ...theirs.widgets.keys()])) {
      if (!this.keepsWidget(id)) continue
      const m = mine.widgets.get(id)
      const t = theirs.widgets.get(id)
      const { value, conflict } =
        m && t ? pick({ base: base.widgets.get(id)?.section, mine: m.section, theirs: t.section }) : { value: (m ?? t)?.section, conflict: false }
      if (conflict) this.differ({ about: 'widget', id, name: m?.widget.title ?? '', prop: 'section', mine: m?.section, theirs: t?.section })
      if (value !== undefined) this.home.set(id, value)
    }
  }

  private widget(id: string): Widget | undefined {
    const { base, mine, theirs } = each(this.at, (i) => i.widgets.get(id)?.widget)
    if (!mine || !theirs) return mine ?? theirs
    return pickProps({ base: base ?? {}, mine, theirs }, ['id'], (prop, m, t) =>
      this.differ({ about: 'widget', id, name: mine.title, prop, mine: m, theirs: t }),
    )
  }

  /** A section one side took away stays if the other side changed it, or if a widget that stays is in it. */
  private keepsSection(id: string): boolean {
    const { base, mine, theirs } = each(this.at, (i) => i.sections.get(id))
    if ((mine && theirs) || !base) return true
    const left = mine ?? theirs
    const inUse = [...this.home.values()].includes(id)
    if (!left || (!inUse && same(ownProps(left), ownProps(base)))) return false
    this.differ({ about: 'section', id, name: left.title, prop: 'existence', mine, theirs, kept: mine ? 'mine' : 'theirs' })
    return true
  }

  private sectionIds(): readonly string[] {
    const lists = each(this.at, (i) => i.doc.sections.map((s) => s.id))
    const all = [...new Set([...lists.mine, ...lists.theirs])]
    const kept = new Set(all.filter((id) => this.keepsSection(id)))
    // Each side took away what the other one left: a dashboard has at least one section.
    const [first = ''] = all.toSorted()
    if (kept.size === 0) kept.add(first)
    const { ids, conflict } = mergeOrder(lists, kept, 'mine')
    if (conflict) this.differ({ about: 'dashboard', id: '', name: this.at.mine.doc.title, prop: 'order', mine: lists.mine, theirs: lists.theirs })
    return ids
  }

  /** Arranged breakpoints: added by one side, or left by both; one that a side made derived again stays if the other rearranged it. */
  private isArranged(id: string, b: Breakpoint): boolean {
    const { base, mine, theirs } = each(this.at, (i) => i.sections.get(id))
    if (!mine || !theirs) return (mine ?? theirs)?.layouts[b] !== undefined
    if ((mine.layouts[b] && theirs.layouts[b]) || b === 'desktop') return true
    const left = mine.layouts[b] ?? theirs.layouts[b]
    return left !== undefined && !same(left, base?.layouts[b])
  }

  private section(id: string): Section | undefined {
    const { base, mine, theirs } = each(this.at, (i) => i.sections.get(id))
    const one = mine ?? theirs
    if (!one) return undefined
    const differ = (prop: string, m: unknown, t: unknown): void => this.differ({ about: 'section', id, name: one.title, prop, mine: m, theirs: t })
    const own = mine && theirs ? pickProps({ base: base ?? {}, mine, theirs }, ['id', 'widgets', 'layouts'], differ) : one
    const kept = new Set([...this.home].filter(([, home]) => home === id).map(([widget]) => widget))
    const order = mergeOrder(
      each(this.at, (i) => i.sections.get(id)?.widgets.map((w) => w.id) ?? []),
      kept,
      'either',
    ).ids
    const widgets = order.flatMap((widget) => this.widget(widget) ?? [])
    return { ...own, widgets, layouts: this.layouts(id, order) }
  }

  private layouts(id: string, order: readonly string[]): Section['layouts'] {
    const sections = each(this.at, (i) => i.sections.get(id))
    const { base, mine, theirs } = each(sections, (s): Readonly<Record<string, unknown>> => s?.layouts ?? {})
    const extra = sections.mine && sections.theirs ? pickProps({ base, mine, theirs }, breakpoints, () => undefined) : { ...mine, ...theirs }
    const layouts: Record<string, unknown> = { ...extra }
    // Desktop comes first: what has no place yet elsewhere gets one for its size there.
    let desktop: readonly Place[] = []
    const sizeOf = (widget: string): Size => desktop.find((p) => p.id === widget) ?? usualSize
    for (const b of breakpoints) {
      delete layouts[b]
      if (!this.isArranged(id, b)) continue
      const { places, conflicts } = mergePlaces(
        each(sections, (s) => s?.layouts[b]),
        order,
        b,
        sizeOf,
      )
      layouts[b] = places
      if (b === 'desktop') desktop = places
      for (const c of conflicts) {
        const name = this.at.mine.widgets.get(c.id)?.widget.title ?? ''
        this.differ({ about: 'widget', name, prop: 'place', breakpoint: b, ...c })
      }
    }
    // Desktop is always arranged, the other two are lists of places where they are there at all.
    return layouts as Section['layouts']
  }

  run(): Dashboard {
    const { base, mine, theirs } = each(this.at, (i) => i.doc)
    const own = pickProps({ base, mine, theirs }, ['sections'], (prop, m, t) =>
      this.differ({ about: 'dashboard', id: '', name: mine.title, prop, mine: m, theirs: t }),
    )
    this.findHomes()
    const sections = this.sectionIds().flatMap((id) => this.section(id) ?? [])
    return { ...own, sections }
  }
}

/**
 * Brings together two documents made from the same one, widget by widget and property by property. Editing beats taking
 * away; where both changed the same property, mine stands and theirs is in `conflicts`. Places are flowed again. Nothing
 * that either side added is lost.
 */
export function merge(base: Dashboard, mine: Dashboard, theirs: Dashboard): Merged {
  if (same(mine, theirs) || same(theirs, base)) return { doc: mine, conflicts: [] }
  if (same(mine, base)) return { doc: theirs, conflicts: [] }
  const merging = new Merging({ base, mine, theirs })
  const doc = merging.run()
  return { doc, conflicts: merging.conflicts }
}
