import { fastAt, midAt } from './decay.ts'
import { estimate, evidenceWidth, exponentiate, kappa, termCount } from './estimate.ts'
import type { Scored } from './estimate.ts'
import { pairKey } from './live.ts'
import type { Live } from './live.ts'
import type { ReadyPrior, ReadyRow } from './ready-prior.ts'
import { rowUnit } from './rows.ts'
import type { Row } from './rows.ts'
import { itemUnit } from './slots.ts'
import { logTerms } from './weights.ts'

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

/** One person's scratch space and what of their items the prior knows. */
export interface Scorer {
  /** With `only`, just the kind of that name. */
  score(context: Context, weights: readonly number[], only?: string): Scored
}

const most = 512

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
