import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import * as contract from '#contract/dashboard.ts'
import type { Dashboard, DashboardRecord } from '#contract/dashboard.ts'
import { call } from './call.ts'

export const dashboardsQuery = queryOptions({
  queryKey: ['dashboards'],
  queryFn: async ({ signal }) => (await call(contract.listDashboards, { signal })).data,
})

/** One dashboard. Not refetched on focus: an open edit session compares revisions itself when it saves. */
export const dashboardQuery = (id: string) =>
  queryOptions({
    queryKey: ['dashboard', id],
    queryFn: async ({ signal }) => (await call(contract.readDashboard, { params: { id }, signal })).data,
    refetchOnWindowFocus: false,
  })

export const revisionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['revisions', id],
    queryFn: async ({ signal }) => (await call(contract.listRevisions, { params: { id }, signal })).data,
  })

const keep = async (client: QueryClient, record: DashboardRecord): Promise<void> => {
  client.setQueryData(dashboardQuery(record.id).queryKey, record)
  await Promise.all([
    client.invalidateQueries({ queryKey: dashboardsQuery.queryKey }),
    client.invalidateQueries({ queryKey: revisionsQuery(record.id).queryKey }),
  ])
}

/** `key` is the idempotency key: the same for every try of the same save, so that a lost reply never saves twice. */
export interface NewDashboard {
  readonly doc: Dashboard
  readonly key: string
}

export const createDashboard = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async ({ doc, key }: NewDashboard) => (await call(contract.createDashboard, { input: { doc }, idempotencyKey: key })).data,
    onSuccess: (record) => keep(client, record),
  })

export const removeDashboard = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async ({ id, rev }: { readonly id: string; readonly rev: number }) =>
      (await call(contract.removeDashboard, { params: { id }, ifMatch: rev })).data,
    onSuccess: async ({ removed }) => {
      client.removeQueries({ queryKey: dashboardQuery(removed).queryKey })
      await client.invalidateQueries({ queryKey: dashboardsQuery.queryKey })
    },
  })
