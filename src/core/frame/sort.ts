import type { Cell, Field, Frame } from '#contract/frame.ts'
import { columnOf } from './columns.ts'
import { rowCount } from './shapes.ts'
import { isSeverity, severityRank } from './severity-order.ts'

export interface SortKey {
  /** Name of a column, else a role. */
  readonly field: string
  readonly desc?: boolean | undefined
}

const words = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

const plain = /^[\x20-\x7e]*$/

/** Words in the order of a reader. Plain ASCII, as most names of machines are, needs no collator, which takes three times as long. */
function inOrder(all: readonly string[]): readonly string[] {
  if (!all.every((v) => plain.test(v))) return all.toSorted((a, b) => words.compare(a, b) || (a < b ? -1 : 1))
  const keyed = all.map((v) => ({ v, key: v.toLowerCase().replaceAll(/\d+/g, (digits) => digits.padStart(16, '0')) }))
  return keyed.toSorted((a, b) => (a.key === b.key ? (a.v < b.v ? -1 : 1) : a.key < b.key ? -1 : 1)).map(({ v }) => v)
}

/** A number per row that sorts like the cell; NaN where the row has nothing to sort by. Each word is compared once, not per row. */
function ranks(field: Field): Float64Array {
  const { values } = field
  const out = new Float64Array(values.length)
  if (isSeverity(field)) {
    // The worst is the highest, as with numbers: descending shows critical first.
    for (let i = 0; i < out.length; i += 1) out[i] = values[i] === null ? Number.NaN : -severityRank(values[i])
    return out
  }
  if (field.type === 'string') {
    const known = inOrder([...new Set(values)].filter((v): v is string => typeof v === 'string' && v !== ''))
    const place = new Map<Cell, number>(known.map((v, i) => [v, i]))
    for (let i = 0; i < out.length; i += 1) out[i] = place.get(values[i] ?? null) ?? Number.NaN
    return out
  }
  for (let i = 0; i < out.length; i += 1) out[i] = values[i] === null ? Number.NaN : Number(values[i])
  return out
}

/**
 * Row numbers in order: by the first key, equals by the next, then as they stood. Rows with nothing to sort by (null,
 * empty, NaN) come last in both directions; severities sort by how bad they are, words with the numbers in them.
 */
export function orderRows(frame: Frame, keys: readonly SortKey[]): Uint32Array {
  const order = Uint32Array.from({ length: rowCount(frame) }, (_, i) => i)
  const columns = keys.flatMap(({ field: name, desc }) => {
    const field = columnOf(frame, name)
    return field ? [{ rank: ranks(field), sign: desc ? -1 : 1 }] : []
  })
  if (columns.length === 0) return order
  return order.toSorted((a, b) => {
    for (const { rank, sign } of columns) {
      const x = rank[a] ?? Number.NaN
      const y = rank[b] ?? Number.NaN
      if (x === y) continue
      const xNone = Number.isNaN(x)
      const yNone = Number.isNaN(y)
      if (xNone || yNone) {
        if (xNone && yNone) continue
        return xNone ? 1 : -1
      }
      return x < y ? -sign : sign
    }
    return a - b
  })
}
