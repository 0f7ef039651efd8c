import type { ObservationRow, SortName } from '#contract/observations.ts'
import { severities } from '#contract/severity.ts'

export interface Sorting {
  readonly by: SortName
  /** Latest or worst first, words from z to a. */
  readonly down: boolean
}

const badness = ({ severity }: ObservationRow): number => -severities.indexOf(severity)
const byWords = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

/** Rising: the mildest, the earliest, the first of the alphabet first. */
function rising(by: SortName): (a: ObservationRow, b: ObservationRow) => number {
  if (by === 'start') return (a, b) => a.start - b.start
  if (by === 'severity') return (a, b) => badness(a) - badness(b)
  return (a, b) => byWords((a[by] ?? '').toLowerCase(), (b[by] ?? '').toLowerCase())
}

const latestFirst = (a: ObservationRow, b: ObservationRow): number => b.start - a.start || byWords(a.id, b.id)

/** Rows in the order asked for; those without a value stand last either way, equals latest first. */
export function sorted(rows: readonly ObservationRow[], { by, down }: Sorting): readonly ObservationRow[] {
  const compare = rising(by)
  const lacks = (row: ObservationRow): number => (by === 'start' || by === 'severity' || (row[by] ?? '') !== '' ? 0 : 1)
  return rows.toSorted((a, b) => lacks(a) - lacks(b) || (down ? compare(b, a) : compare(a, b)) || latestFirst(a, b))
}
