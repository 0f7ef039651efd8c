import { createCandidates } from './candidates.ts'
import type { Context } from './candidates.ts'
import { estimate, exponentiate, kappa, termCount } from './estimate.ts'
import type { Scored } from './estimate.ts'
import { pairKey } from './live.ts'
import type { Live } from './live.ts'
import type { ReadyPrior, ReadyRow } from './ready-prior.ts'
import { rowUnit } from './rows.ts'
import { itemUnit } from './slots.ts'
import { logTerms } from './weights.ts'

/** One person's scratch space and what of their items the prior knows. */
export interface Scorer {
  /** With `only`, just the kind of that name. */
  score(context: Context, weights: readonly number[], only?: string): Scored
}

/** What a scoring starts from: everything empty. */
const emptyScored = (room: number): Scored => ({
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
})

export function createScorer(live: Live, ready: ReadyPrior): Scorer {
  const candidates = createCandidates(live, ready)
  const scored = emptyScored(candidates.most)
  let priorKind: readonly number[] = []
  let named = -1

  /** Kinds are added and never leave. */
  function nameKinds(): void {
    if (named === live.kinds.length) return
    named = live.kinds.length
    scored.kindNames = [...new Set([...live.kinds.map((k) => k.name), ...ready.kinds])]
    priorKind = ready.kinds.map((name) => scored.kindNames.indexOf(name))
  }

  function scoreKind(number: number, context: Context, weights: readonly number[], row: ReadyRow | undefined): void {
    const kind = live.kinds[number]
    const one = kind?.one.get(context.last)
    const skip = kind?.skip.get(context.before)
    const two = kind?.two.get(pairKey(context.before, context.last))
    const first = scored.size
    candidates.open({ one, skip, two })
    candidates.addUsed(scored, number, context)
    candidates.addKnown(scored, number, priorKind, context.here)
    candidates.close({ one, skip, two })
    estimate(scored, first, candidates.evidence, { kind, one, skip, two, roleTotal: row?.totals.get(scored.kindNames[number] ?? '') ?? 0 })
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
      candidates.openRole(row)
      for (let k = 0; k < scored.kindNames.length; k += 1) if (only === undefined || scored.kindNames[k] === only) scoreKind(k, context, weights, row)
      candidates.closeRole(row)
      shareKinds(context)
      return scored
    },
  }
}
