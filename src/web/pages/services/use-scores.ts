import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Frame } from '#contract/frame.ts'
import type { Source } from '#contract/source.ts'
import { frameQuery } from '#web/api/frame-query.ts'
import { sourcesQuery } from '#web/api/source-query.ts'
import { useClock } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'
import { useTold } from '#web/widgets/told/use-told.ts'
import type { Score } from './service-look.ts'

const monthMs = 30 * 86_400_000
const none: ReadonlyMap<string, Score> = new Map()

/** The source whose numbers speak of the services shown: the demo's of its own, real ones of all others. */
export const numbersSource = (sources: readonly Source[] | undefined, measure: string, demo: boolean): Source | undefined =>
  sources?.find((source) => source.measures.includes(measure) && (source.kind === 'demo') === demo)

function scoresIn(frame: Frame): ReadonlyMap<string, Score> {
  const column = (name: string) => frame.fields.find((field) => field.name === name)?.values ?? []
  const amount = (name: string, i: number): number | null => {
    const cell = column(name)[i]
    return typeof cell === 'number' && Number.isFinite(cell) ? cell : null
  }
  return new Map(
    column('service').map((id, i) => [
      String(id),
      {
        health: amount('health', i),
        because: String(column('because')[i] ?? ''),
        budgetLeft: amount('budgetLeft', i),
        incidents: amount('incidents', i),
        medianToResolve: amount('medianToResolve', i),
        changeSuccess: amount('changeSuccess', i),
        automation: amount('automation', i),
      },
    ]),
  )
}

/** Is each service effective, over 30 days; empty where no source can tell. `isKnown` from the moment one is asked, so that the room is there before the answer. */
export function useScores(demo: boolean | undefined): { readonly scores: ReadonlyMap<string, Score>; readonly isKnown: boolean } {
  const clock = useClock()
  const [zone] = useZone()
  const [now] = useState(() => clock.now())
  const { data: sources } = useQuery(sourcesQuery)
  const source = demo === undefined ? undefined : numbersSource(sources, 'kpi.scorecard', demo)
  const request = {
    query: { source: source?.id ?? '', spec: { measure: 'kpi.scorecard', mode: 'instant', by: [], match: {} } },
    range: { from: now - monthMs, to: now },
    width: 600,
    variables: {},
    zone,
  }
  const { data, isError } = useQuery({ ...frameQuery(request), enabled: source !== undefined })
  const told = useTold(data?.frame)
  const scores = useMemo(() => (told ? scoresIn(told) : none), [told])
  const isAwaited = source !== undefined && told === undefined && !isError
  return { scores, isKnown: scores.size > 0 || isAwaited }
}
