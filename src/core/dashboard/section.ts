import { breakpoints } from '#contract/dashboard.ts'
import type { Breakpoint, Dashboard, Place, Section, Widget } from '#contract/dashboard.ts'
import { findSpot } from '../layout/find-spot.ts'
import { flow, without } from '../layout/flow.ts'
import { columnsOf } from '../layout/grid.ts'
import type { Cell, Size } from '../layout/grid.ts'

/** Size of a widget nobody gave one. */
export const usualSize: Size = { w: 4, h: 6 }

export const sectionNamed = (doc: Dashboard, id: string): Section | undefined => doc.sections.find((s) => s.id === id)
export const sectionOf = (doc: Dashboard, widget: string): Section | undefined => doc.sections.find((s) => s.widgets.some((w) => w.id === widget))
export const widgetNamed = (doc: Dashboard, id: string): Widget | undefined => sectionOf(doc, id)?.widgets.find((w) => w.id === id)

/** Every widget of the dashboard, in document order. */
export const widgetsOf = (doc: Dashboard): readonly Widget[] => doc.sections.flatMap((s) => s.widgets)

/** A copy with something put in at `index`, last unless told. */
export const inserted = <T>(list: readonly T[], item: T, index = list.length): T[] => [...list.slice(0, index), item, ...list.slice(index)]

/** Breakpoints somebody arranged. */
export const storedBreakpoints = (section: Section): readonly Breakpoint[] => breakpoints.filter((b) => section.layouts[b] !== undefined)

/** The section with one layout changed; undefined takes a breakpoint away, except desktop, which every section has. */
export function withLayout(section: Section, breakpoint: Breakpoint, places: readonly Place[] | undefined): Section {
  if (section.layouts[breakpoint] === places) return section
  if (places !== undefined) return { ...section, layouts: { ...section.layouts, [breakpoint]: [...places] } }
  if (breakpoint === 'desktop') return section
  const { [breakpoint]: _, ...layouts } = section.layouts
  return { ...section, layouts }
}

/** A desktop size as it is at home at another breakpoint. */
export function sizeAt(size: Size, breakpoint: Breakpoint): Size {
  if (breakpoint === 'desktop') return size
  if (breakpoint === 'phone') return { w: 1, h: Math.min(size.h, 9) }
  return { w: size.w <= 3 ? Math.min(2, size.w) : size.w <= 5 ? 4 : Math.min(8, size.w), h: size.h }
}

/**
 * Makes places fit the widgets: strangers and doubles go, newcomers get the first free spot. The same list comes back
 * when there was nothing to mend, so an exact layout stays exact.
 */
export function fitPlaces(places: readonly Place[], ids: readonly string[], breakpoint: Breakpoint, sizeOf: (id: string) => Size): readonly Place[] {
  const wanted = new Set(ids)
  const known = new Map<string, Place>()
  for (const p of places) if (wanted.has(p.id) && !known.has(p.id)) known.set(p.id, p)
  const missing = ids.filter((id) => !known.has(id))
  if (known.size === places.length && missing.length === 0) return places
  const columns = columnsOf[breakpoint]
  let settled = flow([...known.values()], columns)
  for (const id of missing) settled = flow([...settled, { id, ...findSpot(settled, sizeAt(sizeOf(id), breakpoint), columns) }], columns)
  return settled
}

/** Size of a widget as it stands on the desktop. */
export const desktopSize = (section: Section, id: string): Size => section.layouts.desktop.find((p) => p.id === id) ?? usualSize

/** The section without one widget; what was below it rises. */
export function withoutWidget(section: Section, id: string): Section {
  const rest = { ...section, widgets: section.widgets.filter((w) => w.id !== id) }
  return storedBreakpoints(section).reduce<Section>((s, b) => withLayout(s, b, without(s.layouts[b] ?? [], id, columnsOf[b])), rest)
}

/** The section with a widget more; it gets `at` through `put` at its breakpoint and the first free spot elsewhere. */
export function withWidget(section: Section, widget: Widget, index: number | undefined, size: Size): Section {
  const widgets = inserted(section.widgets, widget, index)
  const ids = widgets.map((w) => w.id)
  const sizeOf = (id: string): Size => (id === widget.id ? size : desktopSize(section, id))
  return storedBreakpoints(section).reduce<Section>((s, b) => withLayout(s, b, fitPlaces(s.layouts[b] ?? [], ids, b, sizeOf)), { ...section, widgets })
}

export const cellOf = ({ x, y, w, h }: Cell): Cell => ({ x, y, w, h })
