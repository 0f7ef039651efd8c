import { useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import type { TimeRange } from '#contract/time.ts'
import { cursorStep, rangeBetween } from './move-cursor.ts'
import type { Span } from './move-cursor.ts'
import { xPx } from './plot-layout.ts'
import { nearestRow } from './read-series.ts'

interface CursorAsk {
  readonly x: readonly number[]
  readonly domain: readonly [number, number]
  readonly width: number
  /** Finds the row under a pixel where x alone does not tell (points). */
  readonly pick?: ((px: { readonly x: number; readonly y: number }) => number) | undefined
  /** Absent: nothing can be selected. */
  readonly onRange?: ((range: TimeRange) => void) | undefined
  /** Told of what keys select, to be said aloud. */
  readonly onSpan: (span: Span) => void
}

const dragPx = 4

/** The cursor of a plot, by pointer and by key, and the stretch of time being selected. */
export function useCursor({ x, domain, width, pick, onRange, onSpan }: CursorAsk) {
  const [row, setRow] = useState<number | undefined>()
  const [span, setSpanState] = useState<Span | undefined>()
  const anchor = useRef<{ readonly at: number; readonly px: number } | undefined>(undefined)
  // Pointer events come faster than drawings: what was selected last counts, not what was drawn last.
  const selected = useRef<Span | undefined>(undefined)
  const last = x.length - 1
  const shown = row === undefined ? undefined : Math.min(row, last)
  const setSpan = (next: Span | undefined): void => {
    selected.current = next
    setSpanState(next)
  }
  const at = (px: number): number => domain[0] + (px / width) * (domain[1] - domain[0])
  const spot = (event: PointerEvent): { readonly x: number; readonly y: number } => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  const zoom = (chosen: Span): void => {
    setSpan(undefined)
    onRange?.(rangeBetween(chosen.from, chosen.to))
  }

  const onPointerDown = (event: PointerEvent): void => {
    if (!onRange || event.button !== 0 || event.pointerType === 'touch') return
    const { x: px } = spot(event)
    anchor.current = { at: at(px), px }
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const onPointerMove = (event: PointerEvent): void => {
    const here = spot(event)
    const px = Math.max(0, Math.min(width, here.x))
    setRow(pick ? pick(here) : nearestRow(x, at(px)))
    const start = anchor.current
    if (start && (selected.current || Math.abs(px - start.px) > dragPx)) setSpan({ from: start.at, to: at(px) })
  }
  const onPointerUp = (): void => {
    anchor.current = undefined
    if (selected.current) zoom(selected.current)
  }
  const onPointerLeave = (): void => {
    if (!anchor.current) setRow(undefined)
  }
  const cancel = (): void => {
    anchor.current = undefined
    setSpan(undefined)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = cursorStep({ key: event.key, shift: event.shiftKey }, { x, row: shown, span, px: width, canSelect: onRange !== undefined })
    if (!step) return
    event.preventDefault()
    if (step.do === 'zoom') zoom(step.span)
    else if (step.do === 'drop') {
      // Escape has done its work here; a dialog around the chart stays open.
      event.stopPropagation()
      if (!span) setRow(undefined)
      cancel()
    } else {
      setRow(step.row)
      setSpan(step.span)
      if (step.span) onSpan(step.span)
    }
  }
  return {
    row: shown,
    span,
    /** Pixel of the cursor within the plot. */
    px: shown === undefined ? undefined : xPx(x[shown] ?? 0, domain, width),
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerLeave,
      onPointerCancel: cancel,
      onKeyDown,
      onFocus: () => setRow((now) => now ?? (last >= 0 ? last : undefined)),
      onBlur: () => {
        cancel()
        setRow(undefined)
      },
    },
  }
}
