import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { ItemKey } from '#contract/item.ts'
import { readStrip, saveMute, savePin } from '#contract/learning.ts'
import type { Strip } from '#contract/learning.ts'
import { call } from './call.ts'

/** The eight places of the first screen. Every reply about them replaces them. */
export const stripQuery = queryOptions({
  queryKey: ['strip'],
  queryFn: async ({ signal }) => (await call(readStrip, { signal })).data,
})

const take =
  (client: QueryClient) =>
  ({ slots, paused, off }: Strip): void =>
    void client.setQueryData(stripQuery.queryKey, { slots, paused, off })

export const pinPlace = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async (input: { readonly item: ItemKey; readonly pinned: boolean; readonly slot?: number }) => (await call(savePin, { input })).data,
    onSuccess: take(client),
  })

/** Forgets a place and never suggests it again; or takes that back. */
export const mutePlace = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async (input: { readonly item: ItemKey; readonly muted: boolean }) => (await call(saveMute, { input })).data,
    onSuccess: take(client),
  })
