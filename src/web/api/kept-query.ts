import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { forgetQueries, keepQuery, listQueries } from '#contract/kept-queries.ts'
import { call } from './call.ts'
import { learnedQuery } from './learning-query.ts'

/** Queries the reader wrote for a source, and those they gave a name to. */
export const keptQueriesQuery = (source: string) =>
  queryOptions({
    queryKey: ['keptQueries', source],
    queryFn: async ({ signal }) => (await call(listQueries, { params: { id: source }, signal })).data,
    staleTime: 60_000,
    retry: false,
  })

/** Keeps a query as the last one, or under a name. */
export const keepOneQuery = (client: QueryClient, source: string) =>
  mutationOptions({
    mutationFn: async (input: { readonly text: string; readonly name?: string }) => (await call(keepQuery, { params: { id: source }, input })).data,
    onSuccess: (kept) => client.setQueryData(keptQueriesQuery(source).queryKey, kept),
  })

/** Forgets the one of this name, or all that were kept by themselves. */
export const forgetKept = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async ({ source, name }: { readonly source: string; readonly name?: string }) =>
      (await call(forgetQueries, { params: { id: source }, search: { name } })).data,
    onSuccess: (_, { source }) =>
      Promise.all([client.invalidateQueries({ queryKey: keptQueriesQuery(source).queryKey }), client.invalidateQueries({ queryKey: learnedQuery.queryKey })]),
  })
