import { ServerFault } from '../fault.ts'

/** Clocks of reporters may be this far ahead of ours. */
export const skewMs = 300_000

const rfc3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/

/** RFC 3339 text or epoch milliseconds to epoch milliseconds; `invalid` with the field's name otherwise. */
export function readMoment(value: unknown, field: string): number {
  const moment = typeof value === 'string' && rfc3339.test(value) ? Date.parse(value) : typeof value === 'number' ? Math.trunc(value) : Number.NaN
  if (!Number.isSafeInteger(moment)) throw new ServerFault('invalid', { detail: 'expected an RFC 3339 time or epoch milliseconds', field })
  return moment
}

/** A moment that cannot be later than now: a little ahead is skew and becomes now, far ahead is refused. */
export function notAhead(moment: number, now: number, field: string): number {
  if (moment <= now) return moment
  if (moment - now <= skewMs) return now
  const aheadS = Math.round((moment - now) / 1000)
  throw new ServerFault('invalid', { detail: `${aheadS} s in the future, at most ${skewMs / 1000} s accepted: check the clocks`, field })
}
