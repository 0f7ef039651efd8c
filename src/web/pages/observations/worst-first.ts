import type { ObservationRow } from '#contract/observations.ts'
import { severities } from '#contract/severity.ts'
import { isOver } from './words.ts'

/** What goes on before what is over, then the worst, then the latest. */
export const worstFirst = (rows: readonly ObservationRow[], now: number): readonly ObservationRow[] =>
  rows.toSorted(
    (a, b) =>
      Number(isOver(a, now)) - Number(isOver(b, now)) ||
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      b.start - a.start ||
      (a.id < b.id ? -1 : 1),
  )
