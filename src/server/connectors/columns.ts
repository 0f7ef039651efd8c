import * as z from 'zod/mini'
import { fieldRoles, fieldTypes } from '#contract/frame.ts'
import type { Cell, Field, FieldRole, FieldType, Frame, FrameMeta } from '#contract/frame.ts'
import { cellOf, guessType } from './cells.ts'
import { unique } from './series-names.ts'

const Name = z.string().check(z.minLength(1), z.maxLength(200))

/** A column of a table of somebody else's making: where it stands there, and what it is here. */
export const Column = z.strictObject({
  from: Name,
  /** What it is called; without it as in the source. */
  name: z.optional(Name),
  /** Told from the cells when it is not said. */
  type: z.optional(z.enum(fieldTypes)),
  role: z.optional(z.enum(fieldRoles)),
  unit: z.optional(z.string().check(z.maxLength(40))),
})
export type Column = z.infer<typeof Column>

/** More make no table. */
export const maxColumns = 60
export const Columns = z._default(z.array(Column).check(z.maxLength(maxColumns)), [])

/** One column as it came: cells of whatever the source wrote. */
export interface RawColumn extends Column {
  readonly cells: readonly unknown[]
}

/** What columns are usually called where nobody says what they are for. */
const usual: readonly (readonly [RegExp, FieldRole, FieldType])[] = [
  [/^(start|begin|started|opened)([ _]?(at|time|date))?$|^from$/i, 'start', 'time'],
  [/^(end|finish|ended|finished|closed|resolved)([ _]?(at|time|date))?$|^(to|until)$/i, 'end', 'time'],
  [/^(severity|priority|level)$/i, 'severity', 'string'],
  [/^(status|state)$/i, 'status', 'string'],
  [/^(owner|assignee|assigned[ _]to)$/i, 'owner', 'string'],
  [/^(title|name|summary|subject)$/i, 'title', 'string'],
  [/^(url|link|href)$/i, 'link', 'string'],
  [/^(id|key|number)$/i, 'id', 'string'],
  [/^(source|client)$/i, 'source', 'string'],
  [/^(target|server)$/i, 'target', 'string'],
]

interface Typed {
  readonly column: RawColumn
  readonly type: FieldType
}

/** Each role once, for the first column that looks like it; the first time column is the time where nothing starts. */
function guessRoles(columns: readonly Typed[]): readonly (FieldRole | undefined)[] {
  if (columns.some(({ column }) => column.role !== undefined)) return columns.map(({ column }) => column.role)
  const taken = new Set<FieldRole>()
  const roles = columns.map(({ column, type }) => {
    const found = usual.find(([name, role, of]) => of === type && !taken.has(role) && name.test(column.from.split('.').at(-1) ?? ''))?.[1]
    if (found) taken.add(found)
    return found
  })
  const isLinked = taken.has('source') && taken.has('target')
  const firstTime = taken.has('start') ? -1 : columns.findIndex(({ type }, i) => type === 'time' && roles[i] === undefined)
  return roles.map((role, i) => {
    if (role === 'source' || role === 'target') return isLinked ? role : 'label'
    if (role === 'end' && !taken.has('start')) return undefined
    return role ?? (i === firstTime ? 'time' : columns[i]?.type === 'number' ? 'value' : undefined)
  })
}

const notice = (name: string, type: FieldType, wrong: number): string => `${name}: ${wrong} cells are no ${type}`

/** Columns as a frame: typed, with roles where they can be told, and a word about cells that are not what their column is. */
export function framed(columns: readonly RawColumn[], meta: FrameMeta): Frame {
  const kept = columns.slice(0, maxColumns)
  const typed = kept.map((column): Typed => ({ column, type: column.type ?? guessType(column.cells) }))
  const roles = guessRoles(typed)
  const names = unique(kept.map(({ name, from }) => name ?? from))
  const notices: string[] = [...(meta.notices ?? [])]
  const fields = typed.map(({ column, type }, i): Field => {
    const name = names[i] ?? column.from
    let wrong = 0
    const values = column.cells.map((raw): Cell => {
      const cell = cellOf(raw, type)
      if (cell === undefined) wrong += 1
      return cell ?? null
    })
    if (wrong > 0) notices.push(notice(name, type, wrong))
    const role = roles[i]
    return { name, type, ...(role && { role }), ...(column.unit !== undefined && { unit: column.unit }), values }
  })
  if (columns.length > kept.length) notices.push(`${columns.length - kept.length} more columns`)
  return { fields, meta: { ...meta, ...(notices.length > 0 && { notices: notices.slice(0, 20) }) } }
}
