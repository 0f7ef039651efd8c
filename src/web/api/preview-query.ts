import { queryOptions } from '@tanstack/react-query'
import { previewLanding } from '#contract/landing-preview.ts'
import { call } from './call.ts'

/** The first screen of somebody new in a role, for who looks after roles. */
export const previewQuery = (role: string, zone: string) =>
  queryOptions({
    queryKey: ['preview', role, zone],
    queryFn: async ({ signal }) => (await call(previewLanding, { params: { id: role }, search: { zone }, signal })).data,
    staleTime: 5_000,
    retry: false,
  })
