import type { Cell } from '#contract/frame.ts'
import { severities } from '#contract/severity.ts'
import { textAt, valueAt } from './cell.ts'
import type { Writer } from './cell.ts'
import type { ColumnFilter } from './options.ts'
import type { Column } from './shape.ts'

export interface Sort {
  readonly field: string
  readonly desc: boolean
}

const natural = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
/** Beyond this many different texts the collator costs more than a person waits. */
const manyTexts = 20_000

const ranked = new WeakMap<readonly Cell[], ReadonlyMap<string, number>>()

/** Each different text is compared once; equal texts have equal ranks. Kept for the column, so that turning a sort round is quick. */
function ranks(values: readonly Cell[]): ReadonlyMap<string, number> {
  const known = ranked.get(values) ?? rankTexts(values)
  ranked.set(values, known)
  return known
}

function rankTexts(values: readonly Cell[]): ReadonlyMap<string, number> {
  const different = [...new Set(values.filter((v) => typeof v === 'string'))]
  const sorted = different.length > manyTexts ? different.toSorted() : different.toSorted((a, b) => natural.compare(a, b) || byCodeUnit(a, b))
  return new Map(sorted.map((word, i) => [word, i]))
}

/** A number per row that sorts like the column; NaN where the value is missing. The worst severity is the highest. */
export function sortKeys(column: Column, rows: number, now: number): Float64Array {
  const keys = new Float64Array(rows)
  const isText = column.field.type === 'string'
  const order =
    column.field.role === 'severity'
      ? new Map<string, number>(severities.map((s, i) => [s, severities.length - i]))
      : isText
        ? ranks(column.field.values)
        : undefined
  for (let row = 0; row < rows; row += 1) {
    const value = valueAt(column, row, now)
    keys[row] = typeof value === 'string' ? (value === '' ? Number.NaN : (order?.get(value) ?? 0)) : value === null ? Number.NaN : Number(value)
  }
  return keys
}

type Test = (row: number) => boolean

function testOf(filter: ColumnFilter, column: Column, writer: Writer): Test {
  const { text, values, min, max } = filter
  const wanted = text?.toLowerCase()
  const chosen = values && new Set(values)
  return (row) => {
    const value = valueAt(column, row, writer.now)
    if (chosen && !chosen.has(value === null ? '' : String(value))) return false
    if (min !== undefined && !(typeof value === 'number' && value >= min)) return false
    if (max !== undefined && !(typeof value === 'number' && value <= max)) return false
    return wanted === undefined || wanted === '' || textAt(column, row, writer).toLowerCase().includes(wanted)
  }
}

/** Rows to show, as indices into the frame: filtered, then sorted. Missing values stand last whichever way it is sorted. */
export function orderRows(
  columns: readonly Column[],
  rows: number,
  wish: { readonly sort: readonly Sort[]; readonly filters: readonly ColumnFilter[] },
  writer: Writer,
): readonly number[] {
  const columnOf = (id: string): Column | undefined => columns.find((c) => c.id === id)
  const tests = wish.filters.flatMap((f) => {
    const column = columnOf(f.field)
    return column ? [testOf(f, column, writer)] : []
  })
  const order: number[] = []
  for (let row = 0; row < rows; row += 1) if (tests.every((t) => t(row))) order.push(row)
  const keys = wish.sort.flatMap(({ field, desc }) => {
    const column = columns.find((c) => c.sortId === field)
    return column ? [{ of: sortKeys(column, rows, writer.now), sign: desc ? -1 : 1 }] : []
  })
  if (keys.length === 0) return order
  return order.sort((a, b) => {
    for (const { of, sign } of keys) {
      const x = of[a] ?? Number.NaN
      const y = of[b] ?? Number.NaN
      if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1
      if (x !== y && !Number.isNaN(x)) return x < y ? -sign : sign
    }
    return a - b
  })
}
