import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { decodeFrame } from '#contract/frame.ts'
import * as contract from '#contract/learning.ts'
import type { RoleSeeds } from '#contract/learning.ts'
import { call } from './call.ts'

/** Seeds of a role, newest first. */
export const seedsQuery = (role: string) =>
  queryOptions({ queryKey: ['seeds', role], queryFn: async ({ signal }) => (await call(contract.listSeeds, { params: { id: role }, signal })).data })

/** What publishing a version would change. */
export const seedPreviewQuery = (role: string, version: number, rev: number) =>
  queryOptions({
    queryKey: ['seeds', role, 'preview', version, rev],
    queryFn: async ({ signal }) => (await call(contract.previewSeed, { params: { id: role, version }, signal })).data,
  })

/** Usual ways of a role's people, as edges. */
export const pathsQuery = (role: string) =>
  queryOptions({
    queryKey: ['seeds', role, 'paths'],
    queryFn: async ({ signal }) => decodeFrame((await call(contract.readPaths, { params: { id: role }, signal })).data),
  })

const keep = (client: QueryClient) => (seeds: RoleSeeds) => void client.setQueryData(seedsQuery(seeds.role).queryKey, seeds)

export const rebuildSeed = (client: QueryClient) =>
  mutationOptions({ mutationFn: async (role: string) => (await call(contract.rebuildSeed, { params: { id: role } })).data, onSuccess: keep(client) })

export const publishSeed = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async ({ role, version, rev, early }: { readonly role: string; readonly version: number; readonly rev: number; readonly early: boolean }) =>
      (await call(contract.publishSeed, { params: { id: role, version }, ifMatch: rev, input: { early } })).data,
    onSuccess: keep(client),
  })
