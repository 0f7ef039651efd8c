import type { Log, ReplayedPerson } from './people.ts'
import type { ReadyPrior } from '#core/personalization/ready-prior.ts'
import type { RivalKind } from './rival.ts'

/** Sums of one person's guesses. */
export interface Tally {
  n: number
  hit1: number
  hit4: number
  hit8: number
  reciprocal: number
}

/** One person under one way of guessing: all steps, and by how much they had done (1-10, 11-50, 51-200, 201+). */
export interface PersonResult {
  readonly all: Tally
  readonly curve: readonly Tally[]
}

export const curveEdges = [10, 50, 200, Infinity] as const
const tally = (): Tally => ({ n: 0, hit1: 0, hit4: 0, hit8: 0, reciprocal: 0 })

function mark(t: Tally, rank: number | undefined): void {
  t.n += 1
  if (rank === undefined) return
  if (rank <= 1) t.hit1 += 1
  if (rank <= 4) t.hit4 += 1
  if (rank <= 8) t.hit8 += 1
  t.reciprocal += 1 / rank
}

/** Place of an item, 1 is best; undefined where it is not shown. Ties go to the most recent, then to the smaller id. */
export function rankOf(item: number, scores: Float64Array, last: number, seen: Float64Array): number | undefined {
  const score = scores[item] ?? 0
  if (!(score > 0) || item === last) return undefined
  const at = seen[item] ?? 0
  let rank = 1
  for (let i = 0; i < scores.length; i += 1) {
    const other = scores[i] ?? 0
    if (other < score || i === item || i === last) continue
    const recent = seen[i] ?? 0
    if (other > score || recent > at || (recent === at && i < item)) rank += 1
  }
  return rank
}

/** Guess, score, then learn, step by step. */
export function replayPerson(person: ReplayedPerson, kind: RivalKind, setting: { readonly items: number; readonly prior: ReadyPrior }): PersonResult {
  const rival = kind.create(setting)
  const seen = new Float64Array(setting.items)
  const result: PersonResult = { all: tally(), curve: curveEdges.map(tally) }
  let last = -1
  person.steps.forEach((step, i) => {
    const scores = rival.scores({ last, at: step.at, starts: step.starts })
    if (step.scored) {
      const rank = rankOf(step.item, scores, last, seen)
      mark(result.all, rank)
      const bucket = result.curve[curveEdges.findIndex((edge) => result.all.n <= edge)]
      if (bucket) mark(bucket, rank)
    }
    rival.observe(step)
    seen[step.item] = i + 1
    last = step.item
  })
  return result
}

/** Everybody who has something to score; in their order. */
export function replayAll(
  log: Log,
  people: readonly ReplayedPerson[],
  priorOf: (person: ReplayedPerson) => ReadyPrior,
  kind: RivalKind,
): readonly PersonResult[] {
  return people.map((person) => replayPerson(person, kind, { items: log.items.length, prior: priorOf(person) })).filter((r) => r.all.n > 0)
}
