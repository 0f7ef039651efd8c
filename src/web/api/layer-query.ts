import { queryOptions } from '@tanstack/react-query'
import { readLayer } from '#contract/layer.ts'
import { call } from './call.ts'

/** What this person arranged for themselves. Others never see it; it changes by their own hand only, here or elsewhere. */
export const layerQuery = (id: string) =>
  queryOptions({
    queryKey: ['layer', id],
    queryFn: async ({ signal }) => (await call(readLayer, { params: { id }, signal })).data,
    staleTime: 60_000,
  })
