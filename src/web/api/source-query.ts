import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { readCatalogue } from '#contract/catalogue.ts'
import { listLabels, listLabelValues, listMetadata, listSeries } from '#contract/query.ts'
import * as contract from '#contract/source.ts'
import type { Source, SourceInput } from '#contract/source.ts'
import type { TimeRange } from '#contract/time.ts'
import { call } from './call.ts'

const healthMs = 30_000
/** A source nobody asked yet is being asked: what came of it is looked for soon. */
const askedMs = 1_500

/** Every source with its health, kept fresh. */
export const sourcesQuery = queryOptions({
  queryKey: ['sources'],
  queryFn: async ({ signal }) => (await call(contract.listSources, { signal })).data,
  refetchInterval: ({ state }) => (state.data?.some(({ health }) => health.state === 'unknown') ? askedMs : healthMs),
})

/** Kinds of sources this server speaks, with the JSON Schemas their forms are drawn from. */
export const catalogueQuery = queryOptions({
  queryKey: ['catalogue'],
  queryFn: async ({ signal }) => (await call(readCatalogue, { signal })).data,
  staleTime: Number.POSITIVE_INFINITY,
})

/** Narrows labels, values and series to a selector and a time. */
export interface Narrow {
  readonly match?: string | undefined
  readonly range?: TimeRange | undefined
}

/** With the rights of this role, for who looks as one. */
interface AsRole {
  readonly as?: string | undefined
}

const labelsStaleMs = 60_000
const searchOf = ({ match, range }: Narrow): { match?: string; from?: number; to?: number } => ({
  ...(match && { match }),
  ...(range && { from: range.from, to: range.to }),
})

export const labelValuesQuery = (source: string, label: string, { as, ...narrow }: Narrow & AsRole = {}) => {
  const search = { ...searchOf(narrow), ...(as !== undefined && { as }) }
  return queryOptions({
    queryKey: ['labelValues', source, label, search],
    queryFn: async ({ signal }) => (await call(listLabelValues, { params: { id: source, label }, search, signal })).data,
    staleTime: labelsStaleMs,
  })
}

export const labelNamesQuery = (source: string, narrow: Narrow = {}) =>
  queryOptions({
    queryKey: ['labelValues', source, [], searchOf(narrow)],
    queryFn: async ({ signal }) => (await call(listLabels, { params: { id: source }, search: searchOf(narrow), signal })).data,
    staleTime: labelsStaleMs,
    retry: false,
  })

/** Types and meanings of the metrics of a source. */
export const metadataQuery = (source: string) =>
  queryOptions({
    queryKey: ['labelValues', source, 'metadata'],
    queryFn: async ({ signal }) => (await call(listMetadata, { params: { id: source }, signal })).data,
    staleTime: 10 * labelsStaleMs,
    retry: false,
  })

/** Label sets of a source; of a database its columns, each with `schema`, `table`, `column` and `type`. */
export const seriesQuery = (source: string, narrow: Narrow = {}) =>
  queryOptions({
    queryKey: ['labelValues', source, 'series', searchOf(narrow)],
    queryFn: async ({ signal }) => (await call(listSeries, { params: { id: source }, search: searchOf(narrow), signal })).data.series,
    staleTime: labelsStaleMs,
    retry: false,
  })

/** What a source says may be in any answer: frames and labels of all are asked anew. */
const changed = async (client: QueryClient): Promise<void> => {
  await Promise.all([sourcesQuery.queryKey, ['frame'], ['labelValues'], ['landing'], ['dashboard']].map((queryKey) => client.invalidateQueries({ queryKey })))
}

/** What was sent may hold a secret: it is not kept once nobody looks. */
const forgotten = { gcTime: 0 } as const

export interface NewSource {
  readonly source: SourceInput
  readonly key: string
}

export const createSource = (client: QueryClient) =>
  mutationOptions({
    ...forgotten,
    mutationFn: async ({ source, key }: NewSource) => (await call(contract.createSource, { input: source, idempotencyKey: key })).data,
    onSuccess: () => changed(client),
  })

export const saveSource = (client: QueryClient) =>
  mutationOptions({
    ...forgotten,
    mutationFn: async ({ source, rev, key }: NewSource & { readonly rev: number }) =>
      (await call(contract.saveSource, { params: { id: source.id }, ifMatch: rev, input: source, idempotencyKey: key })).data,
    onSuccess: () => changed(client),
  })

export const removeSource = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async ({ id, rev }: Pick<Source, 'id' | 'rev'>) => (await call(contract.removeSource, { params: { id }, ifMatch: rev })).data,
    onSuccess: () => changed(client),
  })

/** Asks the system behind a source, saved or not, whether it answers. */
export const checkSource = () =>
  mutationOptions({ ...forgotten, mutationFn: async (source: SourceInput) => (await call(contract.checkSource, { input: source })).data })
