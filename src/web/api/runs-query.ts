import { queryOptions } from '@tanstack/react-query'
import { listRuns } from '#contract/run.ts'
import { call } from './call.ts'

/** The asker's unfinished runs, what is worth continuing first. */
export const runsQuery = queryOptions({
  queryKey: ['runs', 'unfinished'],
  queryFn: async ({ signal }) => (await call(listRuns, { search: { state: 'unfinished' }, signal })).data,
})
