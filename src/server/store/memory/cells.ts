import type { Layer } from '#contract/layer.ts'
import type { Role } from '#contract/identity.ts'
import type { Signal } from '#contract/learning.ts'
import type { Observation } from '#contract/observation.ts'
import type { FrameChoice } from '../frames.ts'
import type { Acknowledgement, OwnRecord } from '../records.ts'
import type { StoredRun } from '../runs.ts'
import type { StoredSession } from '../identity.ts'
import { rightsByOrigin, type KeptGrants, type KeptRights } from '../access.ts'
import type { KeptQuery, Learner, SeedHead, StoredSeed } from '../learning.ts'
import { StoreRefusal } from '../refusal.ts'
import type { Origin, SealedSecret, StoredSource } from '../store.ts'
import type { AuditDraft, ChangeDraft } from '../trail.ts'
import type { DoorCell, PersonCell, SessionTokenCell, TokenCell } from './identity-cells.ts'

export type FrameCell = Pick<FrameChoice, 'act' | 'name' | 'at'>

export interface Head {
  readonly rev: number
  readonly removed: boolean
  readonly origin: Origin
}

/** A revision; its document is kept as text, so that nobody can change it from outside. */
export interface Page {
  readonly at: number
  readonly title: string
  readonly widgets: number
  /** Absent in snapshots from before anything could be. */
  readonly narrowed?: 0 | 1
  readonly doc: string
}

export interface Connection {
  readonly rev: number
  readonly removed: boolean
  readonly origin: StoredSource['origin']
  readonly createdAt: number
  readonly body: string
}

/** Which answer an idempotency key got. `body` holds it where no revision does. */
export interface Answered {
  readonly hash: string
  readonly at: number
  readonly subject: string
  readonly rev: number
  readonly origin: string
  readonly body: string | undefined
}

/** A sealed secret of a source, with the moment it was given. */
export interface SecretCell extends SealedSecret {
  readonly at: number
}

export interface OutboxRow extends ChangeDraft {
  readonly seq: number
  readonly at: number
}

/** `place` in the chain and `hash` come when it is sealed. */
export interface AuditRow extends AuditDraft {
  readonly seq: number
  readonly place: number | null
  readonly hash: string | null
}

export interface RunCell extends StoredRun {
  readonly wakeAt: number
  readonly about?: string | undefined
}

/** Everything the memory store holds. */
export interface Cells {
  readonly dashboards: Map<string, Head>
  /** Oldest first: revision n is at place n - 1. */
  readonly revisions: Map<string, Page[]>
  readonly sources: Map<string, Connection>
  /** By source and field. */
  readonly sourceSecrets: Map<string, SecretCell>
  readonly keys: Map<string, Answered>
  readonly observations: Map<string, Observation>
  readonly samples: Map<string, Map<number, number>>
  readonly facts: Map<string, string>
  /** Oldest first; the first one is where counting began or what was forgotten last. */
  readonly outbox: Map<number, OutboxRow>
  readonly audit: Map<number, AuditRow>
  readonly dashboardAccess: Map<string, KeptRights>
  readonly sourceAccess: Map<string, KeptGrants>
  /** By person and dashboard. */
  readonly layers: Map<string, Layer>
  /** By person. */
  readonly frames: Map<string, readonly FrameCell[]>
  readonly people: Map<string, PersonCell>
  readonly roles: Map<string, Role>
  readonly sessions: Map<string, StoredSession>
  /** By hash. */
  readonly sessionTokens: Map<string, SessionTokenCell>
  readonly tokens: Map<string, TokenCell>
  readonly door: Map<'door', DoorCell>
  /** By kind and key: until when it counts. */
  readonly attempts: Map<string, number>
  readonly learners: Map<string, Learner>
  /** By person. */
  readonly keptQueries: Map<string, readonly KeptQuery[]>
  /** By pseudonym, then by id. */
  readonly signals: Map<string, Map<string, Signal>>
  readonly seedHeads: Map<string, SeedHead>
  readonly seeds: Map<string, readonly StoredSeed[]>
  readonly runs: Map<string, RunCell>
  readonly records: Map<string, OwnRecord>
  readonly counters: Map<string, number>
  /** By alert. */
  readonly acknowledgements: Map<string, Acknowledgement>
}

const format = 1
type Entries<M> = M extends Map<infer K, infer V> ? readonly (readonly [K, V])[] : never
type Snapshot = {
  readonly format: number
  readonly samples: Entries<Map<string, Entries<Map<number, number>>>>
  /** Absent in snapshots from before there was learning, like the other cells of it. */
  readonly signals?: Entries<Map<string, Entries<Map<string, Signal>>>>
} & {
  readonly [K in Exclude<keyof Cells, 'samples' | 'signals'>]: Entries<Cells[K]>
}

