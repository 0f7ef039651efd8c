import { useQueries, useQuery } from '@tanstack/react-query'
import { runQuery, runsByStateQuery, runsQuery } from '#web/api/run-query.ts'
import type { Run, RunCard } from '#contract/run.ts'
import { isAbout } from './next-step.ts'

/** More would bury what happened under what was done about it. */
const mostRead = 3

/** Runs about an observation, as far as one has a part in them: unfinished first. The latest few also with their steps. */
export function useRunsAbout(id: string): { readonly cards: readonly RunCard[]; readonly runs: readonly Run[] } {
  const { data: unfinished = [] } = useQuery(runsQuery)
  const { data: finished = [] } = useQuery(runsByStateQuery('finished'))
  const cards = [...unfinished, ...finished].filter((card) => isAbout(card, id))
  const read = useQueries({ queries: cards.slice(0, mostRead).map((card) => runQuery(card.id)) })
  return { cards, runs: read.flatMap(({ data }) => (data ? [data] : [])) }
}
