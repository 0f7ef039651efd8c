import type { Seen } from '#core/workflow/seen.ts'
import type { LeaseState, RunState } from '#core/workflow/run.ts'
import type { WriteKey } from './write-key.ts'
import type { Trail } from './trail.ts'

/** A run with what changes beside it: who works on it, and what was seen of the real systems last. */
export interface StoredRun {
  readonly run: RunState
  readonly rev: number
  readonly lease: LeaseState | undefined
  readonly seen: Seen | undefined
}

export interface RunWrite {
  readonly run: RunState
  /** When the beat has to look at it next. */
  readonly wakeAt: number
  readonly now: number
  /** Kept with it, so that an autosave is also a sign of life. */
  readonly lease?: LeaseState
  readonly write?: WriteKey
}

/** Work in steps. Autosave is one small unit: the run, its people and the key. */
export interface RunStore {
  /**
   * With `about`, one open run at a time goes by that name, whoever else begins it now and wherever: the one that is there is given
   * back and nothing is written. It keeps the name until it is over or given to somebody else.
   */
  create(it: RunWrite & { readonly about?: string | undefined }, trail?: Trail): Promise<StoredRun>
  /** `not_found` when there is none. */
  read(id: string): Promise<StoredRun>
  /** Runs somebody owns or helps with; the latest change first. */
  list(it: { readonly of: string; readonly states: readonly RunState['state'][]; readonly limit: number }): Promise<readonly StoredRun[]>
  /** `stale` when `rev` is not the current one; `held` when `lease` is given and another device has the run. The same key again gets the run as it is now. */
  save(it: RunWrite & { readonly rev: number }, trail?: Trail): Promise<StoredRun>
  /** Takes, keeps or lets go. `held` when another device has it and `over` is not said. Does not count as a change. */
  lease(
    it: { readonly id: string; readonly device: string; readonly lease: LeaseState | undefined; readonly over: boolean; readonly now: number },
    trail?: Trail,
  ): Promise<StoredRun>
  /** Remembers what was seen. Does not count as a change. */
  see(id: string, seen: Seen): Promise<void>
  /** Those with an effect nobody confirmed. */
  withIntents(limit: number): Promise<readonly StoredRun[]>
  /** Those the beat has to look at by now, the most overdue first. */
  due(now: number, limit: number): Promise<readonly StoredRun[]>
  /** Its owner and who helps; none for a run there is none of. */
  people(id: string): Promise<readonly string[]>
  /** Forgets for good what could not be had back since before the moment. Finished ones stay. */
  forget(before: number): Promise<void>
}
