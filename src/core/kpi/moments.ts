import type { Observation } from '#contract/observation.ts'

/**
 * Moments of an observation besides its start and end, as labels: epoch milliseconds or RFC 3339. Reporters set those they know;
 * an incident's `impactAt` and a change's planned times may be put right by hand.
 */
export const momentLabels = ['impactAt', 'detectedAt', 'notifiedAt', 'acknowledgedAt', 'mitigatedAt', 'dueAt', 'plannedStart', 'plannedEnd'] as const
export type MomentLabel = (typeof momentLabels)[number]

/** Amounts as labels: what a person would have needed, raw events behind an alert episode. */
export const amountLabels = ['manualMinutes', 'events'] as const
export type AmountLabel = (typeof amountLabels)[number]

const labelOf = (o: Observation, name: string): string | undefined => (Object.hasOwn(o.labels, name) ? o.labels[name] : undefined)

export const isMomentLabel = (name: string): name is MomentLabel => momentLabels.some((m) => m === name)
export const isAmountLabel = (name: string): name is AmountLabel => amountLabels.some((m) => m === name)

/** A moment written as epoch milliseconds or RFC 3339; undefined for anything else. */
export function readMoment(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  const at = /^-?\d+$/.test(text) ? Number(text) : Date.parse(text)
  return Number.isSafeInteger(at) ? at : undefined
}

/** A number that is not negative; undefined for anything else. */
export function readAmount(text: string | undefined): number | undefined {
  const amount = text === undefined || text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(amount) && amount >= 0 ? amount : undefined
}

export const momentOf = (o: Observation, name: MomentLabel): number | undefined => readMoment(labelOf(o, name))
export const amountOf = (o: Observation, name: AmountLabel): number | undefined => readAmount(labelOf(o, name))

/** When the clock of an incident starts: its impact where somebody stated it, else its first event. */
export const impactOf = (o: Observation): number => momentOf(o, 'impactAt') ?? o.startedAt

const never: ReadonlySet<string> = new Set(['merged', 'deleted', 'duplicate', 'test', 'cancelled'])

/** Merged, deleted, test, cancelled and planned-maintenance observations count nowhere. */
export const counts = (o: Observation): boolean => !never.has(o.status.toLowerCase()) && labelOf(o, 'test') !== 'true' && labelOf(o, 'maintenance') !== 'true'

export const labelled = (o: Observation, name: string): string => labelOf(o, name) ?? ''

/** A certificate runs out by itself: it is no work that waits, and has a list of its own. */
export const isWork = (o: Observation): boolean => labelled(o, 'kind') !== 'certificate'
