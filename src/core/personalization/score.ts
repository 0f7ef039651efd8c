import { fastAt, midAt } from './decay.ts'
import { pairKey } from './live.ts'
import type { Live, LiveKind } from './live.ts'
import type { ReadyPrior, ReadyRow } from './ready-prior.ts'
import { rowUnit } from './rows.ts'
import type { Row } from './rows.ts'
import { itemUnit } from './slots.ts'
import { logTerms } from './weights.ts'

/** Smoothing (personalization.md section 3): how many visits the next coarser estimate is worth. */
const kappa = { one: 4, two: 2, skip: 4, mix: 4 } as const
const floor = 1e-5
/** Visits after which a person's own habits weigh as much as their role's transitions. */
const halfOwn = 200

/** What was last, what was before it, and what is on the screen; slots, or what a prior calls them where the person never was there. */
export interface Context {
  readonly last: number
  readonly before: number
  /** Item whose transitions in the role count; '' at the start of a session. */
  readonly roleLast: string
  /** Never a candidate. */
  readonly here: string | undefined
  /** Most recent distinct slots; the first is where the person is. */
  readonly recent: readonly number[]
}

/** Everything that could be next, with the terms of its score, laid out in columns; the columns are overwritten by the next scoring. */
export interface Scored {
  size: number
  /** Slot, or -1 - number in the prior for what only the role knows. */
  readonly item: number[]
  /** Number of the kind, in `kindNames`. */
  readonly kind: number[]
  /** Logarithms, `logTerms` for each. */
  logs: Float64Array
  /** 1, 2, 3 for the second to fourth most recent item; 4 for never used. */
  readonly mark: number[]
  /** What is known of it: 1 came next from here before, 2 was used, 4 colleagues do it from here, 8 colleagues use it. */
  readonly known: number[]
  /** exp(score - the best score of the kind). */
  exp: Float64Array
  /** Sum of exp by kind, and what is to be expected of every term. */
  readonly sums: number[]
  readonly expected: Float64Array[]
  kindNames: readonly string[]
  readonly kindShare: number[]
  /** Room for one gradient. */
  readonly gradient: Float64Array
}

/** One person's scratch space and what of their items the prior knows. */
export interface Scorer {
  /** With `only`, just the kind of that name. */
  score(context: Context, weights: readonly number[], only?: string): Scored
}

const most = 512
/** Numbers known of an item before anything is estimated. */
const evidenceWidth = 8
/** Logarithms and marks: second, third, fourth most recent, never used. */
const termCount = logTerms + 4

