import type { Dashboard } from '#contract/dashboard.ts'
import type { Edit } from './edit.ts'
import { sectionNamed, sectionOf, widgetNamed } from './section.ts'

/** Words for an edit: a key under `edit.` in the locales and its arguments. */
export interface Description {
  readonly key: EditKey
  readonly args: Readonly<Record<string, string | number>>
}

/** Every key there is; each has words in the locales. */
export const editKeys = [
  'edit.addWidget',
  'edit.removeWidget',
  'edit.moveWidget',
  'edit.resizeWidget',
  'edit.moveToSection',
  'edit.set.title',
  'edit.set.sub',
  'edit.set.query',
  'edit.set.lenses',
  'edit.set.view',
  'edit.set.thresholds',
  'edit.set.links',
  'edit.set.visibleTo',
  'edit.dashboard.title',
  'edit.dashboard.description',
  'edit.dashboard.variables',
  'edit.dashboard.time',
  'edit.addSection',
  'edit.removeSection',
  'edit.renameSection',
  'edit.collapseSection',
  'edit.expandSection',
  'edit.section.visibleTo',
  'edit.moveSection',
  'edit.arrange',
  'edit.replace',
  'edit.several',
] as const
export type EditKey = (typeof editKeys)[number]

type MoveEdit = Extract<Edit, { do: 'moveWidget' }>

function describeMove(edit: MoveEdit, doc: Dashboard): Description {
  const title = widgetNamed(doc, edit.id)?.title ?? ''
  const from = sectionOf(doc, edit.id)
  if (edit.section !== undefined && edit.section !== from?.id) {
    return { key: 'edit.moveToSection', args: { title, section: sectionNamed(doc, edit.section)?.title ?? '' } }
  }
  const now = from?.layouts[edit.breakpoint]?.find((p) => p.id === edit.id)
  const { x, y, w, h } = edit.to
  return now && (now.w !== w || now.h !== h)
    ? { key: 'edit.resizeWidget', args: { title, columns: w, rows: h } }
    : { key: 'edit.moveWidget', args: { title, column: x + 1, row: y + 1 } }
}

/** A batch about one widget is told by its most telling part: a switched view before the lenses that came with it. */
function describeBatch(edits: readonly Edit[], doc: Dashboard): Description {
  const view = edits.find((e) => e.do === 'setWidget' && e.prop === 'view')
  const ids = new Set(edits.map((e) => ('id' in e ? e.id : e.do)))
  const telling = ids.size === 1 ? (view ?? edits.at(-1)) : undefined
  return telling ? describe(telling, doc) : { key: 'edit.several', args: { count: edits.length } }
}

/** What an edit does, for announcements and the history, seen from the document before it. Titles may be empty. */
export function describe(edit: Edit, doc: Dashboard): Description {
  const section = (id: string): string => sectionNamed(doc, id)?.title ?? ''
  switch (edit.do) {
    case 'addWidget':
      return { key: 'edit.addWidget', args: { title: edit.widget.title } }
    case 'removeWidget':
      return { key: 'edit.removeWidget', args: { title: widgetNamed(doc, edit.id)?.title ?? '' } }
    case 'moveWidget':
      return describeMove(edit, doc)
    case 'setWidget':
      return {
        key: `edit.set.${edit.prop}`,
        args: {
          title: widgetNamed(doc, edit.id)?.title ?? '',
          ...(edit.prop === 'title' && { value: edit.value }),
          ...(edit.prop === 'view' && { view: edit.value.kind }),
        },
      }
    case 'setDashboard':
      return { key: `edit.dashboard.${edit.prop}`, args: { title: edit.prop === 'title' ? edit.value : doc.title } }
    case 'addSection':
      return { key: 'edit.addSection', args: { section: edit.section.title } }
    case 'removeSection':
      return { key: 'edit.removeSection', args: { section: section(edit.id) } }
    case 'setSection':
      if (edit.prop === 'title') return { key: 'edit.renameSection', args: { section: edit.value } }
      if (edit.prop === 'visibleTo') return { key: 'edit.section.visibleTo', args: { section: section(edit.id) } }
      return { key: edit.value ? 'edit.collapseSection' : 'edit.expandSection', args: { section: section(edit.id) } }
    case 'moveSection':
      return { key: 'edit.moveSection', args: { section: section(edit.id), position: edit.index + 1 } }
    case 'setLayout':
      return { key: 'edit.arrange', args: { section: section(edit.section) } }
    case 'replace':
      return { key: 'edit.replace', args: { title: edit.doc.title } }
    case 'batch':
      return describeBatch(edit.edits, doc)
    default:
      return edit satisfies never
  }
}
