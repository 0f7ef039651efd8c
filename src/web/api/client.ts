import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiFault, isAway } from './api-fault.ts'
import { statusQuery } from './status-query.ts'

const tries = 2
const worthAnotherTry = (count: number, error: unknown): boolean => isAway(error) && count < tries
const pause = (count: number, error: unknown): number =>
  error instanceof ApiFault && error.retryAfterMs !== undefined ? error.retryAfterMs : Math.min(8000, 500 * 2 ** count)

/**
 * The app's one cache of what the server said. `always`: an installation on this machine or network answers while the
 * browser believes to be offline.
 */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        // Whoever notices first that the server is away tells the banner.
        if (isAway(error) && query.queryKey[0] !== statusQuery.queryKey[0]) void client.invalidateQueries({ queryKey: statusQuery.queryKey })
      },
    }),
    defaultOptions: {
      queries: { networkMode: 'always', retry: worthAnotherTry, retryDelay: pause, staleTime: 30_000, refetchOnWindowFocus: true },
      mutations: { networkMode: 'always', retry: worthAnotherTry, retryDelay: pause },
    },
  })
  return client
}
