import type { Field, Frame } from '#contract/frame.ts'
import { fieldWithRole, rowCount } from '#core/frame/shapes.ts'
import { nameSeries } from '../name-series.ts'
import type { GridOptions, Writing } from './options.ts'
import { safeLink } from '#web/ui/safe-link.ts'

export interface Column {
  /** Name of the field; a second field of the same name has a number behind it. */
  readonly id: string
  readonly field: Field
  readonly title: string
  /** `lasting` without an end column lasts until now. */
  readonly as: Exclude<Writing, 'auto'>
  readonly unit: string
  /** Writes how long rows last under a head that says so, not under the name of their start. */
  readonly named: boolean
  /** Numbers and durations stand at the end of their cell. */
  readonly end: boolean
  readonly hidden: boolean
  /** Where the text of this column leads, per row. */
  readonly href?: Field | undefined
  /** End of what `lasting` measures. */
  readonly until?: Field | undefined
  /** What a sort calls it: a duration is not the moment it starts at, so it has a name of its own. */
  readonly sortId: string
}

export interface GridShape {
  /** All columns in the order shown, hidden ones included. */
  readonly columns: readonly Column[]
  /** What rows can be sorted by: all columns, the severity that became a mark, and the moments behind durations. */
  readonly sortable: readonly Column[]
  /** Severity drawn as a mark before the first column. */
  readonly mark?: Field | undefined
  /** Interval end per row, to know what is still going on. */
  readonly until?: Field | undefined
  readonly rows: number
}

/** Columns made for machines; shown only when asked for. */
const machineRoles = new Set<string | undefined>(['id', 'link', 'depends'])

/** A sort of thing every row is says nothing. */
const isOneKind = ({ role, values }: Field): boolean => role === 'kind' && values.every((v) => v === values[0])

/** `startsAt` and `queue_age` as a person writes them; names with anything unusual in them stay as they are. */
export function titleOf(name: string): string {
  if (!/^[a-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$/.test(name)) return name
  const words = name.replace(/_/g, ' ').replace(/([a-z0-9])([A-Z])(?=[a-z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function ownWriting(field: Field, options: GridOptions): Column['as'] {
  if (field.type === 'time') return field.role === 'start' ? 'lasting' : 'moment'
  if (field.type === 'number') return options.bars && (field.unit === 'ratio' || field.unit === 'percent') ? 'bar' : 'number'
  if (field.type === 'boolean') return 'text'
  if (field.role === 'severity' || field.role === 'status') return 'mark'
  const first = field.values.find((v) => v !== null && v !== '')
  return field.role === 'link' || (typeof first === 'string' && /^https?:\/\//.test(first) && safeLink(first)) ? 'link' : 'text'
}

/** A writing the column's type cannot be written in falls back to its own. */
function writingOf(field: Field, asked: Writing | undefined, options: GridOptions): Column['as'] {
  const own = ownWriting(field, options)
  if (asked === undefined || asked === 'auto') return own
  const able: readonly Writing[] =
    field.type === 'time' ? ['moment', 'age', 'lasting'] : field.type === 'number' ? ['number', 'bar', 'moment'] : ['text', 'mark', 'link']
  return able.includes(asked) ? asked : own
}

/** Ids for fields that may share a name. */
function idsOf(fields: readonly Field[]): readonly string[] {
  const seen = new Map<string, number>()
  return fields.map(({ name }) => {
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times > 1 ? `${name}#${times}` : name
  })
}

/** The title, where there is one, comes first; the rest keeps its order. */
const titleFirst = (columns: readonly Column[]): readonly Column[] => [
  ...columns.filter((c) => c.field.role === 'title'),
  ...columns.filter((c) => c.field.role !== 'title'),
]

function sortableOf(columns: readonly Column[], mark: Field | undefined): readonly Column[] {
  const moments = columns.filter((c) => c.as === 'lasting').map((c): Column => ({ ...c, as: 'moment', sortId: c.id }))
  if (!mark) return [...columns, ...moments]
  const folded: Column = {
    id: mark.name,
    sortId: mark.name,
    field: mark,
    title: titleOf(mark.name),
    as: 'mark',
    unit: '',
    named: false,
    end: false,
    hidden: true,
  }
  return [...columns, ...moments, folded]
}

/** What the grid draws: columns with their writing, and the severity that became a mark. */
export function shapeGrid(frame: Frame, options: GridOptions): GridShape {
  const ids = idsOf(frame.fields)
  const seriesNames = nameSeries(frame.fields.filter((f) => f.labels !== undefined))
  const named = new Map(frame.fields.filter((f) => f.labels !== undefined).map((f, i) => [f, seriesNames[i] ?? f.name]))
  const severity = fieldWithRole(frame, 'severity')
  // Where no row has one, names stand in line with their head.
  const mark = options.foldMark && frame.fields.length > 1 && severity?.values.some((v) => v !== null && v !== '') ? severity : undefined
  const href = fieldWithRole(frame, 'link')
  const until = fieldWithRole(frame, 'end')
  const startsToo = fieldWithRole(frame, 'start') !== undefined
  const isHidden = (field: Field, id: string): boolean =>
    options.hidden ? options.hidden.includes(id) : machineRoles.has(field.role) || isOneKind(field) || (field.role === 'end' && startsToo)
  const columns = frame.fields.flatMap((field, i): readonly Column[] => {
    const id = ids[i] ?? field.name
    if (field === mark) return []
    const choice = options.columns.find((c) => c.field === id)
    const as = writingOf(field, choice?.as, options)
    const title = choice?.title || named.get(field) || titleOf(field.name)
    const end = as === 'number' || as === 'lasting' || as === 'age' || as === 'bar'
    return [
      {
        id,
        field,
        title,
        named: Boolean(choice?.title),
        as,
        unit: choice?.unit ?? field.unit ?? '',
        end,
        hidden: isHidden(field, id),
        sortId: as === 'lasting' ? `${id}:lasting` : id,
        ...(as === 'lasting' && { until }),
      },
    ]
  })
  const ordered = titleFirst(columns)
  const lead = ordered.find((c) => !c.hidden && c.as === 'text')
  return { columns: ordered.map((c) => (c === lead && href ? { ...c, href } : c)), sortable: sortableOf(ordered, mark), mark, until, rows: rowCount(frame) }
}
