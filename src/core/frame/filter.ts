import type { Cell, Field, Frame } from '#contract/frame.ts'
import { columnOf } from './columns.ts'
import { rowCount } from './shapes.ts'

/** What a reader wants to see. All given filters must hold; one about a column that is gone holds for every row. */
export type Filter =
  /** Every word of `text` occurs in the column, or in any column; letters alike, large or small. */
  | { readonly by: 'text'; readonly field?: string | undefined; readonly text: string }
  /** The cell is one of these, written as text; the empty word stands for nothing. */
  | { readonly by: 'values'; readonly field: string; readonly values: readonly string[] }
  /** Number or time within these ends, both inclusive; nothing and NaN are outside. */
  | { readonly by: 'range'; readonly field: string; readonly min?: number | undefined; readonly max?: number | undefined }

type Test = (row: number) => boolean

const written = (v: Cell | undefined): string => (v === null || v === undefined ? '' : String(v))

/** Each different cell is searched once: a column of 100,000 rows rarely has that many different words. */
function holds(field: Field, word: string): Test {
  const known = new Map<Cell, boolean>()
  return (row) => {
    const v = field.values[row] ?? null
    let found = known.get(v)
    if (found === undefined) {
      found = written(v).toLocaleLowerCase('en').includes(word)
      known.set(v, found)
    }
    return found
  }
}

function textTest(frame: Frame, filter: Extract<Filter, { by: 'text' }>): Test | undefined {
  const asked = filter.text.toLocaleLowerCase('en').split(/\s+/).filter(Boolean)
  const one = filter.field === undefined ? undefined : columnOf(frame, filter.field)
  if (asked.length === 0 || (filter.field !== undefined && !one)) return undefined
  const fields = one ? [one] : frame.fields.filter((f) => f.type !== 'time')
  const tests = asked.map((word) => fields.map((f) => holds(f, word)))
  return (row) => tests.every((any) => any.some((test) => test(row)))
}

function testOf(frame: Frame, filter: Filter): Test | undefined {
  if (filter.by === 'text') return textTest(frame, filter)
  const field = columnOf(frame, filter.field)
  if (!field) return undefined
  if (filter.by === 'values') {
    const wanted = new Set(filter.values)
    return (row) => wanted.has(written(field.values[row]))
  }
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = filter
  return (row) => {
    const v = field.values[row]
    return typeof v === 'number' && v >= min && v <= max
  }
}

/** Numbers of the rows that pass, in order. */
export function filterRows(frame: Frame, filters: readonly Filter[]): readonly number[] {
  const tests = filters.flatMap((f) => testOf(frame, f) ?? [])
  const rows: number[] = []
  for (let row = 0; row < rowCount(frame); row += 1) if (tests.every((test) => test(row))) rows.push(row)
  return rows
}
