import { queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { listObservations, readObservation } from '#contract/observations.ts'
import type { ObservationList } from '#contract/observations.ts'
import { listServices, readService } from '#contract/services.ts'
import { call } from './call.ts'
import type { CallParts } from './call.ts'

export type ListSearch = CallParts<typeof listObservations>['search']

/** An answer that knows to which question: the same list at another moment is the same question. */
export type ListAnswer = ObservationList & { readonly question: string }

/** What happened, narrowed and ordered. While an answer is on its way the last one of the page stays, also after coming back to it. */
export const observationsQuery = (search: ListSearch, question: string, client: QueryClient) =>
  queryOptions({
    queryKey: ['observations', question, search] as const,
    queryFn: async ({ signal }): Promise<ListAnswer> => ({ ...(await call(listObservations, { search, signal })).data, question }),
    placeholderData: (last) => last ?? newest(client, question),
    staleTime: 5_000,
    gcTime: 120_000,
  })

function newest(client: QueryClient, question: string): ListAnswer | undefined {
  const known = client.getQueryCache().findAll({ queryKey: ['observations', question], predicate: (q) => q.state.data !== undefined })
  const [last] = known.toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
  // Only observationsQuery writes below ['observations'].
  return last?.state.data as ListAnswer | undefined
}

/** One observation with what belongs to it. `at`: when it began, where that is known. */
export const observationQuery = (id: string, at: number | undefined) =>
  queryOptions({
    queryKey: ['observation', id, at] as const,
    queryFn: async ({ signal }) => (await call(readObservation, { params: { id }, search: at === undefined ? {} : { at }, signal })).data,
    staleTime: 5_000,
    refetchInterval: 30_000,
  })

/** Every service whoever asks may see, worst first. */
export const servicesQuery = queryOptions({
  queryKey: ['services'],
  queryFn: async ({ signal }) => (await call(listServices, { signal })).data,
  staleTime: 5_000,
  refetchInterval: 30_000,
})

export const serviceQuery = (id: string) =>
  queryOptions({
    queryKey: ['service', id] as const,
    queryFn: async ({ signal }) => (await call(readService, { params: { id }, signal })).data,
    staleTime: 5_000,
    refetchInterval: 30_000,
  })
