import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { loadDemo, readStatus, removeDemo } from '#contract/status.ts'
import { call } from './call.ts'

const calmMs = 30_000
const awayMs = 4000

/** The server's word about itself; asked more often while it is away. */
export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: async ({ signal }) => {
    const sentAt = Date.now()
    const { data } = await call(readStatus, { signal })
    // The server's clock stood at `now` about half way between asking and hearing.
    return { ...data, skewMs: data.now - (sentAt + Date.now()) / 2 }
  },
  staleTime: 10_000,
  retry: false,
  refetchInterval: ({ state }) => (state.status === 'error' ? awayMs : calmMs),
})

/** Loads or removes the demo estate; everything shown may change with it. */
export const switchDemo = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async (loaded: boolean) => (await call(loaded ? loadDemo : removeDemo, {})).data,
    onSettled: () => client.invalidateQueries(),
  })