export function createScorer(live: Live, ready: ReadyPrior): Scorer {
  const { slots } = live
  const known = { id: Array<string | undefined>(most), prior: Array<number>(most).fill(-1) }
  const own = { one: new Float64Array(most), now: new Float64Array(most), skip: new Float64Array(most), two: new Float64Array(most) }
  const role = new Float64Array(ready.items.length)
  const isUsed = new Uint8Array(ready.items.length)
  const room = most + ready.items.length
  const evidence = new Float64Array(room * evidenceWidth)
  const scored: Scored = {
    size: 0,
    item: [],
    kind: [],
    logs: new Float64Array(room * logTerms),
    mark: [],
    known: [],
    exp: new Float64Array(room),
    sums: [],
    expected: [],
    kindNames: [],
    kindShare: [],
    gradient: new Float64Array(termCount),
  }
  let priorKind: readonly number[] = []
  let named = -1

  /** Kinds are added and never leave. */
  function nameKinds(): void {
    if (named === live.kinds.length) return
    named = live.kinds.length
    scored.kindNames = [...new Set([...live.kinds.map((k) => k.name), ...ready.kinds])]
    priorKind = ready.kinds.map((name) => scored.kindNames.indexOf(name))
  }

  function priorOf(slot: number): number {
    const id = slots.ids[slot]
    if (known.id[slot] !== id) {
      known.id[slot] = id
      known.prior[slot] = ready.of.get(id ?? '') ?? -1
    }
    return known.prior[slot] ?? -1
  }

  function scoreKind(number: number, context: Context, weights: readonly number[], row: ReadyRow | undefined): void {
    const kind = live.kinds[number]
    const name = scored.kindNames[number] ?? ''
    const one = kind?.one.get(context.last)
    const skip = kind?.skip.get(context.before)
    const two = kind?.two.get(pairKey(context.before, context.last))
    spread(one, own.one, own.now)
    spread(skip, own.skip, undefined)
    spread(two, own.two, undefined)
    const first = scored.size
    const ticks = kind?.ticks ?? 0
    for (let slot = 1; slot < slots.ids.length; slot += 1) {
      const id = slots.ids[slot]
      if (id === undefined || slots.kind[slot] !== number) continue
      const p = priorOf(slot)
      if (p >= 0) isUsed[p] = 1
      if (id === context.here) continue
      const i = scored.size
      scored.item[i] = slot
      scored.mark[i] = markOf(context.recent, slot)
      const at = i * evidenceWidth
      evidence[at] = midAt(slots, slot, ticks)
      evidence[at + 1] = fastAt(slots, slot, ticks)
      evidence[at + 2] = own.one[slot] ?? 0
      evidence[at + 3] = own.now[slot] ?? 0
      evidence[at + 4] = own.skip[slot] ?? 0
      evidence[at + 5] = own.two[slot] ?? 0
      evidence[at + 6] = p < 0 ? 0 : (ready.use[p] ?? 0)
      evidence[at + 7] = p < 0 ? 0 : (role[p] ?? 0)
      scored.known[i] = (own.one[slot] || own.two[slot] ? 1 : 0) + 2 + (p < 0 ? 0 : (role[p] ? 4 : 0) + 8)
      scored.kind[i] = number
      scored.size += 1
    }
    for (let p = 0; p < ready.items.length; p += 1) {
      if (priorKind[p] !== number) continue
      if (isUsed[p] === 1) {
        isUsed[p] = 0
        continue
      }
      if (ready.items[p] === context.here) continue
      const i = scored.size
      scored.item[i] = -1 - p
      scored.mark[i] = 4
      scored.known[i] = (role[p] ? 4 : 0) + 8
      const at = i * evidenceWidth
      evidence.fill(0, at, at + 6)
      evidence[at + 6] = ready.use[p] ?? 0
      evidence[at + 7] = role[p] ?? 0
      scored.kind[i] = number
      scored.size += 1
    }
    clear(one, own.one, own.now)
    clear(skip, own.skip, undefined)
    clear(two, own.two, undefined)
    estimate(scored, first, evidence, { kind, one, skip, two, roleTotal: row?.totals.get(name) ?? 0 })
    const expected = (scored.expected[number] ??= new Float64Array(termCount))
    scored.sums[number] = exponentiate(scored, first, weights, expected)
  }

  function shareKinds(context: Context): void {
    const row = live.mix.get(context.last)
    const total = live.mixTotal / itemUnit + 1
    scored.kindNames.forEach((name, k) => {
      const share = ((live.kinds[k]?.share ?? 0) / itemUnit + (ready.kindShare.get(name) ?? 0)) / total
      const at = row?.items.indexOf(k) ?? -1
      scored.kindShare[k] = ((row?.slow[at] ?? 0) / rowUnit + kappa.mix * share) / ((row?.slowTotal ?? 0) / rowUnit + kappa.mix)
    })
  }

  return {
    score(context, weights, only) {
      nameKinds()
      scored.size = 0
      const row = ready.next.get(context.roleLast)
      row?.items.forEach((p, i) => (role[p] = row.people[i] ?? 0))
      for (let k = 0; k < scored.kindNames.length; k += 1) if (only === undefined || scored.kindNames[k] === only) scoreKind(k, context, weights, row)
      row?.items.forEach((p) => (role[p] = 0))
      shareKinds(context)
      return scored
    },
  }
}

function spread(row: Row | undefined, slow: Float64Array, fast: Float64Array | undefined): void {
  if (!row) return
  for (let i = 0; i < row.items.length; i += 1) {
    slow[row.items[i] ?? 0] = row.slow[i] ?? 0
    if (fast) fast[row.items[i] ?? 0] = row.fast[i] ?? 0
  }
}

function clear(row: Row | undefined, slow: Float64Array, fast: Float64Array | undefined): void {
  if (!row) return
  for (const item of row.items) {
    slow[item] = 0
    if (fast) fast[item] = 0
  }
}

function markOf(recent: readonly number[], slot: number): number {
  if (recent[1] === slot) return 1
  if (recent[2] === slot) return 2
  return recent[3] === slot ? 3 : 0
}

interface Counted {
  readonly kind: LiveKind | undefined
  readonly one: Row | undefined
  readonly skip: Row | undefined
  readonly two: Row | undefined
  readonly roleTotal: number
}

/**
 * The seven probabilities of every item from `first` on, each backed by the next coarser one, as logarithms. The evidence of an item stands side by side: decayed
 * use (mid, fast), rows (one, now, skip, two), the role (use, after).
 */
