import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import * as contract from '#contract/access.ts'
import { call } from './call.ts'
import type { CallParts } from './call.ts'

/** Who may do what with a dashboard, and what the person asking may. */
export const dashboardAccessQuery = (id: string) =>
  queryOptions({
    queryKey: ['dashboardAccess', id],
    queryFn: async ({ signal }) => (await call(contract.readDashboardAccess, { params: { id }, signal })).data,
    retry: false,
  })

export type DashboardAccessDraft = CallParts<typeof contract.saveDashboardAccess>['input']

export const saveDashboardAccess = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async ({ id, rev, access }: { readonly id: string; readonly rev: number; readonly access: DashboardAccessDraft }) =>
      (await call(contract.saveDashboardAccess, { params: { id }, ifMatch: rev, input: access })).data,
    onSuccess: (saved) => {
      client.setQueryData(dashboardAccessQuery(saved.id).queryKey, saved)
      return client.invalidateQueries({ queryKey: ['dashboards'] })
    },
  })

export const sourceAccessQuery = (id: string) =>
  queryOptions({
    queryKey: ['sourceAccess', id],
    queryFn: async ({ signal }) => (await call(contract.readSourceAccess, { params: { id }, signal })).data,
    retry: false,
  })

export type SourceAccessDraft = CallParts<typeof contract.saveSourceAccess>['input']

export const saveSourceAccess = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async ({ id, rev, access }: { readonly id: string; readonly rev: number; readonly access: SourceAccessDraft }) =>
      (await call(contract.saveSourceAccess, { params: { id }, ifMatch: rev, input: access })).data,
    onSuccess: (saved) => void client.setQueryData(sourceAccessQuery(saved.id).queryKey, saved),
  })
