import type { Dashboard, DashboardRecord, DashboardSummary, Revision } from '#contract/dashboard.ts'
import type { Observation, ObservationKind } from '#contract/observation.ts'
import type { KeptSecrets, SecretField, SourceConfig } from '#contract/source.ts'
import type { Dimension, Metric } from '#core/kpi/part.ts'
import type { RollUp } from '#core/kpi/roll-up.ts'
import type { DashboardRights } from '#core/policy/dashboard.ts'
import type { AccessStore } from './access.ts'
import type { AttemptStore } from './attempts.ts'
import type { AuditStore } from './audit.ts'
import type { Layer } from '#contract/layer.ts'
import type { FrameStore } from './frames.ts'
import type { LayerBody, LayerKey } from './layers.ts'
import type { PeopleStore, RoleStore, SessionStore, TokenStore } from './identity.ts'
import type { LearningStore } from './learning.ts'
import type { RecordStore } from './records.ts'
import type { RunStore } from './runs.ts'
import type { WriteKey } from './write-key.ts'
import type { Outbox, Trail, TrailStore } from './trail.ts'

/**
 * What Homeport keeps. Every method is one whole unit of work: it happens completely or not at all, and an acknowledged
 * write survives the process. Times are epoch milliseconds. Failures are `ServerFault`: stale, exists, not_found,
 * key_reused, storage_full, unavailable. Whatever changes something takes a `Trail` last and writes it in the same unit.
 */
export interface Store {
  readonly kind: 'memory' | 'sqlite' | 'postgres'
  readonly dashboards: DashboardStore
  readonly sources: SourceStore
  readonly observations: ObservationStore
  readonly samples: SampleStore
  readonly facts: FactStore
  readonly people: PeopleStore
  readonly roles: RoleStore
  readonly sessions: SessionStore
  readonly tokens: TokenStore
  readonly attempts: AttemptStore
  readonly access: AccessStore
  readonly layers: LayerStore
  readonly frames: FrameStore
  readonly runs: RunStore
  readonly records: RecordStore
  readonly audit: AuditStore
  readonly learning: LearningStore
  readonly trail: TrailStore
  readonly outbox: Outbox
  close(): Promise<void>
}

export type { WriteKey } from './write-key.ts'

export type Origin = DashboardRecord['origin']

export interface DashboardStore {
  /** Latest change first. */
  list(): Promise<readonly DashboardSummary[]>
  read(id: string): Promise<DashboardRecord>
  /** `exists` when the id is taken. Under the id of a removed dashboard the revisions count on, so that nobody's old revision fits by chance. */
  create(
    it: {
      readonly id: string
      readonly doc: Dashboard
      readonly at: number
      readonly origin: Origin
      /** Written with it; nobody's but the admins' unless told. */
      readonly rights?: DashboardRights
      readonly write?: WriteKey
    },
    trail?: Trail,
  ): Promise<DashboardRecord>
  /** `stale` when `rev` is not the current one. Document, revision history and key are written together. */
  save(
    it: { readonly id: string; readonly rev: number; readonly doc: Dashboard; readonly at: number; readonly write?: WriteKey },
    trail?: Trail,
  ): Promise<DashboardRecord>
  /** It is gone for readers and so is every right to it; its history stays in the store. */
  remove(it: { readonly id: string; readonly rev: number; readonly at: number }, trail?: Trail): Promise<void>
  removeByOrigin(origin: Origin, trail?: Trail): Promise<void>
  /** Newest first. */
  revisions(id: string): Promise<readonly Revision[]>
  revision(id: string, rev: number): Promise<DashboardRecord>
}

export interface StoredSource extends SourceConfig {
  readonly rev: number
  readonly origin: 'ui' | 'demo'
  /** Which secrets are kept; absent when none are. */
  readonly secrets?: KeptSecrets
}

/** Sealed texts to keep in a source's fields, or null to take away what is kept there. */
export type SealedSecrets = Partial<Readonly<Record<SecretField, string | null>>>

export interface SealedSecret {
  readonly source: string
  readonly field: SecretField
  readonly sealed: string
}

/** A source with what is to happen to its secrets. */
export interface SourceDraft extends SourceConfig {
  readonly sealed?: SealedSecrets
}

