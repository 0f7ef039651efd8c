import type { Observation } from '#contract/observation.ts'
import type { Severity } from '#contract/severity.ts'
import { day, hour } from '../time/duration.ts'
import { counts, momentOf } from './moments.ts'

/** Whether it was going on at the moment: planned things have not begun. */
export const isOpenAt = (o: Observation, now: number): boolean => counts(o) && o.startedAt <= now && (o.endedAt === null || o.endedAt > now)

/** Ages work is looked at by: up to so many days each, the last without end. */
export const ageClasses = [
  { id: '0–2 d', toDays: 3 },
  { id: '3–7 d', toDays: 8 },
  { id: '8–14 d', toDays: 15 },
  { id: '15–30 d', toDays: 31 },
  { id: '> 30 d', toDays: Number.POSITIVE_INFINITY },
] as const

/** Ages incidents are looked at by: hours matter there. */
export const incidentAges = [
  { id: '< 1 h', toDays: 1 / 24 },
  { id: '1–4 h', toDays: 4 / 24 },
  { id: '4–24 h', toDays: 1 },
  { id: '1–3 d', toDays: 3 },
  { id: '> 3 d', toDays: Number.POSITIVE_INFINITY },
] as const

export interface Ageing {
  readonly of: string
  /** One count per class of age. */
  readonly counts: readonly number[]
  readonly total: number
  readonly oldestMs: number
}

/** Open work by age: nothing open is ever left out, it is only of an age. Groups with most first. */
export function ageing(
  open: readonly Observation[],
  of: (o: Observation) => string,
  now: number,
  classes: readonly { readonly toDays: number }[] = ageClasses,
): readonly Ageing[] {
  const groups = Map.groupBy(
    open.filter((o) => isOpenAt(o, now)),
    of,
  )
  return [...groups]
    .map(([name, members]): Ageing => {
      const ages = members.map((o) => now - o.startedAt)
      const countIn = (i: number): number => ages.filter((age) => age < (classes[i]?.toDays ?? 0) * day && age >= (classes[i - 1]?.toDays ?? 0) * day).length
      return { of: name, counts: classes.map((_, i) => countIn(i)), total: members.length, oldestMs: Math.max(...ages) }
    })
    .toSorted((a, b) => b.total - a.total || (a.of < b.of ? -1 : 1))
}

/** What has a date to be done by and is not done, soonest first; a date in the past is overdue. */
export function due(open: readonly Observation[], now: number): readonly { readonly it: Observation; readonly dueAt: number; readonly leftMs: number }[] {
  return open
    .flatMap((it) => {
      const dueAt = isOpenAt(it, now) ? momentOf(it, 'dueAt') : undefined
      return dueAt === undefined ? [] : [{ it, dueAt, leftMs: dueAt - now }]
    })
    .toSorted((a, b) => a.dueAt - b.dueAt)
}

/** Less time than this is at risk. */
export const atRiskMs = 4 * hour
export const certificateMs = 30 * day

export const atRisk = (open: readonly Observation[], now: number) => due(open, now).filter((d) => d.leftMs < atRiskMs)
export const pastDue = (open: readonly Observation[], now: number) => due(open, now).filter((d) => d.leftMs < 0)

/** What needs somebody: the same that stands under what needs attention (core/landing/attention). */
const wanting: ReadonlySet<Severity> = new Set(['critical', 'high', 'warning'])

/** Open alerts nobody has taken, lesser ones aside. */
export const unowned = (open: readonly Observation[], now: number): readonly Observation[] =>
  open.filter((o) => isOpenAt(o, now) && wanting.has(o.severity) && (o.owner === undefined || o.owner === ''))
