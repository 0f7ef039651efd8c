import { queryOptions } from '@tanstack/react-query'
import { readLanding } from '#contract/landing.ts'
import { call } from './call.ts'

/** Ages go on by themselves; what burns is heard of, and looked for this often all the same. */
const everyMs = 30_000

/** The person's first screen. The last one stays while the next is on its way. */
export const landingQuery = (zone: string) =>
  queryOptions({
    queryKey: ['landing', zone],
    queryFn: async ({ signal }) => (await call(readLanding, { search: { zone }, signal })).data,
    refetchInterval: everyMs,
    staleTime: 5_000,
  })
