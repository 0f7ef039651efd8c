/** What follows what in one type and version of a workflow, for everybody: counts by the last up to three steps. '' is the end of a run. Plain JSON. */
export interface StepModel {
  readonly v: 1
  /** By context (a JSON list of steps, latest last), the number of times each step came next. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>
}

export const noSteps: StepModel = { v: 1, counts: {} }
export const endOfRun = ''

const order = 3
const kappa = 1
const contextsOf = (before: readonly string[]): readonly string[] =>
  Array.from({ length: Math.min(order, before.length) + 1 }, (_, k) => JSON.stringify(k === 0 ? [] : before.slice(-k)))

/** Learns runs that ended, each its steps in order. */
export function learnRuns(model: StepModel, runs: readonly (readonly string[])[]): StepModel {
  const counts = new Map(Object.entries(model.counts).map(([context, row]) => [context, new Map(Object.entries(row))] as const))
  for (const steps of runs) {
    ;[...steps, endOfRun].forEach((step, i) => {
      for (const context of contextsOf(steps.slice(0, i))) {
        const row = counts.get(context) ?? new Map<string, number>()
        counts.set(context, row)
        row.set(step, (row.get(step) ?? 0) + 1)
      }
    })
  }
  return { v: 1, counts: Object.fromEntries(Array.from(counts, ([context, row]) => [context, Object.fromEntries(row)])) }
}

export interface NextStep {
  /** `endOfRun` where the run is expected to end. */
  readonly step: string
  readonly p: number
}

/** Likeliest next steps: p_k(x) = (n_k(x) + kappa p_{k-1}(x)) / (n_k + kappa) over the last 0 to 3 steps. Ties go by name. */
export function nextSteps(model: StepModel, before: readonly string[]): readonly NextStep[] {
  const overall = Object.hasOwn(model.counts, '[]') ? Object.entries(model.counts['[]'] ?? {}) : []
  const steps = overall.map(([step]) => step)
  let p = new Map(steps.map((step) => [step, 1 / steps.length] as const))
  for (const context of contextsOf(before)) {
    const row = new Map(Object.hasOwn(model.counts, context) ? Object.entries(model.counts[context] ?? {}) : [])
    const total = [...row.values()].reduce((a, b) => a + b, 0)
    p = new Map(Array.from(p, ([step, coarser]) => [step, ((row.get(step) ?? 0) + kappa * coarser) / (total + kappa)] as const))
  }
  return Array.from(p, ([step, chance]) => ({ step, p: chance })).toSorted((a, b) => b.p - a.p || (a.step < b.step ? -1 : 1))
}
