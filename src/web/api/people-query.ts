import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import * as contract from '#contract/identity.ts'
import type { Person, Role } from '#contract/identity.ts'
import { call } from './call.ts'
import type { CallParts } from './call.ts'
import { meQuery } from './me-query.ts'

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: async ({ signal }) => (await call(contract.listPeople, { signal })).data,
})

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async ({ signal }) => (await call(contract.listRoles, { signal })).data,
})

/** What changes a person or a role may change one's own rights. */
const changed = (client: QueryClient): Promise<unknown> =>
  Promise.all([peopleQuery, rolesQuery, meQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey })))

export type NewPerson = CallParts<typeof contract.createPerson>['input']
export type PersonChange = NonNullable<CallParts<typeof contract.savePerson>['input']>
export type RoleDraft = CallParts<typeof contract.createRole>['input']

export const createPerson = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async (input: NewPerson) => (await call(contract.createPerson, { input })).data,
    retry: false,
    onSuccess: () => changed(client),
  })

export const savePerson = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async ({ id, rev, change }: Pick<Person, 'id' | 'rev'> & { readonly change: PersonChange }) =>
      (await call(contract.savePerson, { params: { id }, ifMatch: rev, input: change })).data,
    onSettled: () => changed(client),
  })

/** Signs a person out everywhere. */
export const endPersonSessions = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async (id: string) => (await call(contract.endPersonSessions, { params: { id } })).data,
    onSuccess: () => changed(client),
  })

export const createRole = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async (input: RoleDraft) => (await call(contract.createRole, { input })).data,
    retry: false,
    onSuccess: () => changed(client),
  })

export const saveRole = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async ({ id, rev, role }: Pick<Role, 'id' | 'rev'> & { readonly role: RoleDraft }) =>
      (await call(contract.saveRole, { params: { id }, ifMatch: rev, input: role })).data,
    onSettled: () => changed(client),
  })

export const removeRole = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async ({ id, rev }: Pick<Role, 'id' | 'rev'>) => (await call(contract.removeRole, { params: { id }, ifMatch: rev })).data,
    onSettled: () => changed(client),
  })