export interface SourceStore {
  /** In order of making. */
  list(): Promise<readonly StoredSource[]>
  create(source: SourceDraft, origin: StoredSource['origin'], at: number, write?: WriteKey, trail?: Trail): Promise<StoredSource>
  /** Kept secrets that are not told stay. */
  save(source: SourceDraft, rev: number, at: number, write?: WriteKey, trail?: Trail): Promise<StoredSource>
  /** Its secrets go with it. */
  remove(id: string, rev: number, trail?: Trail): Promise<void>
  secret(id: string, field: SecretField): Promise<string | undefined>
  /** Every secret there is, for a change of the key they are sealed with. */
  secrets(): Promise<readonly SealedSecret[]>
  /** Puts another sealing of the same secret in its place; nothing when it was replaced meanwhile. */
  reseal(it: SealedSecret, sealed: string): Promise<void>
}

export interface ObservationFilter {
  /** Empty: all kinds. */
  readonly kinds: readonly ObservationKind[]
  /** Overlaps [from, to). */
  readonly from: number
  readonly to: number
  /** Exact matches on service, site, team, severity, status, source, owner or any label. All names have to match, each one of its values; no values: no condition. */
  readonly match: Readonly<Record<string, readonly string[]>>
  /** Only those with no end. */
  readonly open: boolean
  /** Only these; whatever else is asked holds too. */
  readonly ids?: readonly string[] | undefined
  readonly limit: number
}

export interface RolledAsk {
  readonly metrics: readonly Metric[]
  /** Boundaries of the stretches, epoch ms on half hours (the last may be anywhere), rising. A row's `slot` is where its stretch starts. */
  readonly cuts: readonly number[]
  /** Dimensions kept apart; the others are added up and empty. */
  readonly by: readonly Dimension[]
  /** Exact matches on dimensions; no values: no condition. */
  readonly match: Readonly<Partial<Record<Dimension, readonly string[]>>>
}

export interface ObservationStore {
  /**
   * Newer `updatedAt` wins, equal or older changes nothing; an end once known is only moved by a newer report. Of several reports
   * on one observation in a call only the newest is taken.
   */
  put(observations: readonly Observation[], trail?: Trail): Promise<{ readonly taken: number; readonly known: number }>
  /** Latest start first, with the whole number that matched. */
  find(filter: ObservationFilter): Promise<{ readonly rows: readonly Observation[]; readonly total: number }>
  removeBySource(source: string, trail?: Trail): Promise<void>
  /** Kinds of which there is any. */
  kinds(): Promise<readonly ObservationKind[]>
  /** What the observations add up to, kept in the same unit of work: one row per stretch, class of value and dimension asked for. */
  rolled(ask: RolledAsk): Promise<readonly RollUp[]>
  /** Distinct values of a matchable name, sorted. */
  values(name: string): Promise<readonly string[]>
}

export interface Sample {
  /** Measure and labels in canonical form: `host.disk|mount=/`. */
  readonly series: string
  readonly at: number
  readonly value: number
}

export interface SampleStore {
  /** One value per series and moment, the last; not-a-number and infinite ones are dropped. */
  append(samples: readonly Sample[]): Promise<void>
  /** Mean per bucket of `stepMs` (bucket start, aligned to epoch) for every series of the measure (`m` itself and `m|...`), by series and time. `from` inclusive, `to` exclusive. */
  read(it: { readonly measure: string; readonly from: number; readonly to: number; readonly stepMs: number }): Promise<readonly Sample[]>
  /** Drops samples before the moment. */
  prune(before: number): Promise<void>
}

/** Small facts about the installation itself: `demo`, `starters`... */
export interface FactStore {
  read(name: string): Promise<string | undefined>
  write(name: string, value: string, trail?: Trail): Promise<void>
}

/** What people arranged for themselves. It goes with the dashboard. */
export interface LayerStore {
  /** Undefined where there never was one. */
  read(key: LayerKey): Promise<Layer | undefined>
  /** `stale` when `rev` is not the current one; 0 begins one. */
  save(it: LayerKey & { readonly rev: number; readonly body: LayerBody; readonly at: number; readonly write?: WriteKey }, trail?: Trail): Promise<Layer>
}
