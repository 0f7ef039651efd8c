import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyProfile } from './empty-profile.ts'
import { rankLanding } from './landing.ts'
import { openLearner } from './learner.ts'
import type { Prior } from './prior.ts'
import { noPrior } from './prior.ts'
import { kindOf } from './profile.ts'
import type { Visit } from './profile.ts'
import { readyPrior } from './ready-prior.ts'
import { buildPrior, contributionOf } from './seed.ts'
import { shippedWeights } from './weights.ts'

/**
 * The formulas once more, slowly and without state: every number is summed up anew over the whole history, powers of gamma and all. Weights drift by the same
 * rule, step by step. One kind of item only; the mixing of kinds is checked below.
 */
interface Step {
  readonly item: string
  readonly weight: number
  readonly last: string
  readonly before: string
}

function stepsOf(visits: readonly Visit[]): readonly Step[] {
  const steps: Step[] = []
  let [last, before, at] = ['', '', 0]
  for (const v of visits) {
    const starts = steps.length === 0 || v.at - at >= 30
    if (starts && last !== '') [before, last] = [last, '']
    at = v.at
    if (last === v.item) continue
    steps.push({ item: v.item, weight: v.weight ?? 1, last, before })
    ;[before, last] = [last, v.item]
  }
  return steps
}

/** Sum of gamma ** age over the visits that are `of` interest, ages counted in the visits that are `among` them. */
function decayed(steps: readonly Step[], gamma: number, among: (s: Step) => boolean, of: (s: Step) => boolean): number {
  const row = steps.filter(among)
  return row.reduce((sum, s, i) => sum + (of(s) ? s.weight * gamma ** (row.length - 1 - i) : 0), 0)
}

interface Where {
  readonly last: string
  readonly before: string
  readonly here: string
}

function termsOf(steps: readonly Step[], prior: Prior, { last, before }: Where, recent: readonly string[], x: string): readonly number[] {
  const all = (): boolean => true
  const is = (s: Step): boolean => s.item === x
  const use = prior.use[x] ?? 0
  const row = prior.next[last] ?? {}
  const rowTotal = Object.values(row).reduce((a, b) => a + b, 0)
  const n = steps.reduce((sum, s) => sum + s.weight, 0)
  const mid = (decayed(steps, 0.93, all, is) + use) / (decayed(steps, 0.93, all, all) + 1)
  const fast = (decayed(steps, 0.7, all, is) + mid) / (decayed(steps, 0.7, all, all) + 1)
  const role = ((row[x] ?? 0) + use) / (rowTotal + 1)
  const base = (n / (n + 200)) * mid + (200 / (n + 200)) * role
  const after = (s: Step): boolean => s.last === last
  const one = (decayed(steps, 0.95, after, is) + 4 * base) / (decayed(steps, 0.95, after, all) + 4)
  const now = (decayed(steps, 0.7, after, is) + 4 * base) / (decayed(steps, 0.7, after, all) + 4)
  const both = (s: Step): boolean => s.last === last && s.before === before
  const two = (decayed(steps, 0.95, both, is) + 2 * one) / (decayed(steps, 0.95, both, all) + 2)
  const skipped = (s: Step): boolean => s.before === before
  const skip = (decayed(steps, 0.95, skipped, is) + 4 * mid) / (decayed(steps, 0.95, skipped, all) + 4)
  const logs = [fast, mid, one, now, skip, two, role].map((p) => Math.log(p + 1e-5))
  return [...logs, ...[1, 2, 3].map((i) => Number(recent[i] === x)), Number(!steps.some(is))]
}

function softmaxOf(
  steps: readonly Step[],
  prior: Prior,
  where: Where,
  weights: readonly number[],
): ReadonlyMap<string, readonly [p: number, terms: readonly number[]]> {
  const recent = [...new Set(steps.map((s) => s.item).toReversed())].slice(0, 4)
  const known = [...new Set([...steps.map((s) => s.item), ...Object.keys(prior.use)])].filter((x) => x !== where.here)
  const rows = known.map((x) => [x, termsOf(steps, prior, where, recent, x)] as const)
  const raw = rows.map(([, f]) => Math.exp(f.reduce((sum, v, i) => sum + v * (weights[i] ?? 0), 0)))
  const total = raw.reduce((a, b) => a + b, 0)
  return new Map(rows.map(([x, f], i) => [x, [(raw[i] ?? 0) / total, f]]))
}

