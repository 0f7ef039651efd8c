import { useCallback, useEffect, useRef, useState } from 'react'
import type { PointerEvent, RefObject } from 'react'
import { useRange } from '#web/url/use-time.ts'
import { edgesOf, movedEdge, movedFrame, rangeOf } from './watch-line.ts'
import type { Edges } from './watch-line.ts'

interface Ribbon {
  readonly from: number
  readonly stepMs: number
  readonly bars: number
}

/** So close to an edge, a pointer takes the edge. */
const nearPx = 9
/** Keys are pressed several times: the page follows once they rest. */
const restMs = 350

export interface FrameEdges {
  readonly edges: Edges | undefined
  readonly ground: RefObject<HTMLDivElement | null>
  readonly grab: (event: PointerEvent<HTMLDivElement>) => void
  readonly move: (edge: 'from' | 'to', at: number) => void
}

/** The page's range as the frame of a ribbon, and the hands that move it. The page follows when the hand lets go. */
export function useFrameEdges(ribbon: Ribbon): FrameEdges {
  const { range, now, setRange } = useRange()
  const [draft, setDraft] = useState<Edges>()
  const ground = useRef<HTMLDivElement>(null)
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined)
  const edges = draft ?? edgesOf(range, ribbon)

  useEffect(() => () => clearTimeout(rest.current), [])
  const settle = useCallback(
    (next: Edges) => {
      setDraft(undefined)
      setRange(rangeOf(next, ribbon, now))
    },
    [setRange, ribbon, now],
  )

  const move = (edge: 'from' | 'to', at: number): void => {
    if (!edges) return
    const next = movedEdge(edges, edge, at, ribbon.bars)
    setDraft(next)
    clearTimeout(rest.current)
    rest.current = setTimeout(() => settle(next), restMs)
  }

  const grab = (event: PointerEvent<HTMLDivElement>): void => {
    const box = ground.current?.getBoundingClientRect()
    if (!box || event.button !== 0) return
    event.preventDefault()
    const barAt = (x: number): number => Math.min(ribbon.bars, Math.max(0, Math.round(((x - box.left) / box.width) * ribbon.bars)))
    const pxOf = (bar: number): number => box.left + (bar / ribbon.bars) * box.width
    const begin = barAt(event.clientX)
    const near = (bar: number): number => Math.abs(event.clientX - pxOf(bar))
    const isEdge = edges !== undefined && Math.min(near(edges.from), near(edges.to)) <= nearPx
    const edge = edges && near(edges.from) < near(edges.to) ? 'from' : 'to'
    const isInside = edges !== undefined && begin > edges.from && begin < edges.to
    const at = (x: number): Edges => {
      const bar = barAt(x)
      if (isEdge) return movedEdge(edges, edge, bar, ribbon.bars)
      if (isInside) return movedFrame(edges, bar - begin, ribbon.bars)
      const [from, to] = bar < begin ? [bar, begin] : [begin, bar]
      return { from: Math.min(from, ribbon.bars - 1), to: Math.max(to, from + 1) }
    }
    let last: Edges | undefined
    const over = new AbortController()
    const { signal } = over
    addEventListener('pointermove', ({ clientX }) => setDraft((last = at(clientX))), { signal })
    addEventListener(
      'pointerup',
      () => {
        over.abort()
        if (last) settle(last)
      },
      { signal },
    )
    addEventListener(
      'pointercancel',
      () => {
        over.abort()
        setDraft(undefined)
      },
      { signal },
    )
  }
  return { edges, ground, grab, move }
}
