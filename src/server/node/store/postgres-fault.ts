import pg from 'pg'
import { ServerFault } from '../../fault.ts'

/**
 * What a failure says about the unit it ended. `undone`: the server took it back, another try may succeed. `lost`: the
 * connection is gone, and whether a commit that was under way happened is unknown. `final`: trying again gives the same.
 */
export type Ending = 'undone' | 'lost' | 'final'

/** Serialization, deadlock, and two programs creating the same table, or its row type, at the same moment. */
const undone = new Set(['40001', '40P01', '23505', '42P07', '42710', 'XX000'])
/** Shutting down, starting up, too many connections, a standby that was the primary a moment ago. */
const lost = new Set(['57P01', '57P02', '57P03', '53300', '25006'])
const overdue = new Set(['57014', '55P03', '25P03'])
const full = new Set(['53100'])

export function endingOf(error: unknown): Ending {
  const state = stateOf(error)
  if (state === undefined) return isConnectionTrouble(error) ? 'lost' : 'final'
  if (undone.has(state)) return 'undone'
  return lost.has(state) || state.startsWith('08') ? 'lost' : 'final'
}

/** What the failure means to whoever asked. A wrong statement stays a plain error: it is our mistake. */
export function faultOf(error: unknown, facts: { readonly outcomeUnknown?: boolean } = {}): Error {
  const state = stateOf(error)
  const detail = facts.outcomeUnknown ? `${messageOf(error)}; outcome unknown` : messageOf(error)
  if (state && full.has(state)) return new ServerFault('storage_full', { detail, cause: error })
  if (endingOf(error) !== 'final' || (state && (overdue.has(state) || state.startsWith('53')))) {
    return new ServerFault('unavailable', { detail, retryAfterS: 1, cause: error })
  }
  return error instanceof Error ? error : new Error(messageOf(error))
}

const stateOf = (error: unknown): string | undefined => (error instanceof pg.DatabaseError ? error.code : undefined)

/** `pg` gives its own troubles no code, only these words. */
const pgTroubles =
  /connection terminated|timeout exceeded when trying to connect|query read timeout|not queryable|client was closed|connection timeout|server does not support ssl/i

function isConnectionTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError && error.errors.some(isConnectionTrouble)) return true
  return ('syscall' in error && 'code' in error) || pgTroubles.test(error.message)
}

export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}
