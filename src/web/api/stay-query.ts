import { queryOptions } from '@tanstack/react-query'
import { readStay, saveStay } from '#contract/stay.ts'
import type { Stay } from '#contract/stay.ts'
import { call } from './call.ts'

/** The last one on its way: whoever comes right back reads what they left. */
let underWay: Promise<unknown> = Promise.resolve()

/** Where the reader was on a dashboard when they left it last, on whichever device. Of the moment it is opened. */
export const stayQuery = (dashboard: string) =>
  queryOptions({
    queryKey: ['stay', dashboard],
    queryFn: async ({ signal }) => {
      await underWay
      return (await call(readStay, { params: { id: dashboard }, signal })).data.stay
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })

/** Remembers it, or forgets it. Outlives the page that asks. */
export async function keepStay(dashboard: string, stay: Stay | null): Promise<void> {
  const sent = call(saveStay, { params: { id: dashboard }, input: { stay }, keepalive: true })
  underWay = sent.catch(() => undefined)
  await sent
}
