import type { Dashboard, Section, Widget } from '#contract/dashboard.ts'
import { breakpoints } from '#contract/dashboard.ts'
import type { Edit } from '#core/dashboard/edit.ts'
import { movedBy } from '#core/dashboard/merge-places.ts'
import { cellOf, sectionOf, widgetNamed, widgetsOf } from '#core/dashboard/section.ts'
import { canonicalJson } from '#core/query/canonical-json.ts'

const differ = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) !== canonicalJson(b ?? null)

function ofWidget(before: Widget, after: Widget): readonly Edit[] {
  const { id } = after
  const edits: Edit[] = []
  if (differ(before.title, after.title)) edits.push({ do: 'setWidget', id, prop: 'title', value: after.title })
  if (differ(before.sub, after.sub)) edits.push({ do: 'setWidget', id, prop: 'sub', value: after.sub })
  if (differ(before.query, after.query)) edits.push({ do: 'setWidget', id, prop: 'query', value: after.query })
  if (differ(before.view, after.view)) edits.push({ do: 'setWidget', id, prop: 'view', value: after.view })
  else if (differ(before.lenses, after.lenses)) edits.push({ do: 'setWidget', id, prop: 'lenses', value: after.lenses })
  if (differ(before.thresholds, after.thresholds)) edits.push({ do: 'setWidget', id, prop: 'thresholds', value: after.thresholds })
  if (differ(before.links, after.links)) edits.push({ do: 'setWidget', id, prop: 'links', value: after.links })
  if (differ(before.visibleTo, after.visibleTo)) edits.push({ do: 'setWidget', id, prop: 'visibleTo', value: after.visibleTo })
  return edits
}

function ofWidgets(before: Dashboard, after: Dashboard): readonly Edit[] {
  const added = widgetsOf(after).flatMap((widget): readonly Edit[] => {
    const was = widgetNamed(before, widget.id)
    return was ? ofWidget(was, widget) : [{ do: 'addWidget', section: sectionOf(after, widget.id)?.id ?? '', widget }]
  })
  const removed = widgetsOf(before).flatMap(({ id }): readonly Edit[] => (widgetNamed(after, id) ? [] : [{ do: 'removeWidget', id }]))
  return [...added, ...removed]
}

/** Widgets somebody moved or resized; where that cannot be told from others being pushed, the section as a whole. */
function ofLayouts(before: Section, after: Section): readonly Edit[] {
  return breakpoints.flatMap((breakpoint): readonly Edit[] => {
    const was = before.layouts[breakpoint]
    const is = after.layouts[breakpoint]
    if (!differ(was, is)) return []
    const moved = was && is ? movedBy(was, is, breakpoint) : new Set<string>()
    const told = (is ?? []).flatMap((p): readonly Edit[] => (moved.has(p.id) ? [{ do: 'moveWidget', id: p.id, breakpoint, to: cellOf(p) }] : []))
    const whole: Edit = { do: 'setLayout', section: after.id, breakpoint, places: is }
    // Rows that only shifted because something came or went are told by what came or went.
    const onlyShifted = moved.size === 0 && was !== undefined && is !== undefined && was.length !== is.length
    return told.length > 0 || onlyShifted ? told : [whole]
  })
}

function ofSections(before: Dashboard, after: Dashboard): readonly Edit[] {
  const kept = after.sections.flatMap((section): readonly Edit[] => {
    const { id } = section
    const was = before.sections.find((s) => s.id === id)
    if (!was) return [{ do: 'addSection', section }]
    const edits: Edit[] = []
    if (was.title !== section.title) edits.push({ do: 'setSection', id, prop: 'title', value: section.title })
    if ((was.collapsed ?? false) !== (section.collapsed ?? false)) edits.push({ do: 'setSection', id, prop: 'collapsed', value: section.collapsed })
    if (differ(was.visibleTo, section.visibleTo)) edits.push({ do: 'setSection', id, prop: 'visibleTo', value: section.visibleTo })
    edits.push(...ofLayouts(was, section))
    return edits
  })
  const gone = before.sections.flatMap(({ id }): readonly Edit[] => (after.sections.some((s) => s.id === id) ? [] : [{ do: 'removeSection', id }]))
  return [...kept, ...gone]
}

/** What one document has that another has not, as edits to be told in words. They are for reading, not for carrying out. */
export function differencesOf(before: Dashboard, after: Dashboard): readonly Edit[] {
  const edits: Edit[] = []
  if (before.title !== after.title) edits.push({ do: 'setDashboard', prop: 'title', value: after.title })
  if (differ(before.description, after.description)) edits.push({ do: 'setDashboard', prop: 'description', value: after.description })
  if (differ(before.variables, after.variables)) edits.push({ do: 'setDashboard', prop: 'variables', value: after.variables })
  if (differ(before.time, after.time)) edits.push({ do: 'setDashboard', prop: 'time', value: after.time })
  return [...edits, ...ofSections(before, after), ...ofWidgets(before, after)]
}
