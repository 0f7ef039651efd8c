import type { Step } from '../people.ts'
import type { Now, Setting } from '../rival.ts'
import { roleNumbers } from './role.ts'

/** A decayed counter of personalization.md section 2: the unit grows instead of everything shrinking. */
interface Decayed {
  readonly values: Map<number, number>
  unit: number
  total: number
}
const decayed = (): Decayed => ({ values: new Map(), unit: 1, total: 0 })

function count(d: Decayed, gamma: number, item: number): void {
  d.unit /= gamma
  d.total = d.total * gamma + 1
  d.values.set(item, (d.values.get(item) ?? 0) + d.unit)
  if (d.unit < 1e200) return
  for (const [i, v] of d.values) d.values.set(i, v / d.unit)
  d.unit = 1
}

const start = -1
const floor = 1e-5
/** fast, mid, one, now, skip, two, role. */
export const shareCount = 7
/** Their logarithms, then second, third, fourth most recent, never used. */
export const featureCount = 11

/** The terms of the log-linear mix in plain floating point, nothing dropped: what the other mixtures are made of. */
export interface Features {
  /** Probabilities and terms of every candidate before the next step; overwritten by the next look. */
  look(now: Now): Candidates
  observe(step: Step): void
}

/** Columns: the `n`-th candidate has `shareCount` probabilities from `n * shareCount` on and `featureCount` terms from `n * featureCount` on. */
export interface Candidates {
  size: number
  readonly item: Int32Array
  readonly p: Float64Array
  readonly f: Float64Array
}

/** Place of an item among the candidates, -1 where it is none. */
export const placeOf = ({ item, size }: Candidates, wanted: number): number => item.subarray(0, size).indexOf(wanted)

/** A row written out over all items while it is looked at. */
function spread(dense: Float64Array, of: Decayed | undefined): void {
  dense.fill(0)
  if (of) for (const [item, value] of of.values) dense[item] = value / of.unit
}

interface Rows {
  at(a: number, b?: number): Decayed | undefined
  take(a: number, b?: number): Decayed
}

function createRows(items: number): Rows {
  const rows = new Map<number, Decayed>()
  const keyOf = (a: number, b = start): number => (a + 1) * (items + 1) + b + 1
  return {
    at: (a, b) => rows.get(keyOf(a, b)),
    take(a, b) {
      const found = rows.get(keyOf(a, b)) ?? decayed()
      rows.set(keyOf(a, b), found)
      return found
    },
  }
}

export function createFeatures({ prior, items }: Setting): Features {
  const role = roleNumbers(prior, items)
  const [fast, mid] = [decayed(), decayed()]
  const [one, now, skip, two] = [createRows(items), createRows(items), createRows(items), createRows(items)]
  const isUsed = new Uint8Array(items)
  const dense = Array.from({ length: 6 }, () => new Float64Array(items))
  const [ofFast, ofMid, ofOne, ofNow, ofSkip, ofTwo] = dense as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array] // Six were made.
  const found: Candidates = { size: 0, item: new Int32Array(items), p: new Float64Array(items * shareCount), f: new Float64Array(items * featureCount) }
  let [a, b, n] = [start, start, 0]
  let recent: readonly number[] = []

  const contextAt = (starts: boolean): readonly [number, number] => (starts && a !== start ? [start, a] : [a, b])

  function add(x: number, shares: readonly number[]): void {
    const { size, item, p, f } = found
    item[size] = x
    p.set(shares, size * shareCount)
    const from = size * featureCount
    for (let i = 0; i < shareCount; i += 1) f[from + i] = Math.log((shares[i] ?? 0) + floor)
    for (let i = 1; i <= 3; i += 1) f[from + shareCount - 1 + i] = Number(recent[i] === x)
    f[from + featureCount - 1] = Number(isUsed[x] !== 1)
    found.size += 1
  }

  return {
    look({ last, starts }) {
      const [la, lb] = contextAt(starts)
      const roleAfter = role.after(la)
      const [t1, t7, s, t2] = [one.at(la), now.at(la), skip.at(lb), two.at(lb, la)]
      ;[fast, mid, t1, t7, s, t2].forEach((row, i) => spread(dense[i] ?? ofFast, row))
      const own = n / (n + 200)
      found.size = 0
      for (let x = 0; x < items; x += 1) {
        if (x === last || (isUsed[x] !== 1 && !(role.use[x]! > 0))) continue
        const pMid = (ofMid[x]! + role.use[x]!) / (mid.total + 1)
        const pFast = (ofFast[x]! + pMid) / (fast.total + 1)
        const pRole = roleAfter[x]!
        const base = own * pMid + (1 - own) * pRole
        const pOne = (ofOne[x]! + 4 * base) / ((t1?.total ?? 0) + 4)
        const pNow = (ofNow[x]! + 4 * base) / ((t7?.total ?? 0) + 4)
        const pTwo = (ofTwo[x]! + 2 * pOne) / ((t2?.total ?? 0) + 2)
        const pSkip = (ofSkip[x]! + 4 * pMid) / ((s?.total ?? 0) + 4)
        add(x, [pFast, pMid, pOne, pNow, pSkip, pTwo, pRole])
      }
      return found
    },
    observe({ item, starts }) {
      ;[a, b] = contextAt(starts)
      count(mid, 0.93, item)
      count(fast, 0.7, item)
      count(one.take(a), 0.95, item)
      count(now.take(a), 0.7, item)
      count(skip.take(b), 0.95, item)
      count(two.take(b, a), 0.95, item)
      isUsed[item] = 1
      n += 1
      ;[a, b] = [item, a]
      recent = [item, ...recent.filter((x) => x !== item)].slice(0, 4)
    },
  }
}