/** Probabilities after a history, session starts and drifting weights included. */
function slowly(visits: readonly Visit[], prior: Prior): ReadonlyMap<string, number> {
  const steps = stepsOf(visits)
  const weights = [...shippedWeights]
  const sums = weights.map(() => 1)
  steps.forEach((step, n) => {
    const here = steps[n - 1]?.item ?? ''
    const p = softmaxOf(steps.slice(0, n), prior, { ...step, here }, weights)
    const chosen = p.get(step.item)
    if (!chosen) return
    for (let t = 0; t < weights.length; t += 1) {
      const g = step.weight * ((chosen[1][t] ?? 0) - [...p.values()].reduce((sum, [q, f]) => sum + q * (f[t] ?? 0), 0))
      sums[t] = (sums[t] ?? 0) + g * g
      weights[t] = (weights[t] ?? 0) + (0.1 * g) / Math.sqrt(sums[t] ?? 1)
    }
  })
  const final = steps.at(-1)
  const now = { last: final?.item ?? '', before: final?.last ?? '', here: final?.item ?? '' }
  return new Map([...softmaxOf(steps, prior, now, weights)].map(([x, [p]]) => [x, p]))
}

const history = fc
  .array(
    fc.record({
      item: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
      gap: fc.constantFrom(1, 2, 5, 29, 30, 500),
      weight: fc.constantFrom(1 as const, 1 as const, 0.5 as const),
    }),
    {
      minLength: 1,
      maxLength: 70,
    },
  )
  .map((list) => {
    let at = 29_000_000
    return list.map(({ item, gap, weight }): Visit => ({ item, at: (at += gap), weight }))
  })

const colleague = fc
  .array(fc.constantFrom('a', 'b', 'c', 'x', 'y'), { minLength: 2, maxLength: 9 })
  .map((items) => contributionOf(items.map((item, i) => ({ item, at: i * 7 }))))

test('what the engine keeps up step by step is what the formulas give for the whole history', () => {
  fc.assert(
    fc.property(history, fc.array(colleague, { maxLength: 12 }), (visits, colleagues) => {
      const prior = colleagues.length === 0 ? noPrior : buildPrior('sre', colleagues, 2)
      const learner = openLearner(emptyProfile, readyPrior(prior))
      learner.observe(visits)
      const expected = slowly(visits, prior)
      const { ranked } = learner.rank({ at: visits.at(-1)?.at ?? 0 })
      expect(new Set(ranked.map((r) => r.item))).toEqual(new Set(expected.keys()))
      for (const { item, p } of ranked) expect(Math.abs(p - (expected.get(item) ?? 0))).toBeLessThan(0.004)
    }),
    { numRuns: 80 },
  )
})

test('shares of sessions are what the formula gives for the whole history', () => {
  fc.assert(
    fc.property(history, fc.array(colleague, { minLength: 5, maxLength: 12 }), (visits, colleagues) => {
      const prior = buildPrior('sre', colleagues)
      const learner = openLearner(emptyProfile, readyPrior(prior))
      learner.observe(visits)
      const sessions: Map<string, number>[] = []
      let at = -Infinity
      let last = ''
      for (const v of visits) {
        if (v.at - at >= 30) {
          sessions.push(new Map())
          last = ''
        }
        at = v.at
        const session = sessions.at(-1)
        if (v.item !== last) session?.set(v.item, Math.max(session.get(v.item) ?? 0, v.weight ?? 1))
        last = v.item
      }
      const left = (i: number): number => 2 ** (-(sessions.length - 1 - i) / 10)
      const z = sessions.reduce((sum, _, i) => sum + left(i), 0)
      for (const { item, score } of rankLanding(learner.profile(), prior, at + 100)) {
        const c = sessions.reduce((sum, s, i) => sum + (s.get(item) ?? 0) * left(i), 0)
        expect(score).toBeCloseTo((c + 2 * (prior.sessions[item] ?? 0)) / (z + 2), 4)
      }
    }),
    { numRuns: 80 },
  )
})

test('kinds are mixed by how likely the kind is here, times how likely the item is within it', () => {
  const path = ['page:alerts', 'dashboard:pay', 'page:alerts', 'dashboard:pay', 'page:changes', 'page:alerts', 'dashboard:shop', 'page:alerts']
  const learner = openLearner(emptyProfile, readyPrior(noPrior))
  learner.observe(path.map((item, i) => ({ item, at: 100 + i })))
  const { ranked } = learner.rank({ at: 108 })
  const shareOf = (kind: string): number => ranked.filter((r) => kindOf(r.item) === kind).reduce((sum, r) => sum + r.p, 0)
  // After the alerts came a dashboard each time; among them the one that came twice.
  expect(shareOf('dashboard')).toBeGreaterThan(shareOf('page'))
  expect(ranked[0]?.item).toBe('dashboard:pay')
  const alone = learner.rank({ at: 108 }, new Set(['dashboard:pay', 'dashboard:shop'])).ranked
  const within = (item: string): number => (ranked.find((r) => r.item === item)?.p ?? 0) / shareOf('dashboard')
  for (const { item, p } of alone) expect(p).toBeCloseTo(within(item), 9)
})
