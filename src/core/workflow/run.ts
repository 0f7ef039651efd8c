import type { Approval, Effect, Lease, Run, Said, Subject } from '#contract/run.ts'
import type { JsonRecord } from '#contract/json.ts'

/** A run as it is kept. Plain JSON; the lease and what was read last live beside it, because they change without it. */
export interface RunState {
  readonly id: string
  readonly workflow: string
  readonly version: number
  readonly title: string
  readonly subject: Subject | null
  readonly owner: Person
  /** People who have a say in it without owning it: approvers, former owners. */
  readonly helpers: readonly Person[]
  readonly state: Run['state']
  readonly step: string
  /** Steps that were completed, and when. */
  readonly passed: Readonly<Record<string, number>>
  readonly fields: JsonRecord
  readonly kept: JsonRecord
  readonly effects: readonly EffectState[]
  readonly approvals: readonly ApprovalState[]
  readonly place: JsonRecord
  readonly notices: readonly Notice[]
  readonly note: string | undefined
  /** What it was last worked on with. */
  readonly left: Device
  readonly dismissed: number
  readonly snoozedUntil: number
  readonly createdAt: number
  readonly updatedAt: number
  readonly expiresAt: number
  readonly recoverableUntil: number | undefined
}

export interface Person {
  readonly id: string
  readonly name: string
}

export interface Device {
  readonly id: string
  readonly label: string
  readonly phone: boolean
}

/** `attempt`: which program is at it and until when nobody else may be. */
export interface EffectState extends Omit<Effect, 'earlier' | 'ref' | 'label' | 'confirmedAt' | 'fault'> {
  readonly input: JsonRecord
  readonly ref: string | undefined
  readonly earlier: readonly string[]
  readonly label: string | undefined
  readonly confirmedAt: number | undefined
  readonly fault: Effect['fault'] | undefined
  readonly attempt: { readonly by: string; readonly until: number } | undefined
}

export interface ApprovalState extends Omit<Approval, 'valid'> {
  /** Of what was approved. */
  readonly digest: string
}

export interface Notice {
  readonly id: string
  readonly said: Said
  readonly at: number
}

export interface LeaseState extends Omit<Lease, 'mine' | 'device' | 'phone'> {
  readonly device: Device
}

/** Why something cannot be done; a `FaultCode` of the contract and the field to mend. */
export interface Problem {
  readonly code: 'invalid' | 'held' | 'forbidden' | 'stale'
  readonly detail: string
  readonly field?: string
}

export type Result = { readonly run: RunState; readonly problem?: undefined } | { readonly problem: Problem }

export const text = (fields: JsonRecord, name: string): string => {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}
export const moment = (fields: JsonRecord, name: string): number | undefined => {
  const value = fields[name]
  return typeof value === 'number' ? value : undefined
}
export const words = (fields: JsonRecord, name: string): readonly string[] => {
  const value = fields[name]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
