/** What became of idle runs of one workflow type, by how long they had been idle. */
export interface IdleOutcomes {
  readonly resumed: number
  readonly abandoned: number
}

/** Upper edges of the age buckets in minutes: an hour, a working day, a day, three days, a week; what is older is the last bucket. */
export const idleBuckets = [60, 480, 1440, 4320, 10_080] as const

/** Number of the age bucket, 0 to 5. */
export function idleBucket(minutes: number): number {
  const at = idleBuckets.findIndex((edge) => minutes <= edge)
  return at < 0 ? idleBuckets.length : at
}

/** P(a run idle that long is resumed); one half where nothing was seen. */
export const resumeRate = ({ resumed, abandoned }: IdleOutcomes): number => (resumed + 1) / (resumed + abandoned + 2)

export interface Unfinished {
  readonly id: string
  readonly workflow: string
  readonly idleMinutes: number
  /** Share of the steps that are done, 0 to 1. */
  readonly progress: number
  /** 1 is usual; more goes first. */
  readonly urgency: number
  readonly dismissals: number
}

const [mostDays, mostDismissals] = [14, 3]

/**
 * Unfinished work, what is likeliest to be taken up first: r(age) x (1 + progress) x urgency. Leaves the list after 14 days or three dismissals. Ties: the less idle,
 * then the smaller id. `outcomes` gives one entry per age bucket of a workflow type. Show at most three.
 */
export function rankUnfinished(
  runs: readonly Unfinished[],
  outcomes: (workflow: string) => readonly IdleOutcomes[],
): readonly (Unfinished & { readonly score: number })[] {
  return runs
    .filter((r) => r.idleMinutes <= mostDays * 1440 && r.dismissals < mostDismissals)
    .map((r) => ({
      ...r,
      score: resumeRate(outcomes(r.workflow)[idleBucket(r.idleMinutes)] ?? { resumed: 0, abandoned: 0 }) * (1 + r.progress) * r.urgency,
    }))
    .toSorted((a, b) => b.score - a.score || a.idleMinutes - b.idleMinutes || (a.id < b.id ? -1 : 1))
}