function estimate({ logs, size }: Scored, first: number, evidence: Float64Array, { kind, one: ofOne, skip: ofSkip, two: ofTwo, roleTotal }: Counted): void {
  const tiny = floor
  const [unit, ones, twos, skips] = [itemUnit, kappa.one * rowUnit, kappa.two * rowUnit, kappa.skip * rowUnit]
  const midTotal = (kind?.midTotal ?? 0) + unit
  const fastTotal = (kind?.fastTotal ?? 0) + unit
  const oneTotal = (ofOne?.slowTotal ?? 0) + ones
  const nowTotal = (ofOne?.fastTotal ?? 0) + ones
  const skipTotal = (ofSkip?.slowTotal ?? 0) + skips
  const twoTotal = (ofTwo?.slowTotal ?? 0) + twos
  const roleWhole = roleTotal + 1
  const n = kind?.n ?? 0
  const ownShare = n / (n + halfOwn)
  const roleShare = 1 - ownShare
  for (let i = first, at = first * logTerms, e = first * evidenceWidth; i < size; i += 1, at += logTerms, e += evidenceWidth) {
    const use = evidence[e + 6] ?? 0
    const mid = ((evidence[e] ?? 0) + unit * use) / midTotal
    const fast = ((evidence[e + 1] ?? 0) + unit * mid) / fastTotal
    const role = ((evidence[e + 7] ?? 0) + use) / roleWhole
    const base = ownShare * mid + roleShare * role
    const one = ((evidence[e + 2] ?? 0) + ones * base) / oneTotal
    logs[at] = Math.log(fast + tiny)
    logs[at + 1] = Math.log(mid + tiny)
    logs[at + 2] = Math.log(one + tiny)
    logs[at + 3] = Math.log(((evidence[e + 3] ?? 0) + ones * base) / nowTotal + tiny)
    logs[at + 4] = Math.log(((evidence[e + 4] ?? 0) + skips * mid) / skipTotal + tiny)
    logs[at + 5] = Math.log(((evidence[e + 5] ?? 0) + twos * one) / twoTotal + tiny)
    logs[at + 6] = Math.log(role + tiny)
  }
}

/**
 * Scores from `first` on become exp(score - best); gives their sum, and the mean of every term under these probabilities. Written out term by term: this and
 * the logarithms are most of what a suggestion costs.
 */
function exponentiate(scored: Scored, first: number, weights: readonly number[], expected: Float64Array): number {
  const { logs, mark, exp, size } = scored
  const [w0 = 0, w1 = 0, w2 = 0, w3 = 0, w4 = 0, w5 = 0, w6 = 0] = weights
  let best = -Infinity
  for (let i = first, at = first * logTerms; i < size; i += 1, at += logTerms) {
    const marked = mark[i] ?? 0
    let score = marked > 0 ? (weights[logTerms - 1 + marked] ?? 0) : 0
    score += w0 * (logs[at] ?? 0)
    score += w1 * (logs[at + 1] ?? 0)
    score += w2 * (logs[at + 2] ?? 0)
    score += w3 * (logs[at + 3] ?? 0)
    score += w4 * (logs[at + 4] ?? 0)
    score += w5 * (logs[at + 5] ?? 0)
    score += w6 * (logs[at + 6] ?? 0)
    exp[i] = score
    if (score > best) best = score
  }
  let sum = 0
  let [e0, e1, e2, e3, e4, e5, e6] = [0, 0, 0, 0, 0, 0, 0]
  expected.fill(0)
  for (let i = first, at = first * logTerms; i < size; i += 1, at += logTerms) {
    const value = Math.exp((exp[i] ?? 0) - best)
    exp[i] = value
    sum += value
    e0 += value * (logs[at] ?? 0)
    e1 += value * (logs[at + 1] ?? 0)
    e2 += value * (logs[at + 2] ?? 0)
    e3 += value * (logs[at + 3] ?? 0)
    e4 += value * (logs[at + 4] ?? 0)
    e5 += value * (logs[at + 5] ?? 0)
    e6 += value * (logs[at + 6] ?? 0)
    const marked = mark[i] ?? 0
    if (marked > 0) expected[logTerms - 1 + marked] = (expected[logTerms - 1 + marked] ?? 0) + value
  }
  expected.set([e0, e1, e2, e3, e4, e5, e6])
  for (let t = 0; t < termCount; t += 1) expected[t] = (expected[t] ?? 0) / (sum || 1)
  return sum
}

/** Gradient of ln P(chosen): what it has of each term less what was to be expected. Overwritten by the next one. */
export function gradientOf(scored: Scored, chosen: number): Float64Array {
  const expected = scored.expected[scored.kind[chosen] ?? 0]
  const marked = scored.mark[chosen] ?? 0
  const { gradient } = scored
  for (let t = 0; t < termCount; t += 1) {
    const own = t < logTerms ? (scored.logs[chosen * logTerms + t] ?? 0) : marked === t - logTerms + 1 ? 1 : 0
    gradient[t] = own - (expected?.[t] ?? 0)
  }
  return gradient
}
