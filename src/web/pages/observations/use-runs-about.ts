import { useQuery } from '@tanstack/react-query'
import { runQuery, runsByStateQuery, runsQuery } from '#web/api/run-query.ts'
import type { Run, RunCard } from '#contract/run.ts'
import { isAbout } from './next-step.ts'

/** One by one: asking for a list of them would weigh on the first screen, which shares its code. */
const useRun = (card: RunCard | undefined) => useQuery({ ...runQuery(card?.id ?? ''), enabled: card !== undefined }).data

/** Runs about an observation, as far as one has a part in them: unfinished first. The latest few also with their steps. */
export function useRunsAbout(id: string): { readonly cards: readonly RunCard[]; readonly runs: readonly Run[] } {
  const { data: unfinished = [] } = useQuery(runsQuery)
  const { data: finished = [] } = useQuery(runsByStateQuery('finished'))
  const cards = [...unfinished, ...finished].filter((card) => isAbout(card, id))
  // More would bury what happened under what was done about it.
  const read = [useRun(cards[0]), useRun(cards[1]), useRun(cards[2])]
  return { cards, runs: read.flatMap((run) => (run ? [run] : [])) }
}
