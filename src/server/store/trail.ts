import type { AuditEntry } from '#contract/audit.ts'
import type { Change } from '#contract/change.ts'

/** A line of the record before it has its number and its place in the chain. */
export type AuditDraft = Omit<AuditEntry, 'seq' | 'hash'>
export type ChangeDraft = Omit<Change, 'cursor'>

/**
 * What a change leaves behind besides itself: who did it, and what others should hear of. Written in the same unit of work, so
 * neither is there without the change. A change whose commit was repeated because its answer was lost may leave two trails,
 * unless it carries an idempotency key.
 */
export interface Trail {
  readonly audit?: AuditDraft
  readonly changes?: readonly ChangeDraft[]
}

/** For what is worth recording without a change of the store's own: a refusal, a failed sign-in. */
export interface TrailStore {
  write(trail: Trail): Promise<void>
}

/** Changes of every program on this store, in an order in which none appears before one that was read already. */
export interface Outbox {
  /**
   * What came after the cursor, oldest first. Without a cursor: nothing, and where to begin. `reset`: the cursor is older than
   * what is kept, or not of this store; go on from the new one and read everything anew. `more`: there is a next page.
   */
  read(after: string | undefined, limit: number): Promise<OutboxPage>
  /** What a reader at this cursor has not read yet, by the store's own clock. */
  behind(cursor: string): Promise<Behind>
  /** Forgets what is older, by the store's own clock; never the newest row, so that cursors keep their meaning. */
  prune(keepMs: number): Promise<void>
  /**
   * Calls back soon after something may have been written: by this program always, by others where the database can tell.
   * A hint only, asking every half second has to do as well. Returns how to stop.
   */
  onHint(hear: () => void): () => void
}

export interface OutboxPage {
  readonly changes: readonly Change[]
  readonly cursor: string
  readonly reset: boolean
  readonly more: boolean
}

/** How far a reader is behind the writers. */
export interface Behind {
  /** Changes not read yet, counted up to `mostBehind`. */
  readonly rows: number
  /** Age of the oldest of them, in milliseconds; 0 when there is none. */
  readonly ageMs: number
  /** Of those that could be read now; the others wait for a transaction that still runs, and so does everybody else. */
  readonly readableMs: number
}

export const mostBehind = 100_000
