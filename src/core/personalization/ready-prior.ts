import type { Prior } from './prior.ts'
import { kindOf } from './profile.ts'

/** What colleagues do after something: items of the prior and the number of people (shares added up). */
export interface ReadyRow {
  readonly items: readonly number[]
  readonly people: readonly number[]
  /** Sum of the people by kind of the item that follows. */
  readonly totals: ReadonlyMap<string, number>
}

/** A prior laid out for ranking: items by number, in order of their ids. Made once and used for everybody of the role. */
export interface ReadyPrior {
  readonly prior: Prior
  readonly items: readonly string[]
  readonly of: ReadonlyMap<string, number>
  readonly kinds: readonly string[]
  /** Share of use within the item's kind. */
  readonly use: readonly number[]
  /** Share of the kinds themselves. */
  readonly kindShare: ReadonlyMap<string, number>
  /** By what was last; '' is the start of a session. */
  readonly next: ReadonlyMap<string, ReadyRow>
}

const byId = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function sumBy(items: readonly (readonly [kind: string, value: number])[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const [kind, value] of items) sums.set(kind, (sums.get(kind) ?? 0) + value)
  return sums
}

export function readyPrior(prior: Prior): ReadyPrior {
  const items = Object.keys(prior.use).toSorted(byId)
  const of = new Map(items.map((item, i) => [item, i] as const))
  const kindShare = sumBy(items.map((item) => [kindOf(item), prior.use[item] ?? 0]))
  const next = Object.entries(prior.next).map(([after, row]) => {
    const known = Object.entries(row).flatMap(([item, people]) => (of.has(item) ? [{ item, people }] : []))
    const ready: ReadyRow = {
      items: known.map(({ item }) => of.get(item) ?? 0),
      people: known.map(({ people }) => people),
      totals: sumBy(known.map(({ item, people }) => [kindOf(item), people])),
    }
    return [after, ready] as const
  })
  return {
    prior,
    items,
    of,
    kinds: items.map(kindOf),
    use: items.map((item) => (prior.use[item] ?? 0) / (kindShare.get(kindOf(item)) || 1)),
    kindShare,
    next: new Map(next),
  }
}
