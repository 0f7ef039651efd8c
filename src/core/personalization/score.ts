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
}

/** One person's scratch space and what of their items the prior knows. */
export interface Scorer {
  /** With `only`, just the kind of that name. */
  score(context: Context, weights: readonly number[], only?: string): Scored
}

const most = 512
/** Logarithms and marks: second, third, fourth most recent, never used. */
const termCount = logTerms + 4

export function createScorer(live: Live, ready: ReadyPrior): Scorer {
  const { slots } = live
  const known = { id: Array<string | undefined>(most), prior: Array<number>(most).fill(-1) }
  const own = { one: new Float64Array(most), now: new Float64Array(most), skip: new Float64Array(most), two: new Float64Array(most) }
  const role = new Float64Array(ready.items.length)
  const evidence = new Float64Array(8)
  const isUsed = new Uint8Array(ready.items.length)
  const room = most + ready.items.length
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
  }
  let priorKind: readonly number[] = []

  function nameKinds(): void {
    if (scored.kindNames.length > 0 && scored.kindNames.length === new Set([...live.kinds.map((k) => k.name), ...ready.kinds]).size) return
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
    const estimate = createEstimate(kind, { one, skip, two }, row?.totals.get(name) ?? 0)
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
      evidence[0] = midAt(slots, slot, ticks)
      evidence[1] = fastAt(slots, slot, ticks)
      evidence[2] = own.one[slot] ?? 0
      evidence[3] = own.now[slot] ?? 0
      evidence[4] = own.skip[slot] ?? 0
      evidence[5] = own.two[slot] ?? 0
      evidence[6] = p < 0 ? 0 : (ready.use[p] ?? 0)
      evidence[7] = p < 0 ? 0 : (role[p] ?? 0)
      estimate(scored.logs, i * logTerms, evidence)
      scored.known[i] = (own.one[slot] || own.two[slot] ? 1 : 0) + 2 + (p < 0 ? 0 : (role[p] ? 4 : 0) + 8)
      scored.kind[i] = number
      scored.size += 1
    }
    evidence.fill(0)
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
      evidence[6] = ready.use[p] ?? 0
      evidence[7] = role[p] ?? 0
      estimate(scored.logs, i * logTerms, evidence)
      scored.kind[i] = number
      scored.size += 1
    }
    clear(one, own.one, own.now)
    clear(skip, own.skip, undefined)
    clear(two, own.two, undefined)
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

interface ContextRows {
  readonly one: Row | undefined
  readonly skip: Row | undefined
  readonly two: Row | undefined
}

/**
 * The seven probabilities of an item, each backed by the next coarser one, as logarithms. Its evidence is handed over in the order of `spread` columns: decayed use
 * (mid, fast), rows (one, now, skip, two), the role (use, after).
 */
function createEstimate(kind: LiveKind | undefined, rows: ContextRows, roleTotal: number): (into: Float64Array, at: number, e: Float64Array) => void {
  const midTotal = (kind?.midTotal ?? 0) + itemUnit
  const fastTotal = (kind?.fastTotal ?? 0) + itemUnit
  const oneTotal = (rows.one?.slowTotal ?? 0) + kappa.one * rowUnit
  const nowTotal = (rows.one?.fastTotal ?? 0) + kappa.one * rowUnit
  const skipTotal = (rows.skip?.slowTotal ?? 0) + kappa.skip * rowUnit
  const twoTotal = (rows.two?.slowTotal ?? 0) + kappa.two * rowUnit
  const n = kind?.n ?? 0
  const ownShare = n / (n + halfOwn)
  return (into, at, e) => {
    const use = e[6] ?? 0
    const mid = ((e[0] ?? 0) + itemUnit * use) / midTotal
    const fast = ((e[1] ?? 0) + itemUnit * mid) / fastTotal
    const role = ((e[7] ?? 0) + use) / (roleTotal + 1)
    const base = ownShare * mid + (1 - ownShare) * role
    const one = ((e[2] ?? 0) + kappa.one * rowUnit * base) / oneTotal
    const now = ((e[3] ?? 0) + kappa.one * rowUnit * base) / nowTotal
    const two = ((e[5] ?? 0) + kappa.two * rowUnit * one) / twoTotal
    const skip = ((e[4] ?? 0) + kappa.skip * rowUnit * mid) / skipTotal
    into[at] = Math.log(fast + floor)
    into[at + 1] = Math.log(mid + floor)
    into[at + 2] = Math.log(one + floor)
    into[at + 3] = Math.log(now + floor)
    into[at + 4] = Math.log(skip + floor)
    into[at + 5] = Math.log(two + floor)
    into[at + 6] = Math.log(role + floor)
  }
}

/** Scores from `first` on become exp(score - best); gives their sum, and the mean of every term under these probabilities. */
function exponentiate(scored: Scored, first: number, weights: readonly number[], expected: Float64Array): number {
  const { logs, mark, exp } = scored
  let best = -Infinity
  for (let i = first; i < scored.size; i += 1) {
    const marked = mark[i] ?? 0
    let score = marked > 0 ? (weights[logTerms - 1 + marked] ?? 0) : 0
    for (let t = 0; t < logTerms; t += 1) score += (weights[t] ?? 0) * (logs[i * logTerms + t] ?? 0)
    exp[i] = score
    if (score > best) best = score
  }
  let sum = 0
  expected.fill(0)
  for (let i = first; i < scored.size; i += 1) {
    const value = Math.exp((exp[i] ?? 0) - best)
    exp[i] = value
    sum += value
    for (let t = 0; t < logTerms; t += 1) expected[t] = (expected[t] ?? 0) + value * (logs[i * logTerms + t] ?? 0)
    const marked = mark[i] ?? 0
    if (marked > 0) expected[logTerms - 1 + marked] = (expected[logTerms - 1 + marked] ?? 0) + value
  }
  for (let t = 0; t < termCount; t += 1) expected[t] = (expected[t] ?? 0) / (sum || 1)
  return sum
}

/** Gradient of ln P(chosen): what it has of each term less what was to be expected. */
export function gradientOf(scored: Scored, chosen: number): Float64Array {
  const expected = scored.expected[scored.kind[chosen] ?? 0]
  const marked = scored.mark[chosen] ?? 0
  const gradient = new Float64Array(termCount)
  for (let t = 0; t < termCount; t += 1) {
    const own = t < logTerms ? (scored.logs[chosen * logTerms + t] ?? 0) : marked === t - logTerms + 1 ? 1 : 0
    gradient[t] = own - (expected?.[t] ?? 0)
  }
  return gradient
}
