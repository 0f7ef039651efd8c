import { useMemo } from 'react'
import type { Dashboard } from '#contract/dashboard.ts'
import type { Titles } from '#locales/titles.ts'
import { useLanguage } from './text.ts'

/** What a title from the product is to this reader; any other stays as it was written. */
const inTitles = (titles: Titles, words: string): string => (Object.hasOwn(titles, words) ? (titles[words] ?? words) : words)

/** Ids of dashboards that come with the product. Those people make have no names for ids. */
const isShipped = (id: string): boolean => /^(?:landing|demo)-|^(?:this-machine|service-overview|alerts-now|changes-and-incidents)$/.test(id)

/** Roles that come with the product. */
const presets: ReadonlySet<string> = new Set([
  'noc-operator',
  'sre',
  'service-owner',
  'it-manager',
  'executive',
  'change-manager',
  'security-analyst',
  'helpdesk',
  'platform-admin',
  'administrator',
])

/** What of a widget is words: its titles, and those of its columns. */
interface Titled {
  readonly title: string
  readonly sub?: string | undefined
  readonly template?: string | undefined
  readonly view?: { readonly options: Readonly<Record<string, unknown>> }
}

const isTitledColumn = (column: unknown): column is { readonly title: string } =>
  typeof column === 'object' && column !== null && 'title' in column && typeof column.title === 'string'

/** Options of a view with its columns called in the language; the same where none has a title of the product. */
function columnsIn(titles: Titles, options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { columns } = options
  if (!Array.isArray(columns)) return options
  const told = columns.map((column: unknown) => (isTitledColumn(column) ? { ...column, title: inTitles(titles, column.title) } : column))
  return told.some((column, i) => isTitledColumn(column) && isTitledColumn(columns[i]) && column.title !== columns[i].title)
    ? { ...options, columns: told }
    : options
}

export interface ShippedWords {
  /** Name of a role. */
  role(it: { readonly id: string; readonly name: string }): string

  /** Title of a dashboard. */
  board(it: { readonly id: string; readonly title: string }): string
  /** Title of a section that holds widgets out of templates. */
  section(it: { readonly title: string; readonly widgets: readonly { readonly template?: string | undefined }[] }): string
  /** A widget that came out of a template, as this reader is shown it. Never to be kept. */
  widget<W extends Titled>(widget: W): W
  /** A whole document as this reader is shown it, to speak of what is in it. */
  doc(doc: Dashboard): Dashboard
}

/** Titles that come with the product in words of the language; what a person called it is never touched. */
export function shippedWords(titles: Titles): ShippedWords {
  const widgetIn: ShippedWords['widget'] = (widget) => {
    if (widget.template === undefined) return widget
    const { title, sub, view } = widget
    const told = { title: inTitles(titles, title), ...(sub !== undefined && { sub: inTitles(titles, sub) }) }
    const options = view && columnsIn(titles, view.options)
    if (told.title === title && told.sub === sub && options === view?.options) return widget
    return { ...widget, ...told, ...(view && { view: { ...view, options } }) }
  }
  const sectionIn: ShippedWords['section'] = ({ title, widgets }) => (widgets.some((widget) => widget.template !== undefined) ? inTitles(titles, title) : title)
  return {
    role: ({ id, name }) => (presets.has(id) ? inTitles(titles, name) : name),
    widget: widgetIn,
    section: sectionIn,
    doc: (doc) => ({ ...doc, sections: doc.sections.map((s) => ({ ...s, title: sectionIn(s), widgets: s.widgets.map(widgetIn) })) }),
    board: ({ id, title }) => (isShipped(id) ? inTitles(titles, title) : title),
  }
}

export function useShippedWords(): ShippedWords {
  const { titles } = useLanguage()
  return useMemo(() => shippedWords(titles), [titles])
}
