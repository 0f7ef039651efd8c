import { queryOptions } from '@tanstack/react-query'
import { listObservations } from '#contract/observations.ts'
import type { ObservationRow } from '#contract/observations.ts'
import { severities } from '#contract/severity.ts'
import { call } from './call.ts'

const week = 7 * 86_400_000
/** Of each kind; whoever looks for more than the worst has lists of them. */
const most = 100

const worstFirst = (a: ObservationRow, b: ObservationRow): number =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.kind === b.kind ? b.start - a.start : a.kind === 'incident' ? -1 : 1)

/** Alerts and incidents that go on, worst first. A kind that cannot be read is left out. */
export const openNowQuery = queryOptions({
  queryKey: ['openNow'],
  queryFn: async ({ signal }): Promise<readonly ObservationRow[]> => {
    const to = Date.now()
    const read = (kind: 'alert' | 'incident') => call(listObservations, { search: { kind, from: to - week, to, show: 'open', limit: most }, signal })
    const replies = await Promise.allSettled([read('incident'), read('alert')])
    signal.throwIfAborted()
    return replies.flatMap((reply) => (reply.status === 'fulfilled' ? reply.value.data.rows : [])).toSorted(worstFirst)
  },
  staleTime: 15_000,
})
