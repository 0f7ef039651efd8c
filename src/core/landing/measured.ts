import type { HighlightRow } from '#contract/landing.ts'
import type { ObservationKind } from '#contract/observation.ts'
import { definitionOf } from '../kpi/definitions.ts'
import type { Kpi } from '../kpi/definitions.ts'
import type { Places } from './places.ts'
import { say } from './sentence.ts'

/** Numbers of operations worth a line when they moved. */
export const measuredNumbers = [
  'timeToAcknowledge',
  'timeToResolve',
  'ticketTime',
  'changeSuccess',
  'automationSuccess',
  'slaBreached',
  'hoursSaved',
] as const satisfies readonly Kpi[]
export type MeasuredNumber = (typeof measuredNumbers)[number]
export const isMeasured = (name: string): name is MeasuredNumber => measuredNumbers.some((one) => one === name)

/** A number in a window and in the one before, each with how many it was made of. Times in seconds, shares from 0 to 1. */
export interface Measured {
  readonly number: MeasuredNumber
  readonly now: { readonly value: number | null; readonly n: number }
  readonly before: { readonly value: number | null; readonly n: number }
}

const countedIn: Readonly<Record<MeasuredNumber, ObservationKind>> = {
  timeToAcknowledge: 'incident',
  timeToResolve: 'incident',
  ticketTime: 'ticket',
  changeSuccess: 'change',
  automationSuccess: 'run',
  slaBreached: 'ticket',
  hoursSaved: 'run',
}

/** Made of fewer, a median or a share jumps by itself. */
const leastN = 8
/** Times and sums that moved less than this, and shares by fewer points, are as they were. */
const leastShare = 0.1
const leastPoints = 0.01
/** Hours a week. */
const leastHours = 2

/** One line on a number that moved, with what it is compared with; undefined for one that did not, or is made of too few. */
export function measuredRow({ number, now, before }: Measured, places: Places): HighlightRow | undefined {
  if (now.value === null || before.value === null || Math.min(now.n, before.n) < leastN) return undefined
  const href = places.all(countedIn[number])
  const way = now.value < before.value ? 'less' : 'more'
  const by = Math.abs(now.value - before.value)
  const row = (figure: HighlightRow['figure'], args: HighlightRow['words']['args']): HighlightRow => ({
    id: number,
    figure,
    words: say(`highlight.${number}`, { ...args, n: now.n }, { here: href }),
    href,
  })
  const { how, unit } = definitionOf(number)
  if (how.kind === 'times') {
    if (before.value <= 0 || by / before.value < leastShare) return undefined
    return row(say('highlight.sooner', { percent: Math.round((by / before.value) * 100), way }), { lasts: now.value * 1000, lasted: before.value * 1000 })
  }
  if (unit === 'ratio') {
    if (by < leastPoints) return undefined
    const percent = (share: number): number => Math.round(share * 1000) / 10
    return row(say('highlight.points', { by: percent(by), way }), { now: percent(now.value), before: percent(before.value) })
  }
  if (by < leastHours || by / Math.max(1, Math.abs(before.value)) < leastShare) return undefined
  return row(say('highlight.hours', { by: Math.round(by), way }), { now: Math.round(now.value), before: Math.round(before.value) })
}
