import type { JsonRecord } from '#contract/json.ts'
import type { Observation } from '#contract/observation.ts'
import type { Trail } from './trail.ts'

export type RecordKind = 'incident' | 'change'

/** An incident or change that lives here. Every write of one writes its observation too, so that every widget sees it. */
export interface OwnRecord {
  /** INC-12, CHG-7. */
  readonly id: string
  readonly kind: RecordKind
  readonly rev: number
  /** The effect that made it; there is one at most. */
  readonly madeBy: string
  readonly at: number
  readonly updatedAt: number
  readonly body: JsonRecord
}

/** Somebody has seen an alert and is on it. The first one stands. */
export interface Acknowledgement {
  readonly alert: string
  readonly by: { readonly id: string; readonly name: string }
  readonly at: number
  readonly run: string
  readonly note: string
}

export interface RecordStore {
  /** A number nobody else gets. */
  number(kind: RecordKind): Promise<number>
  /** `exists` when the effect has made one already. */
  create(record: Omit<OwnRecord, 'rev'>, observation: Observation, trail?: Trail): Promise<OwnRecord>
  save(it: Pick<OwnRecord, 'id' | 'rev' | 'body' | 'updatedAt'>, observation: Observation, trail?: Trail): Promise<OwnRecord>
  find(by: { readonly id: string } | { readonly madeBy: string }): Promise<OwnRecord | undefined>
  /** Writes those nobody was first with. */
  acknowledge(all: readonly Acknowledgement[], trail?: Trail): Promise<void>
  /** Those that stand, of these alerts. */
  acknowledged(alerts: readonly string[]): Promise<readonly Acknowledgement[]>
}
