import type { Live } from './live.ts'
import type { ReadyPrior } from './ready-prior.ts'
import type { Scored } from './score.ts'
import { logTerms, terms } from './weights.ts'
import type { Term } from './weights.ts'

export interface Ranked {
  readonly item: string
  /** Probability that this is next; adds up to 1 over the candidates that were used or are known to the role. */
  readonly p: number
}

/** A ranking that can still say how it came about. */
export interface Ranking {
  /** Best first. */
  readonly ranked: readonly Ranked[]
  /** Item the transitions started from; '' at the start of a session. */
  readonly after: string
  /** How much each term lifts the item over the mean of all candidates; undefined for what is not ranked. */
  lifts(item: string): Readonly<Record<Term, number>> | undefined
  evidence(item: string): Evidence | undefined
}

/** What is known of an item: the person opened it from here before, used it at all; colleagues open it from here, use it at all. */
export interface Evidence {
  readonly after: boolean
  readonly used: boolean
  readonly roleAfter: boolean
  readonly role: boolean
}

interface Row extends Ranked {
  readonly at: number
  readonly seq: number
}

/** Ties go to the most recently used item, then to the smaller id. */
const byChance = (a: Row, b: Row): number => b.p - a.p || b.seq - a.seq || (a.item < b.item ? -1 : 1)

/** The permitted ones among what was scored, kinds mixed by P(kind) x P(item | kind). */
export function rankScored(scored: Scored, live: Live, ready: ReadyPrior, permitted: ReadonlySet<string> | undefined): readonly Row[] {
  const sums = scored.kindNames.map(() => 0)
  const found: { item: string; i: number }[] = []
  for (let i = 0; i < scored.size; i += 1) {
    const number = scored.item[i] ?? 0
    const item = (number < 0 ? ready.items[-1 - number] : live.slots.ids[number]) ?? ''
    if (permitted && !permitted.has(item)) continue
    found.push({ item, i })
    const kind = scored.kind[i] ?? 0
    sums[kind] = (sums[kind] ?? 0) + (scored.exp[i] ?? 0)
  }
  const shares = sums.map((sum, k) => (sum > 0 ? (scored.kindShare[k] ?? 0) : 0))
  const all = shares.reduce((a, b) => a + b, 0)
  const kindsWithItems = sums.filter((sum) => sum > 0).length
  // Kinds nobody has been counted in yet are equally likely.
  const scale = sums.map((sum, k) => (sum > 0 ? (all > 0 ? (shares[k] ?? 0) / all : 1 / kindsWithItems) / sum : 0))
  const rows = found.map(({ item, i }): Row => {
    const number = scored.item[i] ?? 0
    return { item, p: (scored.exp[i] ?? 0) * (scale[scored.kind[i] ?? 0] ?? 0), at: i, seq: number < 0 ? 0 : (live.slots.seq[number] ?? 0) }
  })
  return rows.toSorted(byChance)
}

/** Terms of a ranking, kept apart from the scratch space they were computed in. */
export function createRanking(rows: readonly Row[], scored: Scored, weights: readonly number[], after: string): Ranking {
  const logs = scored.logs.slice(0, scored.size * logTerms)
  const marks = scored.mark.slice(0, scored.size)
  const known = scored.known.slice(0, scored.size)
  const w = [...weights]
  const valueOf = (i: number, t: number): number => (t < logTerms ? (logs[i * logTerms + t] ?? 0) : marks[i] === t - logTerms + 1 ? 1 : 0) * (w[t] ?? 0)
  let means: readonly number[] | undefined
  return {
    ranked: rows,
    after,
    lifts(item) {
      const row = rows.find((r) => r.item === item)
      if (!row) return undefined
      means ??= terms.map((_, t) => rows.reduce((sum, r) => sum + valueOf(r.at, t), 0) / rows.length)
      // Keys are the terms themselves.
      return Object.fromEntries(terms.map((term, t) => [term, valueOf(row.at, t) - (means?.[t] ?? 0)])) as Record<Term, number>
    },
    evidence(item) {
      const bits = known[rows.find((r) => r.item === item)?.at ?? -1]
      return bits === undefined ? undefined : { after: (bits & 1) > 0, used: (bits & 2) > 0, roleAfter: (bits & 4) > 0, role: (bits & 8) > 0 }
    },
  }
}
