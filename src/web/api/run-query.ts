import { queryOptions } from '@tanstack/react-query'
import { listRuns, readRun } from '#contract/run-calls.ts'
import { call, newKey } from './call.ts'

const deviceKey = 'homeport.device'

/** This tab, as runs know it: the same after a reload, another in another tab. Holds nothing but chance. */
export function device(): string {
  try {
    const known = sessionStorage.getItem(deviceKey)
    if (known) return known
    const made = newKey()
    sessionStorage.setItem(deviceKey, made)
    return made
  } catch {
    // Storage that is shut: a device that lasts as long as the page.
    return (passing ??= newKey())
  }
}
let passing: string | undefined

/** Unfinished work, best to continue first. */
export const runsQuery = queryOptions({
  queryKey: ['runs', 'unfinished'],
  queryFn: async ({ signal }) => (await call(listRuns, { search: { state: 'unfinished', device: device() }, signal })).data,
  staleTime: 10_000,
})

export const runsByStateQuery = (state: 'finished' | 'recoverable') =>
  queryOptions({
    queryKey: ['runs', state],
    queryFn: async ({ signal }) => (await call(listRuns, { search: { state, device: device() }, signal })).data,
    staleTime: 10_000,
  })

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['run', id],
    queryFn: async ({ signal }) => (await call(readRun, { params: { id }, search: { device: device() }, signal })).data,
    staleTime: Number.POSITIVE_INFINITY,
  })
