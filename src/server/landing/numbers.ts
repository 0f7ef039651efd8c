import type { Frame } from '#contract/frame.ts'
import type { ObservationKind } from '#contract/observation.ts'
import type { TimeRange } from '#contract/time.ts'
import { together } from '#core/landing/happening.ts'
import { isMeasured } from '#core/landing/measured.ts'
import type { Measured, MeasuredNumber } from '#core/landing/measured.ts'
import type { Found } from '#core/landing/happening.ts'
import { highlightsOf, numbersFor } from '#core/landing/highlights.ts'
import type { Followed } from '#core/landing/highlights.ts'
import type { Places } from '#core/landing/places.ts'
import { day, week } from '#core/time/duration.ts'
import { epochOfLocal, localAt } from '#core/time/zone.ts'
import type { Asking } from './asking.ts'

interface Counting {
  readonly kind: ObservationKind
  /** Length of the window. */
  readonly over: number
  readonly match?: Readonly<Record<string, readonly string[]>>
}

const counting: Readonly<Record<Exclude<Followed['number'], 'succeeded'>, Counting>> = {
  alerts: { kind: 'alert', over: day },
  critical: { kind: 'alert', over: day, match: { severity: ['critical', 'high'] } },
  incidents: { kind: 'incident', over: week },
  changes: { kind: 'change', over: week },
  runs: { kind: 'run', over: day },
  tickets: { kind: 'ticket', over: week },
}

/** The window that ends now, and the same one a week ago by the reader's clock: a week with a change of clocks is a week. */
function windows(over: number, now: number, zone: string): readonly [TimeRange, TimeRange] {
  const before = epochOfLocal(localAt(now, zone) - week, zone)
  return [
    { from: now - over, to: now + 1 },
    { from: before - over, to: before + 1 },
  ]
}

/** Numbers of operations in the last seven days and in the seven before; those nobody can tell are left out. */
async function measure(asking: Asking, names: readonly MeasuredNumber[], now: number, zone: string): Promise<readonly Measured[]> {
  if (names.length === 0) return []
  const spec = { measure: 'kpi.numbers', mode: 'instant', by: [], match: { kpi: [...names] } }
  const [last, before] = await Promise.all(windows(week, now, zone).map((range) => asking.measure(spec, range)))
  if (!last || !before) return []
  const read = ({ fields, meta }: Frame, name: MeasuredNumber): Measured['now'] => {
    const value = fields.find((field) => field.name === name)?.values[0]
    return { value: typeof value === 'number' ? value : null, n: meta?.facts?.find((fact) => fact.of === name || fact.kpi === name)?.n ?? 0 }
  }
  return names.map((number) => ({ number, now: read(last, number), before: read(before, number) }))
}

export interface NumbersAsked {
  readonly asking: Asking
  readonly role: string | null
  readonly places: Places
  readonly now: number
  readonly zone: string
}

/** Counts only: one row is read of each window, however many there are. */
export async function readHighlights({ asking, role, places, now, zone }: NumbersAsked) {
  const count = ({ kind, match }: Counting, range: TimeRange): Promise<Found> => asking.ask({ kind, range, limit: 1, ...(match && { match }) })
  const follow = async (number: Followed['number']): Promise<{ readonly found: readonly Found[]; readonly followed: Followed }> => {
    if (number === 'succeeded') {
      const [range] = windows(day, now, zone)
      const status = (words: readonly string[]): Counting => ({ kind: 'run', over: day, match: { status: words } })
      const found = await Promise.all([count(status(['succeeded']), range), count(status(['succeeded', 'failed']), range)])
      const [good, all] = found
      return { found, followed: { number, now: good.total, before: 0, n: all.total } }
    }
    const it = counting[number]
    const found = await Promise.all(windows(it.over, now, zone).map((range) => count(it, range)))
    return { found, followed: { number, now: found[0]?.total ?? 0, before: found[1]?.total ?? 0 } }
  }
  const names = numbersFor(role)
  const [all, measured] = await Promise.all([
    Promise.all(names.flatMap((name) => (isMeasured(name) ? [] : [follow(name)]))),
    measure(asking, names.filter(isMeasured), now, zone),
  ])
  // Two counts are compared only where both are whole.
  const whole = all.filter(({ found }) => found.every(({ state }) => state === 'known'))
  return {
    state: together(all.flatMap(({ found }) => found)),
    // In the order the role follows them.
    rows: highlightsOf(
      names.flatMap((name) => measured.find((it) => it.number === name) ?? whole.find(({ followed }) => followed.number === name)?.followed ?? []),
      places,
    ),
  }
}
