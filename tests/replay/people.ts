import { contributionOf, buildPrior } from '#core/personalization/seed.ts'
import type { Contribution } from '#core/personalization/seed.ts'
import { readyPrior } from '#core/personalization/ready-prior.ts'
import type { ReadyPrior } from '#core/personalization/ready-prior.ts'
import type { LogEvent } from './log.ts'

/** One thing somebody did; items are numbers in order of their ids. */
export interface Step {
  readonly item: number
  /** Seconds since 1970. */
  readonly at: number
  /** After a pause of 30 minutes, or the first of all. */
  readonly starts: boolean
  /** Whether a guess is scored on it: not the first of all, and no return to the item that was there before. */
  readonly scored: boolean
}

export interface ReplayedPerson {
  readonly user: number
  readonly group: string
  readonly fold: number
  readonly steps: readonly Step[]
  readonly contribution: Contribution
}

export interface Log {
  readonly people: readonly ReplayedPerson[]
  /** Ids by number. */
  readonly items: readonly string[]
}

export const secondsOfPause = 1800
export const foldOf = (user: number): number => ((user * 2_654_435_761) >>> 0) % 5
/** The engine's name of an item: sorts as the number does. */
export const keyOf = (item: number): string => String(item).padStart(6, '0')
/** The engine's clock counts minutes. */
export const minuteOf = (at: number): number => at / 60

const byId = (a: string, b: string): number => (/^\d+$/.test(a) && /^\d+$/.test(b) ? Number(a) - Number(b) : 0) || (a < b ? -1 : a > b ? 1 : 0)

function stepsOf(events: readonly LogEvent[], numbers: ReadonlyMap<string, number>, cap: number): readonly Step[] {
  const steps: Step[] = []
  for (const event of events) {
    if (steps.length === cap) break
    const item = numbers.get(event.item) ?? 0
    const last = steps.at(-1)
    const starts = !last || event.at - last.at >= secondsOfPause
    if (last?.item === item && !starts) continue
    steps.push({ item, at: event.at, starts, scored: last !== undefined && last.item !== item })
  }
  return steps
}

/** Repeats removed, the first `cap` events of everybody, items numbered. */
export function prepare(log: ReadonlyMap<string, readonly LogEvent[]>, groups: ReadonlyMap<string, string>, cap: number): Log {
  const items = [...new Set([...log.values()].flatMap((events) => events.map((e) => e.item)))].toSorted(byId)
  const numbers = new Map(items.map((id, i) => [id, i] as const))
  const people = Array.from(log, ([id, events]): ReplayedPerson => {
    const steps = stepsOf(events, numbers, cap)
    const user = Number(id)
    const contribution = contributionOf(steps.map((s) => ({ item: keyOf(s.item), at: minuteOf(s.at) })))
    return { user, group: groups.get(id) ?? '', fold: foldOf(user), steps, contribution }
  })
  return { people, items }
}

/** What is known of a group from the people of the other folds: made once for each group and fold. */
export function createPriors(log: Log, fewest = 5): (person: ReplayedPerson) => ReadyPrior {
  const made = new Map<string, ReadyPrior>()
  return ({ group, fold }) => {
    const key = `${fold} ${group}`
    const known = made.get(key)
    if (known) return known
    const others = log.people.filter((p) => p.group === group && p.fold !== fold)
    const ready = readyPrior(
      buildPrior(
        group,
        others.map((p) => p.contribution),
        fewest,
      ),
    )
    made.set(key, ready)
    return ready
  }
}
