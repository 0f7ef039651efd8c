import type { Live } from './live.ts'
import { createOrder } from './order.ts'
import type { ReadyPrior } from './ready-prior.ts'
import type { Scored } from './estimate.ts'
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
  /** Sum of exp by kind. */
  readonly sums: readonly number[]
}

function pick(scored: Scored, live: Live, ready: ReadyPrior, permitted: ReadonlySet<string> | undefined): Picked {
  const { item, kind, exp, size } = scored
  const sums = scored.kindNames.map(() => 0)
  const ids: string[] = []
  const places: number[] = []
  for (let i = 0; i < size; i += 1) {
    const number = item[i] ?? 0
    const id = (number < 0 ? ready.items[-1 - number] : live.slots.ids[number]) ?? ''
    if (permitted && !permitted.has(id)) continue
    ids.push(id)
    places.push(i)
    const k = kind[i] ?? 0
    sums[k] = (sums[k] ?? 0) + (exp[i] ?? 0)
  }
  return { ids, places, sums }
}

/** What to multiply exp by, by kind: P(kind) over the sum of its candidates; kinds nobody has been counted in yet are equally likely. */
function scalesOf(scored: Scored, { sums }: Picked): readonly number[] {
  const shares = sums.map((sum, k) => (sum > 0 ? (scored.kindShare[k] ?? 0) : 0))
  const all = shares.reduce((a, b) => a + b, 0)
  const present = sums.filter((sum) => sum > 0).length
  return sums.map((sum, k) => (sum > 0 ? (all > 0 ? (shares[k] ?? 0) / all : 1 / present) / sum : 0))
}

/** Room for putting in order, used again and again: making room is a tenth of what a ranking costs. */
interface Desk {
  p: Float64Array
  seq: Float64Array
}

export type Ranker = (scored: Scored, after: string, permitted: ReadonlySet<string> | undefined) => Ranking

/** Kinds mixed by P(kind) x P(item | kind); keeps its own copy of the terms, because the columns of `scored` are overwritten by the next scoring. */
export function createRanker(live: Live, ready: ReadyPrior): Ranker {
  const desk: Desk = { p: new Float64Array(0), seq: new Float64Array(0) }
  const sort = createOrder()
  return (scored, after, permitted) => {
    const picked = pick(scored, live, ready, permitted)
    const { ids, places } = picked
    if (desk.p.length < ids.length) {
      desk.p = new Float64Array(ids.length * 2)
      desk.seq = new Float64Array(ids.length * 2)
    }
    const { p, seq } = desk
    const scales = scalesOf(scored, picked)
    for (let n = 0; n < places.length; n += 1) {
      const i = places[n] ?? 0
      const number = scored.item[i] ?? 0
      p[n] = (scored.exp[i] ?? 0) * (scales[scored.kind[i] ?? 0] ?? 0)
      seq[n] = number < 0 ? 0 : (live.slots.seq[number] ?? 0)
    }
    const order = sort({ p, seq, ids }, ids.length)
    const ranked = Array<Ranked>(ids.length)
    for (let at = 0; at < ids.length; at += 1) {
      const n = order[at] ?? 0
      ranked[at] = { item: ids[n] ?? '', p: p[n] ?? 0 }
    }
    const { lifts, evidence } = termsOf(scored, live.weights, picked)
    return { ranked, after, lifts, evidence }
  }
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
