import { mutationOptions, queryOptions, useQuery } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import * as contract from '#contract/identity.ts'
import type { Me } from '#contract/identity.ts'
import { levels, system } from '#core/policy/actor.ts'
import type { Capability, Level } from '#core/policy/actor.ts'
import { ApiFault } from './api-fault.ts'
import { call } from './call.ts'

/** Who is signed in. 401 means nobody; any other failure means that this server does not tell. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => (await call(contract.readMe, { signal })).data,
  retry: false,
})

export const isSignedOut = (error: unknown): boolean => error instanceof ApiFault && error.code === 'unauthenticated'

/** The person at this browser; undefined where the server does not say, or answers for whoever asks. */
export function useMe(): Me | undefined {
  const { data } = useQuery({ ...meQuery, enabled: false })
  return data?.id === system.id ? undefined : data
}

const isLevel = (what: Capability | Level): what is Level => levels.some((level) => level === what)

/** What the page may offer. Only a courtesy: the server decides, so with nobody known everything is offered. */
export function mayOf(me: Pick<Me, 'level' | 'capabilities'> | undefined, what: Capability | Level): boolean {
  if (!me || me.level === 'admin') return true
  return isLevel(what) ? levels.indexOf(me.level) >= levels.indexOf(what) : me.capabilities.includes(what)
}

export const useMay = (what: Capability | Level): boolean => mayOf(useMe(), what)

export interface MeChange {
  readonly name?: string
  /** Id of the role that counts from now on. */
  readonly active?: string
  /** Dashboard to land on; null: what the role says. */
  readonly landing?: string | null
  readonly teams?: string[]
  readonly sites?: string[]
}

/** Changes one's own name, active role, teams or sites; shown at once and taken back when the server refuses. */
export const saveMe = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async (input: MeChange) => (await call(contract.saveMe, { input })).data,
    onMutate: async (input): Promise<Me | undefined> => {
      await client.cancelQueries({ queryKey: meQuery.queryKey })
      const before = client.getQueryData(meQuery.queryKey)
      if (before) client.setQueryData(meQuery.queryKey, { ...before, ...(input.active !== undefined && { active: input.active }) })
      return before
    },
    onError: (_error, _input, before) => {
      if (before) client.setQueryData(meQuery.queryKey, before)
    },
    onSuccess: (me) => void client.setQueryData(meQuery.queryKey, me),
  })

/** Signs in again with the password, before what is sensitive. */
export const proveMe = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async (password: string) => (await call(contract.proveMe, { input: { password } })).data,
    retry: false,
    onSuccess: (me) => void client.setQueryData(meQuery.queryKey, me),
  })

export const changePassword = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async (input: { readonly current?: string; readonly next: string; readonly login?: string }) =>
      (await call(contract.changePassword, { input })).data,
    onSuccess: (me) => {
      client.setQueryData(meQuery.queryKey, me)
      return client.invalidateQueries({ queryKey: mySessionsQuery.queryKey })
    },
  })

export const mySessionsQuery = queryOptions({
  queryKey: ['mySessions'],
  queryFn: async ({ signal }) => (await call(contract.listMySessions, { signal })).data,
})

export const endMySession = (client: QueryClient) =>
  mutationOptions({
    mutationFn: async (id: string) => (await call(contract.endMySession, { params: { id } })).data,
    onSettled: () => client.invalidateQueries({ queryKey: mySessionsQuery.queryKey }),
  })
