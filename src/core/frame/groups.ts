import type { Cell, Field } from '#contract/frame.ts'
import { isSeverity, severityRank } from './severity-order.ts'

/** Rows sorted into groups by the value of a column. */
export interface Groups {
  /** Value of each group; null for rows without one. */
  readonly keys: readonly Cell[]
  /** Group of each row. */
  readonly of: Uint32Array
  readonly counts: readonly number[]
}

/** One pass over the column; groups stand in order of first appearance. An empty word is the same as none. */
export function groupBy(field: Field): Groups {
  const index = new Map<Cell, number>()
  const keys: Cell[] = []
  const counts: number[] = []
  const of = new Uint32Array(field.values.length)
  for (let i = 0; i < of.length; i += 1) {
    const raw = field.values[i] ?? null
    const key = raw === '' ? null : raw
    let group = index.get(key)
    if (group === undefined) {
      group = keys.length
      index.set(key, group)
      keys.push(key)
      counts.push(0)
    }
    of[i] = group
    counts[group] = (counts[group] ?? 0) + 1
  }
  return { keys, of, counts }
}

const byWords = (a: Cell, b: Cell): number => (a === null ? 1 : b === null ? -1 : String(a) < String(b) ? -1 : 1)

/** Group numbers in the order a reader expects: severities worst first, anything else biggest first, then by name. */
export function groupOrder(field: Field, { keys, counts }: Groups): readonly number[] {
  const severity = isSeverity(field)
  const size = (g: number): number => counts[g] ?? 0
  const key = (g: number): Cell => keys[g] ?? null
  return keys.map((_, g) => g).toSorted((a, b) => (severity ? severityRank(key(a)) - severityRank(key(b)) : size(b) - size(a)) || byWords(key(a), key(b)))
}
