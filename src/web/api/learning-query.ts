import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import * as contract from '#contract/learning.ts'
import type { Learned, Strip } from '#contract/learning.ts'
import type { ItemKey } from '#contract/item.ts'
import { call } from './call.ts'

/** The eight places to go to, as they were told last. Every reply about them replaces them. */
export const stripKey = ['strip'] as const
export const askStrip = async (signal?: AbortSignal): Promise<Strip> => (await call(contract.readStrip, { signal })).data

/** As the first screen reads it, for whoever needs to know whether anything is learned. */
export const stripQuery = queryOptions({ queryKey: stripKey, queryFn: ({ signal }) => askStrip(signal) })
const learnedKey = ['learned'] as const

export const takeStrip = (client: QueryClient, { slots, paused, off }: Strip): void =>
  void client.setQueryData<Strip>(stripKey, { slots, paused, ...(off && { off }) })

const known = (client: QueryClient) => (learned: Learned) => {
  client.setQueryData(learnedKey, learned)
  return client.invalidateQueries({ queryKey: stripKey })
}

/** Everything kept about whoever asks. */
export const learnedQuery = queryOptions({
  queryKey: learnedKey,
  queryFn: async ({ signal }) => (await call(contract.readLearned, { signal })).data,
})

export const savePin = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async (input: { readonly item: ItemKey; readonly pinned: boolean; readonly slot?: number }) => (await call(contract.savePin, { input })).data,
    onSuccess: (strip) => {
      takeStrip(client, strip)
      return client.invalidateQueries({ queryKey: learnedKey })
    },
  })

/** Forgets an item and never suggests it again; or takes that back. */
export const saveMute = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async (input: { readonly item: ItemKey; readonly muted: boolean }) => (await call(contract.saveMute, { input })).data,
    onSuccess: (strip) => {
      takeStrip(client, strip)
      return client.invalidateQueries({ queryKey: learnedKey })
    },
  })

export const saveLearning = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async (input: { readonly paused?: boolean; readonly contribution?: boolean; readonly noticed?: true }) =>
      (await call(contract.saveLearning, { input })).data,
    onSuccess: known(client),
  })

export const eraseLearned = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async (what: 'learned' | 'everything') => (await call(contract.eraseLearned, { search: { what } })).data,
    onSuccess: known(client),
  })

export const exportLearned = async () => (await call(contract.exportLearned, {})).data

/** The one change offered on a dashboard now, and the one accepted last. */
export const offerQuery = (dashboard: string) =>
  queryOptions({
    queryKey: ['proposal', dashboard],
    queryFn: async ({ signal }) => (await call(contract.readProposal, { search: { dashboard }, signal })).data,
    staleTime: 300_000,
  })

export const answerProposal = (client: QueryClient, dashboard: string) =>
  mutationOptions({
    mutationFn: async ({ id, answer }: { readonly id: string; readonly answer: 'accept' | 'later' | 'never' }) =>
      (await call(contract.answerProposal, { params: { id }, input: { dashboard, answer } })).data,
    onSuccess: (offer) => void client.setQueryData(offerQuery(dashboard).queryKey, offer),
    // It may be gone: answered in another tab, or nobody is asked about furniture while something burns.
    onError: () => client.invalidateQueries({ queryKey: offerQuery(dashboard).queryKey }),
  })

export const undoProposal = (client: QueryClient, dashboard: string) =>
  mutationOptions({
    mutationFn: async (id: string) => (await call(contract.undoProposal, { params: { id } })).data,
    onSuccess: (offer) => void client.setQueryData(offerQuery(dashboard).queryKey, offer),
    onError: () => client.invalidateQueries({ queryKey: offerQuery(dashboard).queryKey }),
  })
