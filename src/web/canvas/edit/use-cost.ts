import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Query, QueryCost, VariableValues } from '#contract/query.ts'
import type { TimeRange } from '#contract/time.ts'
import { costQuery } from '../../api/cost-query.ts'
import { sourcesQuery } from '../../api/source-query.ts'
import { useRange } from '../../url/use-time.ts'
import { useZone } from '../../url/zone.ts'
import { requestOf } from '../../widgets/use-answer.ts'

/** What is known of the cost of a query; `asking` until its source has said. */
export interface Cost {
  readonly asking: boolean
  readonly cost: QueryCost | undefined
}

/** The page's range as it was when it was chosen: each refresh moves it a little, and costs nothing else. */
function useChosenRange(): TimeRange {
  const { spec, range } = useRange()
  const [chosen, setChosen] = useState({ spec, range })
  if (chosen.spec.from === spec.from && chosen.spec.to === spec.to) return chosen.range
  setChosen({ spec, range })
  return range
}

/** Asks what a query would cost, drawn `width` CSS pixels wide, where its source can tell. One that cannot be told keeps nobody waiting. */
export function useCost(width: number, query: Query, values: VariableValues): Cost {
  const { data: sources } = useQuery(sourcesQuery)
  const range = useChosenRange()
  const [zone] = useZone()
  const tells = sources?.find((s) => s.id === query.source)?.can.includes('cost') ?? false
  const request = useMemo(() => requestOf({ query, values, width, zone }, range), [width, query, values, zone, range])
  const { data, isLoading } = useQuery({ ...costQuery(request), enabled: tells })
  return { asking: tells && isLoading, cost: tells ? data : undefined }
}
