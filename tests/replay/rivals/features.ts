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
const share = (d: Decayed | undefined, item: number): number => (d ? (d.values.get(item) ?? 0) / d.unit : 0)

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
/** Seven logarithms, then second, third, fourth most recent, never used. */
export const featureCount = 11

/** The terms of the log-linear mix in plain floating point, nothing dropped: what the other mixtures are made of. */
export interface Features {
  /** Probabilities and terms of every candidate before the next step. */
  look(now: Now): readonly Candidate[]
  observe(step: Step): void
}

export interface Candidate {
  readonly item: number
  /** fast, mid, one, now, skip, two, role. */
  readonly p: readonly number[]
  readonly f: readonly number[]
}

export function createFeatures({ prior, items }: Setting): Features {
  const role = roleNumbers(prior, items)
  const [fast, mid] = [decayed(), decayed()]
  const [one, now, skip, two] = [new Map<string, Decayed>(), new Map<string, Decayed>(), new Map<string, Decayed>(), new Map<string, Decayed>()]
  const row = (rows: Map<string, Decayed>, key: string): Decayed => {
    const found = rows.get(key) ?? decayed()
    rows.set(key, found)
    return found
  }
  const used = new Set<number>()
  let [a, b, n] = [start, start, 0]
  let recent: readonly number[] = []

  const contextAt = (starts: boolean): readonly [number, number] => (starts && a !== start ? [start, a] : [a, b])

  return {
    look({ last, starts }) {
      const [la, lb] = contextAt(starts)
      const roleAfter = Float64Array.from(role.after(la))
      const [t1, t7, s, t2] = [one.get(`${la}`), now.get(`${la}`), skip.get(`${lb}`), two.get(`${lb},${la}`)]
      const own = n / (n + 200)
      const found: Candidate[] = []
      for (let x = 0; x < items; x += 1) {
        if (x === last || (!used.has(x) && !(role.use[x]! > 0))) continue
        const pMid = (share(mid, x) + role.use[x]!) / (mid.total + 1)
        const pFast = (share(fast, x) + pMid) / (fast.total + 1)
        const pRole = roleAfter[x]!
        const base = own * pMid + (1 - own) * pRole
        const pOne = (share(t1, x) + 4 * base) / ((t1?.total ?? 0) + 4)
        const pNow = (share(t7, x) + 4 * base) / ((t7?.total ?? 0) + 4)
        const pTwo = (share(t2, x) + 2 * pOne) / ((t2?.total ?? 0) + 2)
        const pSkip = (share(s, x) + 4 * pMid) / ((s?.total ?? 0) + 4)
        const p = [pFast, pMid, pOne, pNow, pSkip, pTwo, pRole]
        const marks = [recent[1] === x, recent[2] === x, recent[3] === x, !used.has(x)].map(Number)
        found.push({ item: x, p, f: [...p.map((v) => Math.log(v + floor)), ...marks] })
      }
      return found
    },
    observe({ item, starts }) {
      ;[a, b] = contextAt(starts)
      count(mid, 0.93, item)
      count(fast, 0.7, item)
      count(row(one, `${a}`), 0.95, item)
      count(row(now, `${a}`), 0.7, item)
      count(row(skip, `${b}`), 0.95, item)
      count(row(two, `${b},${a}`), 0.95, item)
      used.add(item)
      n += 1
      ;[a, b] = [item, a]
      recent = [item, ...recent.filter((x) => x !== item)].slice(0, 4)
    },
  }
}
