import type { Dashboard, Widget } from '#contract/dashboard.ts'
import { breakpoints } from '#contract/dashboard.ts'
import type { Edit } from '#core/dashboard/edit.ts'
import { sectionOf, widgetNamed, widgetsOf } from '#core/dashboard/section.ts'
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

function ofSections(before: Dashboard, after: Dashboard): readonly Edit[] {
  const kept = after.sections.flatMap((section): readonly Edit[] => {
    const { id } = section
    const was = before.sections.find((s) => s.id === id)
    if (!was) return [{ do: 'addSection', section }]
    const edits: Edit[] = []
    if (was.title !== section.title) edits.push({ do: 'setSection', id, prop: 'title', value: section.title })
    if ((was.collapsed ?? false) !== (section.collapsed ?? false)) edits.push({ do: 'setSection', id, prop: 'collapsed', value: section.collapsed })
    const moved = breakpoints.find((b) => differ(was.layouts[b], section.layouts[b]))
    if (moved) edits.push({ do: 'setLayout', section: id, breakpoint: moved, places: section.layouts[moved] })
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
