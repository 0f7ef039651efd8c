import { endOfRun, learnRuns, nextSteps, noSteps } from '#core/personalization/steps.ts'
import type { LogEvent } from './log.ts'

export interface StepsResult {
  readonly prefixes: number
  /** Right step first, the end of a run never being the truth asked for: a guess of "end" counted wrong, or not allowed. */
  readonly top1: number
  readonly top1NoEnd: number
  /** Right step or end among the first three. */
  readonly top3: number
  readonly prefixesWithEnd: number
}

/**
 * The split of Tax et al. 2017: the first two thirds of the cases (by their first event) teach, the last third is guessed, from prefixes of two steps on. Cases are
 * mapped to their steps in order.
 */
export function replaySteps(cases: ReadonlyMap<string, readonly LogEvent[]>): StepsResult {
  const inOrder = [...cases.values()].toSorted((a, b) => (a[0]?.at ?? 0) - (b[0]?.at ?? 0)).map((events) => events.map((e) => e.item))
  const split = Math.round((inOrder.length * 2) / 3)
  const model = learnRuns(noSteps, inOrder.slice(0, split))
  const sums = { prefixes: 0, top1: 0, top1NoEnd: 0, top3: 0, prefixesWithEnd: 0 }
  for (const steps of inOrder.slice(split)) {
    for (let i = 2; i <= steps.length; i += 1) {
      const truth = steps[i] ?? endOfRun
      const guesses = nextSteps(model, steps.slice(0, i)).map((g) => g.step)
      sums.prefixesWithEnd += 1
      if (guesses.slice(0, 3).includes(truth)) sums.top3 += 1
      if (truth === endOfRun) continue
      sums.prefixes += 1
      if (guesses[0] === truth) sums.top1 += 1
      if (guesses.find((g) => g !== endOfRun) === truth) sums.top1NoEnd += 1
    }
  }
  return sums
}
