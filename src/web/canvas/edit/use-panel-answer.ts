import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Widget } from '#contract/dashboard.ts'
import type { Fault } from '#contract/fault.ts'
import type { Frame } from '#contract/frame.ts'
import type { VariableValues } from '#contract/query.ts'
import { faultOf } from '../../api/api-fault.ts'
import { frameQuery } from '../../api/frame-query.ts'
import { useRange } from '../../url/use-time.ts'
import { useZone } from '../../url/zone.ts'
import { useLastGood } from './use-last-good.ts'
import { requestOf } from '../../widgets/use-answer.ts'

/** What the query of the selected widget answers, told beside its form. */
export interface PanelAnswer {
  readonly frame: Frame | undefined
  readonly fault: Fault | undefined
  /** What the picture shows: a query that fails leaves the last answer there was. */
  readonly picture?: Frame | undefined
  readonly asking: boolean
  /** How long the source took; undefined when the answer was already here. */
  readonly tookMs: number | undefined
}

/** Inner width of the widget on the canvas: the same width is the same question, and nobody is asked twice. */
export const widthOn = (id: string): number => document.querySelector(`[data-widget="${CSS.escape(id)}"] [data-hp-body]`)?.clientWidth ?? 480

export function usePanelAnswer({ id, query }: Pick<Widget, 'id' | 'query'>, values: VariableValues): PanelAnswer {
  const client = useQueryClient()
  const { range } = useRange()
  const [zone] = useZone()
  const request = useMemo(() => requestOf({ query, values, width: widthOn(id), zone }, range), [id, query, values, zone, range])
  const { data, error, isFetching, isPlaceholderData } = useQuery(frameQuery(request, { client }))
  const tookMs = useTook(isFetching)
  const frame = error ? undefined : data?.frame
  const picture = useLastGood(frame, id)
  return { frame, picture, fault: error ? faultOf(error) : undefined, asking: isFetching && (isPlaceholderData || !data), tookMs }
}

/** Time between the beginning and the end of the last fetch, as this browser saw it. */
function useTook(fetching: boolean): number | undefined {
  const since = useRef<number>(undefined)
  const [took, setTook] = useState<number>()
  useEffect(() => {
    if (fetching) {
      since.current = performance.now()
      return
    }
    if (since.current !== undefined) setTook(Math.round(performance.now() - since.current))
    since.current = undefined
  }, [fetching])
  return took
}
