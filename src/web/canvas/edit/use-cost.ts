import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Query, QueryCost, VariableValues } from '#contract/query.ts'
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

/** Asks what a query would cost, drawn `width` CSS pixels wide, where its source can tell. One that cannot be told keeps nobody waiting. */
export function useCost(width: number, query: Query, values: VariableValues): Cost {
  const { data: sources } = useQuery(sourcesQuery)
  const { range } = useRange()
  const [zone] = useZone()
  const tells = sources?.find((s) => s.id === query.source)?.can.includes('cost') ?? false
  const request = useMemo(() => requestOf({ query, values, width, zone }, range), [width, query, values, zone, range])
  const { data, isLoading } = useQuery({ ...costQuery(request), enabled: tells })
  return { asking: tells && isLoading, cost: tells ? data : undefined }
}
