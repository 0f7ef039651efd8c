import type { Live } from './live.ts'
import { orderOf } from './order.ts'
import type { ReadyPrior } from './ready-prior.ts'
import type { Scored } from './score.ts'
import { logTerms, terms } from './weights.ts'
import type { Term } from './weights.ts'

export interface Ranked {
  readonly item: string
  /** Probability that this is next; adds up to 1 over the candidates that were used or are known to the role. */
  readonly p: number
}

/** What is known of an item: the person opened it from here before, used it at all; colleagues open it from here, use it at all. */
export interface Evidence {
  readonly after: boolean
  readonly used: boolean
  readonly roleAfter: boolean
  readonly role: boolean
}

/** A ranking that can still say how it came about. */
export interface Ranking {
  /** Best first; ties go to the most recently used item, then to the smaller id. */
  readonly ranked: readonly Ranked[]
  /** Item the transitions started from; '' at the start of a session. */
  readonly after: string
  /** How much each term lifts the item over the mean of all candidates; undefined for what is not ranked. */
  lifts(item: string): Readonly<Record<Term, number>> | undefined
  evidence(item: string): Evidence | undefined
}

/** The permitted ones among what was scored, by their place in it. */
interface Picked {
  readonly ids: readonly string[]
  readonly places: readonly number[]
}

function pick(scored: Scored, live: Live, ready: ReadyPrior, permitted: ReadonlySet<string> | undefined): Picked {
  const ids: string[] = []
  const places: number[] = []
  for (let i = 0; i < scored.size; i += 1) {
    const number = scored.item[i] ?? 0
    const id = (number < 0 ? ready.items[-1 - number] : live.slots.ids[number]) ?? ''
    if (permitted && !permitted.has(id)) continue
    ids.push(id)
    places.push(i)
  }
  return { ids, places }
}

/** What to multiply exp by, by kind: P(kind) over the sum of its candidates; kinds nobody has been counted in yet are equally likely. */
function scalesOf(scored: Scored, { places }: Picked): readonly number[] {
  const sums = scored.kindNames.map(() => 0)
  for (const i of places) sums[scored.kind[i] ?? 0] = (sums[scored.kind[i] ?? 0] ?? 0) + (scored.exp[i] ?? 0)
  const shares = sums.map((sum, k) => (sum > 0 ? (scored.kindShare[k] ?? 0) : 0))
  const all = shares.reduce((a, b) => a + b, 0)
  const present = sums.filter((sum) => sum > 0).length
  return sums.map((sum, k) => (sum > 0 ? (all > 0 ? (shares[k] ?? 0) / all : 1 / present) / sum : 0))
}

/** Kinds mixed by P(kind) x P(item | kind); keeps its own copy of the terms, because the columns of `scored` are overwritten by the next scoring. */
export function rankScored(scored: Scored, live: Live, ready: ReadyPrior, permitted: ReadonlySet<string> | undefined): Omit<Ranking, 'after'> {
  const picked = pick(scored, live, ready, permitted)
  const { ids, places } = picked
  const scales = scalesOf(scored, picked)
  const [p, seq] = [new Float64Array(ids.length), new Float64Array(ids.length)]
  for (let n = 0; n < places.length; n += 1) {
    const i = places[n] ?? 0
    const number = scored.item[i] ?? 0
    p[n] = (scored.exp[i] ?? 0) * (scales[scored.kind[i] ?? 0] ?? 0)
    seq[n] = number < 0 ? 0 : (live.slots.seq[number] ?? 0)
  }
  const order = orderOf({ p, seq, ids }, ids.length)
  const ranked: Ranked[] = []
  for (const n of order) ranked.push({ item: ids[n] ?? '', p: p[n] ?? 0 })
  return { ranked, ...termsOf(scored, live.weights, picked) }
}

function termsOf(scored: Scored, weights: readonly number[], { ids, places }: Picked): Pick<Ranking, 'lifts' | 'evidence'> {
  const logs = scored.logs.slice(0, scored.size * logTerms)
  const marks = scored.mark.slice(0, scored.size)
  const known = scored.known.slice(0, scored.size)
  const then = weights.slice()
  const valueOf = (i: number, t: number): number => (t < logTerms ? (logs[i * logTerms + t] ?? 0) : marks[i] === t - logTerms + 1 ? 1 : 0) * (then[t] ?? 0)
  let means: readonly number[] | undefined
  return {
    lifts(item) {
      const place = places[ids.indexOf(item)]
      if (place === undefined) return undefined
      const mean = (means ??= terms.map((_, t) => places.reduce((sum, i) => sum + valueOf(i, t), 0) / places.length))
      // Keys are the terms themselves.
      return Object.fromEntries(terms.map((term, t) => [term, valueOf(place, t) - (mean[t] ?? 0)])) as Record<Term, number>
    },
    evidence(item) {
      const bits = known[places[ids.indexOf(item)] ?? -1]
      return bits === undefined ? undefined : { after: (bits & 1) > 0, used: (bits & 2) > 0, roleAfter: (bits & 4) > 0, role: (bits & 8) > 0 }
    },
  }
}
