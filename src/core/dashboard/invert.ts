import type { Breakpoint, Dashboard, Section } from '#contract/dashboard.ts'
import { breakpoints } from '#contract/dashboard.ts'
import { apply } from './apply.ts'
import type { Edit, MoveWidget, SetDashboard, SetLayout, SetSection, SetWidget } from './edit.ts'
import { cellOf, desktopSize, sectionNamed, sectionOf, widgetNamed } from './section.ts'

const nothing: Edit = { do: 'batch', edits: [] }

/** Puts the places of a section back, and takes away a breakpoint that was not arranged. */
const layoutsBack = (section: Section | undefined, at: readonly Breakpoint[] = breakpoints): readonly SetLayout[] =>
  section ? at.map((breakpoint) => ({ do: 'setLayout', section: section.id, breakpoint, places: section.layouts[breakpoint] })) : []

function restoreWidget(doc: Dashboard, id: string): Edit {
  const section = sectionOf(doc, id)
  const widget = widgetNamed(doc, id)
  if (!section || !widget) return nothing
  const { w, h } = desktopSize(section, id)
  const add: Edit = { do: 'addWidget', section: section.id, widget, index: section.widgets.indexOf(widget), size: { w, h } }
  return { do: 'batch', edits: [add, ...layoutsBack(section)] }
}

function moveBack(doc: Dashboard, edit: MoveWidget): Edit {
  const from = sectionOf(doc, edit.id)
  if (!from) return nothing
  if (edit.section === undefined || edit.section === from.id) {
    const touched: readonly Breakpoint[] = edit.breakpoint === 'desktop' ? ['desktop'] : ['desktop', edit.breakpoint]
    return { do: 'batch', edits: layoutsBack(from, touched) }
  }
  const to = cellOf({ x: 0, y: 0, ...desktopSize(from, edit.id) })
  const index = from.widgets.findIndex((w) => w.id === edit.id)
  const home: Edit = { do: 'moveWidget', id: edit.id, section: from.id, breakpoint: 'desktop', to, index }
  return { do: 'batch', edits: [home, ...layoutsBack(from), ...layoutsBack(sectionNamed(doc, edit.section))] }
}

/** The set-edit that brings back what is there now. */
function setBack(edit: SetWidget | SetDashboard | SetSection, now: object | undefined): Edit {
  // The value is read from the very property the edit names, so it has that property's type.
  return { ...edit, value: (now as Readonly<Record<string, unknown>> | undefined)?.[edit.prop] } as Edit
}

function inverse(doc: Dashboard, edit: Exclude<Edit, { do: 'batch' }>): Edit {
  switch (edit.do) {
    case 'addWidget':
      return { do: 'batch', edits: [{ do: 'removeWidget', id: edit.widget.id }, ...layoutsBack(sectionNamed(doc, edit.section))] }
    case 'removeWidget':
      return restoreWidget(doc, edit.id)
    case 'moveWidget':
      return moveBack(doc, edit)
    case 'setWidget':
      return setBack(edit, widgetNamed(doc, edit.id))
    case 'setDashboard':
      return setBack(edit, doc)
    case 'setSection':
      return setBack(edit, sectionNamed(doc, edit.id))
    case 'addSection':
      return { do: 'removeSection', id: edit.section.id }
    case 'removeSection': {
      const section = sectionNamed(doc, edit.id)
      return section ? { do: 'addSection', section, index: doc.sections.indexOf(section) } : nothing
    }
    case 'moveSection':
      return { do: 'moveSection', id: edit.id, index: doc.sections.findIndex((s) => s.id === edit.id) }
    case 'setLayout':
      return { do: 'setLayout', section: edit.section, breakpoint: edit.breakpoint, places: sectionNamed(doc, edit.section)?.layouts[edit.breakpoint] }
    case 'replace':
      return { do: 'replace', doc }
    default:
      return edit satisfies never
  }
}

/** The edit that takes `edit` back from the document it leads to: `apply(apply(doc, edit), invert(doc, edit))` equals `doc`. */
export function invert(doc: Dashboard, edit: Edit): Edit {
  if (edit.do !== 'batch') return apply(doc, edit).doc === doc ? nothing : inverse(doc, edit)
  const back: Edit[] = []
  let now = doc
  for (const part of edit.edits) {
    back.unshift(invert(now, part))
    now = apply(now, part).doc
  }
  return { do: 'batch', edits: back }
}
