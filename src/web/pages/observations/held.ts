/** Rows as they are drawn, and what waits to be shown. */
export interface Held<T> {
  readonly rows: readonly T[]
  /** Came since, and would push rows away from where they are. */
  readonly fresh: number
  /** Ids of rows that are no longer among what was asked for; they stay where they are. */
  readonly gone: ReadonlySet<string>
}

const none: ReadonlySet<string> = new Set()

/**
 * A newer answer for a list somebody reads: every row stays where it is and says what is new about itself; what came waits,
 * but for what stands after the last row, which pushes nothing away.
 */
export function held<T extends { readonly id: string }>(shown: readonly T[], next: readonly T[]): Held<T> {
  if (shown.length === 0) return { rows: next, fresh: 0, gone: none }
  const newest = new Map(next.map((row) => [row.id, row]))
  const here = new Set(shown.map((row) => row.id))
  const last = next.findLastIndex((row) => here.has(row.id))
  const isNew = (row: T): boolean => !here.has(row.id)
  const tail = next.slice(last + 1).filter(isNew)
  const fresh = next.slice(0, last + 1).filter(isNew).length
  const gone = new Set(shown.filter((row) => !newest.has(row.id)).map((row) => row.id))
  // Of what was there nothing is left: nothing is read any more that could be pushed away, but a person may look at it.
  if (last < 0) return { rows: shown, fresh: next.length, gone }
  return { rows: [...shown.map((row) => newest.get(row.id) ?? row), ...tail], fresh, gone }
}
