import type { ItemKey } from '#contract/item.ts'
import type { Proposal, Reason, Signal } from '#contract/learning.ts'
import type { Stay } from '#contract/stay.ts'
import type { Edit } from '#core/dashboard/edit.ts'
import type { LayerChange } from '#core/dashboard/layer.ts'
import type { Trail } from './trail.ts'

/** What a person decided themselves. Learning never changes it, and erasing what was learned leaves it. */
export interface LearningSettings {
  readonly paused: boolean
  /** Counts for the seeds of their role. */
  readonly contribution: boolean
  /** When they were told; until then nothing is learned. */
  readonly noticedAt: number | null
  readonly pins: readonly { readonly item: ItemKey; readonly slot: number }[]
  readonly mutes: readonly ItemKey[]
  readonly answers: readonly ProposalAnswer[]
}

export interface ProposalAnswer {
  readonly id: string
  readonly kind: Proposal['kind']
  readonly dashboard: string
  readonly item: ItemKey
  readonly title: string
  readonly answer: 'accept' | 'later' | 'never'
  readonly at: number
  /** What takes an accepted one back. */
  readonly undo: { readonly edit: Edit } | { readonly layer: LayerChange } | null
}

export const untold: LearningSettings = { paused: false, contribution: true, noticedAt: null, pins: [], mutes: [], answers: [] }

/** Everything about one person but their raw signals. */
export interface Learner {
  readonly person: string
  /** Pseudonym the raw signals are kept under. Another one after everything was erased. */
  readonly key: string
  readonly rev: number
  /** Active when they were last seen: whose seed they count for. */
  readonly role: string | null
  readonly settings: LearningSettings
  /** State of the engine as JSON text, at most `maxProfile` bytes; null where nothing was learned. */
  readonly profile: string | null
  /** What stands in the strip: occupants keep their place. */
  readonly slots: readonly (ItemKey | null)[]
  /** Where they were on dashboards, latest first; absent where nowhere. */
  readonly stays?: readonly KeptStay[]
}

export interface KeptStay extends Stay {
  readonly dashboard: string
  readonly at: number
}

/** One with a name is its writer's own decision. */
export interface KeptQuery {
  readonly source: string
  readonly text: string
  readonly at: number
  readonly name?: string
}

/** Bytes of a profile, as UTF-8. */
export const maxProfile = 32 * 1024

export interface StoredSeed {
  readonly role: string
  readonly version: number
  readonly builtAt: number
  readonly publishedAt: number | null
  /** In order; counts are never kept. */
  readonly items: readonly { readonly item: ItemKey; readonly reason: Reason }[]
}

export interface SeedHead {
  readonly role: string
  readonly rev: number
  /** Version people of the role get now. */
  readonly published: number | null
  /** What fills in for people with few habits of their own, as the engine's JSON text; null where too few people use it. */
  readonly prior: string | null
  readonly builtAt: number | null
}

/** What is learned from use. A person's row changes by compare-and-set: `stale` when somebody wrote in between. */
export interface LearningStore {
  find(person: string): Promise<Learner | undefined>
  /** Which of these signals were taken before. */
  known(key: string, ids: readonly string[]): Promise<ReadonlySet<string>>
  /**
   * Writes the row and takes signals in one unit; a `rev` of 0 makes it. Signals that are there already are left as they are.
   * Throws `stale`, and `too_large` for a profile over its limit.
   */
  save(it: Learner, signals: readonly Signal[], trail?: Trail): Promise<Learner>
  /** Queries a person wrote, latest first. They lie beside the row, which is written anew with every batch of signals. */
  queries(person: string): Promise<readonly KeptQuery[]>
  /** Writes these in their place and the row, in one unit: who read the row before reading them loses nothing, or hears `stale`. */
  keepQueries(it: Learner, queries: readonly KeptQuery[], trail?: Trail): Promise<Learner>
  /**
   * Writes the row and drops every raw signal kept under `was`, in one unit; with `of` only those that speak of one item. Of the
   * queries only `queries` stay, where they are given.
   */
  erase(it: Learner, was: { readonly key: string; readonly of?: ItemKey; readonly queries?: readonly KeptQuery[] }, trail?: Trail): Promise<Learner>
  /** Drops a person's row, queries and raw signals: the account is closed. */
  remove(person: string, trail?: Trail): Promise<void>
  /** One person's raw signals from a minute on, oldest first. */
  signals(key: string, from: number): Promise<readonly Signal[]>
  /** People of a role whose use may count for its seed, by id. */
  contributors(role: string): Promise<readonly { readonly person: string; readonly key: string }[]>
  /** Everybody there is a row of. */
  people(): Promise<readonly string[]>
  /** Drops raw signals of minutes before this one. */
  prune(before: number): Promise<void>
  head(role: string): Promise<SeedHead | undefined>
  /** Newest first. */
  seeds(role: string): Promise<readonly StoredSeed[]>
  /** Writes the head, and a version where there is a new one. A `rev` of 0 makes the head; throws `stale`. */
  saveSeed(it: { readonly head: SeedHead; readonly seed?: StoredSeed }, trail?: Trail): Promise<SeedHead>
}
