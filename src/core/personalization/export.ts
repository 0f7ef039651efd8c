import { fastAt, midAt } from './decay.ts'
import { openLive } from './live.ts'
import type { LiveKind } from './live.ts'
import { minutesOfDay } from './profile.ts'
import type { Profile } from './profile.ts'
import { rowUnit } from './rows.ts'
import type { Row, Rows } from './rows.ts'
import { itemUnit } from './slots.ts'
import { terms } from './weights.ts'

/** One counter that says what followed what; '' is the start of a session. */
export interface ExportedStep {
  readonly item: string
  readonly after?: string
  readonly before?: string
  /** Decayed number of times. */
  readonly times: number
  readonly timesLately?: number
  /** Minute since 1970 of the day on which this was last counted. */
  readonly lastDay: number
}

export interface ExportedItem {
  readonly item: string
  readonly visits: number
  readonly lastDay: number
  /** Which visit of all it was last. */
  readonly lastVisit: number
  readonly recentUse: number
  readonly latestUse: number
  readonly sessions: number
  readonly inThisSession: boolean
}

/** Every number of a profile, in plain words and units, for the person it is about. */
export interface ExportedProfile {
  readonly visits: number
  readonly lastVisitAt: number
  readonly sessions: number
  readonly items: readonly ExportedItem[]
  readonly steps: readonly ExportedStep[]
  readonly kinds: readonly { readonly kind: string; readonly visits: number; readonly share: number; readonly recentUse: number; readonly latestUse: number }[]
  readonly kindAfter: readonly { readonly after: string; readonly kind: string; readonly times: number }[]
  readonly whereYouAre: readonly { readonly last: string; readonly before: string; readonly recent: readonly string[] }[]
  readonly weights: readonly { readonly term: string; readonly weight: number; readonly drift: number }[]
}

export function exportProfile(profile: Profile): ExportedProfile {
  const live = openLive(profile)
  const { slots } = live
  const name = (slot: number): string => slots.ids[slot] ?? ''
  const ticksOf = (slot: number): number => live.kinds[slots.kind[slot] ?? 0]?.ticks ?? 0
  const at = (day: number): number => day * minutesOfDay
  return {
    visits: live.n,
    lastVisitAt: live.at,
    sessions: live.sessions,
    items: Array.from(slots.of, ([item, s]) => ({
      item,
      visits: (slots.count[s] ?? 0) / 2,
      lastDay: at(slots.day[s] ?? 0),
      lastVisit: slots.seq[s] ?? 0,
      recentUse: midAt(slots, s, ticksOf(s)) / itemUnit,
      latestUse: fastAt(slots, s, ticksOf(s)) / itemUnit,
      sessions: (slots.session[s] ?? 0) / itemUnit,
      inThisSession: (slots.used[s] ?? 0) > 0,
    })),
    steps: live.kinds.flatMap((kind) => stepsOf(kind, name)),
    kinds: live.kinds.map((k) => ({
      kind: k.name,
      visits: k.n,
      share: k.share / itemUnit,
      recentUse: k.midTotal / itemUnit,
      latestUse: k.fastTotal / itemUnit,
    })),
    kindAfter: [...live.mix.entries()].flatMap(([key, row]) =>
      row.items.map((k, i) => ({ after: name(key), kind: live.kinds[k]?.name ?? '', times: (row.slow[i] ?? 0) / rowUnit })),
    ),
    whereYouAre: live.trails.map((t) => ({ last: name(t.last), before: name(t.before), recent: t.recent.map(name) })),
    weights: terms.map((term, i) => ({ term, weight: live.weights[i] ?? 0, drift: live.drift[i] ?? 0 })),
  }
}

function stepsOf(kind: LiveKind, name: (slot: number) => string): readonly ExportedStep[] {
  const list = (rows: Rows, context: (key: number) => Pick<ExportedStep, 'after' | 'before'>, lately: boolean): readonly ExportedStep[] =>
    [...rows.entries()].flatMap(([key, row]: readonly [number, Row]) =>
      row.items.map((item, i) => ({
        item: name(item),
        ...context(key),
        times: (row.slow[i] ?? 0) / rowUnit,
        ...(lately && { timesLately: (row.fast[i] ?? 0) / rowUnit }),
        lastDay: row.day * minutesOfDay,
      })),
    )
  return [
    ...list(kind.one, (key) => ({ after: name(key) }), true),
    ...list(kind.skip, (key) => ({ before: name(key) }), false),
    ...list(kind.two, (key) => ({ before: name(Math.floor(key / 4096)), after: name(key % 4096) }), false),
  ]
}
