/** Rows as they are shown, and how many changes wait. */
export interface Steady<T> {
  readonly rows: readonly T[]
  readonly waiting: number
}

/**
 * New rows for a list somebody is reading: what they look at stays where it is and says what is new about itself; what went and
 * what came waits. Nothing waits while nobody is there.
 */
export function steady<T extends { readonly id: string }>(shown: readonly T[], next: readonly T[], isHeld: boolean): Steady<T> {
  if (!isHeld || shown.length === 0) return { rows: next, waiting: 0 }
  const fresh = new Map(next.map((row) => [row.id, row]))
  const here = new Set(shown.map((row) => row.id))
  const gone = shown.filter((row) => !fresh.has(row.id)).length
  const come = next.filter((row) => !here.has(row.id)).length
  return { rows: shown.map((row) => fresh.get(row.id) ?? row), waiting: gone + come }
}
