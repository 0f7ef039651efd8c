import type { Matter } from './attention.ts'
import type { Found } from './happening.ts'
import type { Places } from './places.ts'
import type { Reader } from './scope.ts'

/** A count now and what it is compared with. */
export interface Pair {
  readonly now: number
  readonly before: number
}

export interface SourceState {
  readonly id: string
  readonly name: string
  readonly state: 'ok' | 'down' | 'unknown'
  /** Epoch ms of the last good answer. */
  readonly at: number | null
}

/** Everything an answer may be made of. A part that was not asked for, or did not come, is absent or says so. */
export interface Facts {
  readonly now: number
  readonly reader: Reader
  readonly places: Places
  /** Open, of warning or worse. */
  readonly alerts: Found
  readonly incidents: Found
  /** What of these needs a person: the answer counts them as they stand below it. */
  readonly matters: readonly Matter[]
  /** From 24 hours ago to 24 hours ahead. */
  readonly changes?: Found
  /** Open now, and open a week ago. */
  readonly tickets?: Found
  readonly ticketsBefore?: Found
  readonly incidentsBefore?: Found
  /** Tickets of the last hour, and the mean of the same hour on the last seven days. */
  readonly ticketRate?: Pair
  readonly findings?: Found
  /** Major incidents of the last 30 days and the 30 before. */
  readonly majors?: Pair
  readonly sources: readonly SourceState[]
}
