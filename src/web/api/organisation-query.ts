import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import * as contract from '#contract/organisation.ts'
import type { Organisation } from '#contract/organisation.ts'
import { call } from './call.ts'

export const organisationQuery = queryOptions({
  queryKey: ['organisation'],
  queryFn: async ({ signal }) => (await call(contract.readOrganisation, { signal })).data,
})

export const saveOrganisation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async (input: Organisation) => (await call(contract.saveOrganisation, { input })).data,
    onSuccess: (saved) => {
      client.setQueryData(organisationQuery.queryKey, saved)
      return client.invalidateQueries({ queryKey: ['landing'] })
    },
  })
