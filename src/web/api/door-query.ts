import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import * as contract from '#contract/identity.ts'
import { call } from './call.ts'
import { wipeKeys } from './key-ring.ts'
import { meQuery } from './me-query.ts'
import { tellTabs } from './session-tabs.ts'

/** What the sign-in page shows and offers. */
export const doorQuery = queryOptions({
  queryKey: ['door'],
  queryFn: async ({ signal }) => (await call(contract.readDoor, { signal })).data,
})

export interface Credentials {
  readonly login: string
  readonly password: string
}

export const signIn = () => mutationOptions({ mutationFn: async (input: Credentials) => (await call(contract.signIn, { input })).data, retry: false })

export interface FirstRun {
  readonly code: string
  readonly name?: string
  readonly login?: string
  readonly password?: string
  readonly role?: string
}

/** Uses the one-time code. Never repeated by itself: it is good for one use. */
export const setUp = () => mutationOptions({ mutationFn: async (input: FirstRun) => (await call(contract.setUp, { input })).data, retry: false })

const stays: ReadonlySet<unknown> = new Set(['me', 'status', 'door'])

/** Forgets everything the server said to the person who was here. What is on screen goes first, so that nothing is asked again for it. */
export async function emptyCaches(client: QueryClient): Promise<void> {
  await client.resetQueries({ queryKey: meQuery.queryKey })
  client.removeQueries({ predicate: (q) => !stays.has(q.queryKey[0]) })
  client.removeQueries({ queryKey: doorQuery.queryKey, type: 'inactive' })
  client.getMutationCache().clear()
}

/**
 * Ends this session, here and in the other tabs. `leave` gets the address that ends it at the identity provider too: as part of the
 * mutation, because whoever asked for it is no longer on the screen when the caches are empty.
 */
export const signOut = (client: QueryClient, leave: (next: string | null) => void) =>
  mutationOptions({
    mutationFn: async () => (await call(contract.signOut, {})).data,
    retry: false,
    onSuccess: async ({ next }) => {
      tellTabs('out')
      await wipeKeys('left')
      // Begun before leaving: a page that the browser keeps for Back must have nothing on it.
      const emptied = emptyCaches(client)
      leave(next)
      await emptied
    },
  })

const setupPattern = /#setup=([^&#\s]{1,1000})/

/** The one-time code of the address, which no longer shows it afterwards: not in the bar, the history or a screenshot. */
export function takeSetupCode(): string | undefined {
  const code = setupPattern.exec(location.hash)?.[1]
  if (code !== undefined) history.replaceState(history.state, '', location.pathname + location.search)
  return code
}

/** The code in what a person pasted: the bare code, or the whole address from the log. */
export const codeIn = (pasted: string): string => setupPattern.exec(pasted)?.[1] ?? pasted.trim()
