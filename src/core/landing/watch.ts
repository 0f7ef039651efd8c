import type { Landing } from '#contract/landing.ts'
import { day, minute } from '../time/duration.ts'
import { isCritical } from './happening.ts'
import type { Happening } from './happening.ts'

/** One bar of the ribbon: 96 of them are a day. */
export const watchStepMs = 15 * minute
export const watchBars = day / watchStepMs

/** Begins on a whole quarter of an hour, so that bars stay what they were while time goes on. */
export const watchFrom = (now: number): number => Math.floor(now / watchStepMs) * watchStepMs - (watchBars - 1) * watchStepMs

/** Episodes that began in each quarter of an hour, and the critical among them. */
export function watchOf(
  rows: readonly Pick<Happening, 'start' | 'severity'>[],
  from: number,
  shifts: readonly { readonly at: number; readonly name: string }[] = [],
): NonNullable<Landing['watch']> {
  const counts = Array.from({ length: watchBars }, () => 0)
  const critical = Array.from({ length: watchBars }, () => 0)
  for (const row of rows) {
    const bar = Math.floor((row.start - from) / watchStepMs)
    if (bar < 0 || bar >= watchBars) continue
    counts[bar] = (counts[bar] ?? 0) + 1
    if (isCritical(row)) critical[bar] = (critical[bar] ?? 0) + 1
  }
  return { from, stepMs: watchStepMs, counts, critical, shifts: [...shifts] }
}

/** Moments within a day from `from` at which another site takes over, by the hour of the day in UTC it does. */
export function shiftsIn(
  rota: readonly { readonly name: string; readonly fromUtcHour: number }[],
  from: number,
): readonly { readonly at: number; readonly name: string }[] {
  const midnight = Math.floor(from / day) * day
  return [0, 1]
    .flatMap((later) => rota.map(({ name, fromUtcHour }) => ({ at: midnight + later * day + fromUtcHour * 60 * minute, name })))
    .filter(({ at }) => at > from && at < from + day)
}
