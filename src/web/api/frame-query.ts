import { queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { decodeFrame } from '#contract/frame.ts'
import type { Frame } from '#contract/frame.ts'
import { runQuery } from '#contract/query.ts'
import type { Answer, QueryRequest } from '#contract/query.ts'
import { canonicalJson } from '#core/query/canonical-json.ts'
import { valuesFor } from '#core/query/variables.ts'
import { timesOf } from './answer-times.ts'
import type { AnswerTimes } from './answer-times.ts'
import { call } from './call.ts'
import { createFrameQueue } from './frame-queue.ts'

/** An answer with its frame ready for use: NaN and the infinities are numbers again. */
export interface FrameAnswer extends Omit<Answer, 'frame' | 'took'> {
  readonly frame: Frame
  readonly times: AnswerTimes
}

const frames = createFrameQueue()
const keptMs = 60_000

/** Whether answers to widgets are still on their way. */
export const framesAreComing = (): boolean => frames.size > 0

/** Everything but the time, and only the variables it uses: the same question asked again a minute later has the same text. */
const questionOf = ({ query, width, variables, zone, as }: QueryRequest): string =>
  canonicalJson({ query, width, variables: valuesFor(query, variables), zone, ...(as !== undefined && { as }) })

export interface FrameHow {
  /** Asked when a place in the queue gets free: 0 is on screen, higher is further away. */
  readonly rank?: () => number
  readonly client?: QueryClient
  /** Keeps the answers apart from those to the same question asked for another purpose: they never stand in for each other. */
  readonly aside?: string
}

/**
 * The answer to one request. While a later one is on its way the last answer to the same question stays
 * (`isPlaceholderData`), also after coming back to the page.
 */
export const frameQuery = (request: QueryRequest, { rank, client, aside }: FrameHow = {}) => {
  const question = aside === undefined ? questionOf(request) : `${questionOf(request)} ${aside}`
  const queryKey = ['frame', question, request.range] as const
  return queryOptions({
    queryKey,
    queryFn: ({ signal }): Promise<FrameAnswer> => {
      const wanted = performance.now()
      return frames.run(
        `${question}@${request.range.from}-${request.range.to}`,
        async (stop) => {
          const sent = performance.now()
          const {
            data: { took, frame, ...rest },
          } = await call(runQuery, { input: request, signal: stop })
          const came = performance.now()
          const decoded = decodeFrame(frame)
          return { ...rest, frame: decoded, times: timesOf(took, { wanted, sent, came, read: performance.now() }) }
        },
        { signal, ...(rank && { rank }) },
      )
    },
    placeholderData: (last, asked) => (last && asked?.queryKey[1] === question ? last : client && newest(client, question)),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: keptMs,
    refetchOnWindowFocus: false,
    retry: false,
    // A frame is never changed in place, and comparing a million cells costs more than drawing them.
    structuralSharing: false,
  })
}

function newest(client: QueryClient, question: string): FrameAnswer | undefined {
  const known = client.getQueryCache().findAll({ queryKey: ['frame', question], predicate: (q) => q.state.data !== undefined })
  const [last] = known.toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
  // Only frameQuery writes below ['frame', question].
  return last?.state.data as FrameAnswer | undefined
}

/** Forgets all but the newest answer nobody looks at, per question: a 5 s refresh must not fill the memory. */
export function forgetOldFrames(client: QueryClient): void {
  const cache = client.getQueryCache()
  const seen = new Set<unknown>()
  const old = cache.findAll({ queryKey: ['frame'] }).toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
  for (const query of old) {
    const question = query.queryKey[1]
    if (seen.has(question) && !query.isActive() && query.state.fetchStatus === 'idle') cache.remove(query)
    if (query.state.data !== undefined) seen.add(question)
  }
}

/** Asks again for every frame on screen that was answered before `at`: a refresh of an absolute range. */
export const refreshFrames = (client: QueryClient, at: number): Promise<void> =>
  client.invalidateQueries({ queryKey: ['frame'], predicate: (q) => q.state.dataUpdatedAt < at && q.state.fetchStatus === 'idle' }, { cancelRefetch: false })
