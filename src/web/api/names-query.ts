import { queryOptions } from '@tanstack/react-query'
import * as contract from '#contract/names.ts'
import { call } from './call.ts'

/** Who is called like that. Asked from the second letter on; kept a while, so that a chosen name can still be told. */
export const namesQuery = (q: string) =>
  queryOptions({
    queryKey: ['names', q],
    queryFn: async ({ signal }) => (await call(contract.findNames, { search: { q }, signal })).data,
    enabled: q.length >= 2,
    staleTime: 60_000,
    gcTime: 3_600_000,
    retry: false,
  })
