import { queryOptions } from '@tanstack/react-query'
import { estimateQuery } from '#contract/query.ts'
import type { QueryRequest } from '#contract/query.ts'
import { call } from './call.ts'

const keptMs = 60_000

/** What a query would go through. Fails where its source cannot tell, or does not understand it. */
export const costQuery = (request: QueryRequest) =>
  queryOptions({
    queryKey: ['cost', request],
    queryFn: async ({ signal }) => (await call(estimateQuery, { input: request, signal })).data,
    staleTime: keptMs,
    retry: false,
    refetchOnWindowFocus: false,
  })
