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

/** Place of each row's key among the different keys; missing ones get -1. */
function placesOf(keys: Float64Array): { readonly places: Int32Array; readonly count: number } {
  const sorted = keys.filter((k) => !Number.isNaN(k)).toSorted()
  let count = 0
  for (const key of sorted) if (count === 0 || key !== sorted[count - 1]) sorted[count++] = key
  const places = keys.length > 0 ? Int32Array.from(keys, (key) => (Number.isNaN(key) ? -1 : placeIn(sorted, count, key))) : new Int32Array(0)
  return { places, count }
}

function placeIn(sorted: Float64Array, count: number, key: number): number {
  let low = 0
  let high = count - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < key) low = middle + 1
    else high = middle
  }
  return low
}

/** One stable pass of a counting sort: a hundred thousand rows without a single comparison. Missing keys go last both ways. */
function sortPass(rows: Uint32Array, keys: Float64Array, desc: boolean): Uint32Array {
  const { places, count } = placesOf(keys)
  const slotOf = (row: number): number => {
    const place = places[row] ?? -1
    return place < 0 ? count : desc ? count - 1 - place : place
  }
  const starts = new Uint32Array(count + 2)
  for (const row of rows) starts[slotOf(row) + 1] = (starts[slotOf(row) + 1] ?? 0) + 1
  for (let i = 1; i < starts.length; i += 1) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0)
  const sorted = new Uint32Array(rows.length)
  for (const row of rows) {
    const slot = slotOf(row)
    const at = starts[slot] ?? 0
    sorted[at] = row
    starts[slot] = at + 1
  }
  return sorted
}

/** Rows to show, as indices into the frame: filtered, then sorted. Missing values stand last whichever way it is sorted; equals keep their order. */
export function orderRows(
  columns: readonly Column[],
  rows: number,
  wish: { readonly sort: readonly Sort[]; readonly filters: readonly ColumnFilter[] },
  writer: Writer,
): Uint32Array {
  const columnOf = (id: string): Column | undefined => columns.find((c) => c.id === id)
  const tests = wish.filters.flatMap((f) => {
    const column = columnOf(f.field)
    return column ? [testOf(f, column, writer)] : []
  })
  const all = Uint32Array.from({ length: rows }, (_, row) => row)
  const shown = tests.length > 0 ? all.filter((row) => tests.every((t) => t(row))) : all
  // The last column first: each pass keeps the order of the one before among equals.
  return wish.sort.reduceRight<Uint32Array>((sorted, { field, desc }) => {
    const column = columns.find((c) => c.sortId === field)
    return column ? sortPass(sorted, sortKeys(column, rows, writer.now), desc) : sorted
  }, shown)
}
