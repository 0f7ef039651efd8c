import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { RefObject } from 'react'
import type { Query, QueryRequest, VariableValues } from '#contract/query.ts'
import { valuesFor } from '#core/query/variables.ts'
import { widthFor } from '#core/time/step.ts'
import type { TimeRange } from '#contract/time.ts'
import { frameQuery } from '../api/frame-query.ts'
import type { FrameAnswer } from '../api/frame-query.ts'
import { useAsked, useDrawn } from './moment.ts'
import type { Moment } from './moment.ts'

/** What a widget asks, apart from when. */
export interface Question {
  readonly query: Query
  readonly values: VariableValues
  /** Inner width in CSS pixels; 0 until it is laid out. */
  readonly width: number
  readonly zone: string
  /** Role it is asked as. */
  readonly as?: string | undefined
}

/** The request behind a question at a time. Only the variables the query uses are part of it. */
export const requestOf = ({ query, values, width, zone, as }: Question, range: TimeRange): QueryRequest => ({
  query,
  range,
  width: widthFor(Math.max(1, width)),
  variables: valuesFor(query, values),
  zone,
  ...(as !== undefined && { as }),
})

const measured = new WeakMap<Element, { readonly at: number; readonly distance: number }>()
const measuredForMs = 250

/**
 * How far from the window an element is, for the order of questions: 0 in sight, then by whole windows. Asked for every
 * waiting question whenever one is answered, and measuring makes the browser lay out what just changed, so it is kept a moment.
 */
function distanceOf({ current: element }: RefObject<Element | null>): number {
  if (!element) return 9
  const known = measured.get(element)
  const at = performance.now()
  if (known && at - known.at < measuredForMs) return known.distance
  const { top, bottom } = element.getBoundingClientRect()
  const away = Math.max(0, top - window.innerHeight, -bottom)
  const distance = away === 0 ? 0 : 1 + away / window.innerHeight
  measured.set(element, { at, distance })
  return distance
}

export interface Heard {
  /** The newest answer to this question, whatever happened since. */
  readonly answer: FrameAnswer | undefined
  /** Why the newest try failed. */
  readonly error: unknown
  readonly failedAt: number
  readonly asking: boolean
  /** What the drawing of this answer takes as its range and now. */
  readonly moment: Moment
  retry(): void
}

/** Asks while the widget is in or near the window; the last answer stays when a later try fails. */
export function useAnswer(question: Question, latest: Moment, near: boolean, ref: RefObject<Element | null>): Heard {
  const client = useQueryClient()
  const rank = useCallback(() => distanceOf(ref), [ref])
  const { query, values, width, zone, as } = question
  const { moment, follow } = useAsked(latest)
  const { range } = moment
  const request = useMemo(() => requestOf({ query, values, width, zone, as }, range), [query, values, width, zone, as, range])
  const ask = useMemo(() => frameQuery(request, { rank, client }), [request, rank, client])
  const result = useQuery({ ...ask, enabled: near && width > 0 })
  follow(result.isFetching)
  const drawn = useDrawn(moment, result.isFetching || !near)
  const { refetch } = result
  const retry = useCallback(() => void refetch(), [refetch])
  const last = useLastAnswer(result.data, request)
  return {
    answer: result.data ?? last,
    error: result.error ?? undefined,
    failedAt: result.errorUpdatedAt,
    asking: result.isFetching,
    moment: drawn,
    retry,
  }
}

/** The last answer heard to the same question at another time: after a failure the query itself has none. */
function useLastAnswer(data: FrameAnswer | undefined, { query, variables }: QueryRequest): FrameAnswer | undefined {
  const [last, setLast] = useState<{ readonly of: string; readonly answer: FrameAnswer }>()
  const of = useMemo(() => JSON.stringify([query, variables]), [query, variables])
  if (data && last?.answer !== data) setLast({ of, answer: data })
  return last?.of === of ? last.answer : undefined
}