export function writeSnapshot(cells: Cells): string {
  const snapshot: Snapshot = {
    format,
    dashboards: [...cells.dashboards],
    revisions: [...cells.revisions],
    sources: [...cells.sources],
    sourceSecrets: [...cells.sourceSecrets],
    keys: [...cells.keys],
    observations: [...cells.observations],
    samples: [...cells.samples].map(([series, points]) => [series, [...points]]),
    facts: [...cells.facts],
    outbox: [...cells.outbox],
    audit: [...cells.audit],
    dashboardAccess: [...cells.dashboardAccess],
    sourceAccess: [...cells.sourceAccess],
    layers: [...cells.layers],
    frames: [...cells.frames],
    people: [...cells.people],
    roles: [...cells.roles],
    sessions: [...cells.sessions],
    sessionTokens: [...cells.sessionTokens],
    tokens: [...cells.tokens],
    door: [...cells.door],
    attempts: [...cells.attempts],
    learners: [...cells.learners],
    keptQueries: [...cells.keptQueries],
    signals: [...cells.signals].map(([key, all]) => [key, [...all]]),
    seedHeads: [...cells.seedHeads],
    seeds: [...cells.seeds],
    runs: [...cells.runs],
    records: [...cells.records],
    counters: [...cells.counters],
    acknowledgements: [...cells.acknowledgements],
  }
  return JSON.stringify(snapshot)
}

/** Empty cells without a snapshot; a `StoreRefusal` for text that is none, or of another format. */
export function readSnapshot(text: string | undefined): Cells {
  const saved = text === undefined ? undefined : parse(text)
  return {
    dashboards: new Map(saved?.dashboards),
    revisions: new Map(saved?.revisions),
    sources: new Map(saved?.sources),
    sourceSecrets: new Map(saved?.sourceSecrets),
    keys: new Map(saved?.keys),
    observations: new Map(saved?.observations),
    samples: new Map(saved?.samples.map(([series, points]) => [series, new Map(points)])),
    facts: new Map(saved?.facts),
    outbox: new Map(saved?.outbox ?? [[0, { seq: 0, at: 0, topic: 'demo', id: '' }]]),
    audit: new Map(saved?.audit),
    // A snapshot from before there were rights: everybody keeps what they could do.
    dashboardAccess: new Map(saved?.dashboardAccess ?? saved?.dashboards.map(([id, { origin }]) => [id, { rev: 1, rights: rightsByOrigin(origin) }])),
    sourceAccess: new Map(saved?.sourceAccess),
    layers: new Map(saved?.layers),
    frames: new Map(saved?.frames),
    people: new Map(saved?.people),
    roles: new Map(saved?.roles),
    sessions: new Map(saved?.sessions),
    sessionTokens: new Map(saved?.sessionTokens),
    tokens: new Map(saved?.tokens),
    door: new Map(saved?.door),
    attempts: new Map(saved?.attempts),
    ...readLearners(saved),
    signals: new Map(saved?.signals?.map(([key, all]) => [key, new Map(all)])),
    seedHeads: new Map(saved?.seedHeads),
    seeds: new Map(saved?.seeds),
    runs: new Map(saved?.runs),
    records: new Map(saved?.records),
    counters: new Map(saved?.counters),
    acknowledgements: new Map(saved?.acknowledgements),
  }
}

/** A snapshot from before queries lay beside what is learned has them in it. */
function readLearners(saved: Snapshot | undefined): Pick<Cells, 'learners' | 'keptQueries'> {
  const apart = (saved?.learners ?? []).map(([person, it]) => {
    const { queries = [], ...learner }: Learner & { readonly queries?: readonly KeptQuery[] } = it
    return { person, learner, queries }
  })
  return {
    learners: new Map(apart.map(({ person, learner }) => [person, learner])),
    keptQueries: new Map(saved?.keptQueries ?? apart.flatMap(({ person, queries }) => (queries.length > 0 ? [[person, queries] as const] : []))),
  }
}

function parse(text: string): Snapshot {
  try {
    // `writeSnapshot` is the only writer of this format.
    const found = JSON.parse(text) as Snapshot
    if (found.format === format) return found
  } catch (error) {
    throw new StoreRefusal('corrupt', 'The snapshot of the memory store is not JSON. Start without it.', error)
  }
  throw new StoreRefusal('newer_schema', `The snapshot of the memory store is not of format ${format}. Start without it.`)
}
