import type { FetchQueryOptions, QueryClient, QueryKey } from '@tanstack/react-query'

/** A source that did not answer is left alone for this long: not every letter asks it again. */
const restMs = 15_000

/** Names to offer, kept as long as the query says; `none` where the source cannot tell them now, and the editor goes on without. */
export async function offered<T, K extends QueryKey>(client: QueryClient, query: FetchQueryOptions<T, Error, T, K>, none: NoInfer<T>): Promise<T> {
  const state = client.getQueryState<T>(query.queryKey)
  if (state?.status === 'error' && Date.now() - state.errorUpdatedAt < restMs) return none
  return client.fetchQuery({ ...query, retry: false }).catch(() => none)
}
