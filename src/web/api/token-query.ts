import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import * as contract from '#contract/identity.ts'
import { call } from './call.ts'
import type { CallParts } from './call.ts'

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async ({ signal }) => (await call(contract.listTokens, { signal })).data,
})

export type NewToken = CallParts<typeof contract.createToken>['input']

const changed = (client: QueryClient): Promise<void> => client.invalidateQueries({ queryKey: tokensQuery.queryKey })

/** The answer holds the token itself, this once: it is never put into a cache. */
export const createToken = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async (input: NewToken) => (await call(contract.createToken, { input })).data,
    retry: false,
    gcTime: 0,
    onSuccess: () => changed(client),
  })

export const removeToken = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async (id: string) => (await call(contract.removeToken, { params: { id } })).data,
    onSettled: () => changed(client),
  })
