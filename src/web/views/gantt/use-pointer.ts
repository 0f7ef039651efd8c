import { useEffect, useRef, useState } from 'react'
import type { MouseEvent, PointerEvent, RefObject } from 'react'
import type { TimeRange } from '#contract/time.ts'
import type { TimeWindow } from './use-window.ts'
import { timeAt } from './window.ts'
import type { TimeView } from './window.ts'

/** A range being marked, in epoch milliseconds, either way round. */
export interface Brush {
  readonly anchor: number
  readonly at: number
}

export interface PointerSetup {
  readonly rootRef: RefObject<HTMLElement | null>
  readonly scrollerRef: RefObject<HTMLElement | null>
  readonly view: TimeView
  /** Left edge of the plot in the root. */
  readonly left: number
  readonly time: TimeWindow
  readonly onHover: (x: number, y: number) => void
  readonly onLeave: () => void
  readonly onPress: (x: number, y: number) => void
  /** The second button, or a long press; true if something was offered. `at` in client pixels. */
  readonly onMenu: (x: number, y: number, at: { readonly x: number; readonly y: number }) => boolean
  readonly onDouble: (x: number, y: number) => void
  readonly onBrush: (range: TimeRange) => void
}

type Drag =
  | { readonly kind: 'press' | 'pan'; readonly x: number; readonly y: number; readonly startX: number; readonly startY: number }
  | { readonly kind: 'brush'; readonly anchor: number; readonly startX: number }

/** Pixels a pointer may tremble and still have clicked. */
const tremble = 4
const wheelStep = 1.0018

/** Wheel with Ctrl zooms at the pointer, with Shift (or sideways) pans; without either the lanes scroll. */
function useWheel({ rootRef, view, left, time }: PointerSetup): void {
  const latest = useRef({ view, left, time })
  useEffect(() => {
    latest.current = { view, left, time }
  })
  useEffect(() => {
    const root = rootRef.current
    if (!root) return undefined
    const onWheel = (event: WheelEvent): void => {
      const { view, left, time } = latest.current
      const pixels = event.deltaMode === 1 ? 16 : 1
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault()
        time.zoom(wheelStep ** (event.deltaY * pixels), timeAt(view, event.clientX - root.getBoundingClientRect().left - left))
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault()
        time.pan(((sideways * pixels) / view.width) * (view.to - view.from))
      }
    }
    // React's own wheel listeners are passive, so they cannot keep the page from zooming.
    root.addEventListener('wheel', onWheel, { passive: false })
    return () => root.removeEventListener('wheel', onWheel)
  }, [rootRef])
}

/** Drag pans, drag on the axis (or with Shift) marks a range, two fingers zoom, a press picks. */
export function usePointer(setup: PointerSetup) {
  const { rootRef, scrollerRef, view, left, time } = setup
  const [brush, setBrush] = useState<Brush>()
  const drag = useRef<Drag>(undefined)
  const fingers = useRef(new Map<number, number>())
  useWheel(setup)

  const place = (event: MouseEvent): readonly [x: number, y: number] => {
    const box = rootRef.current?.getBoundingClientRect()
    const scroller = scrollerRef.current
    const top = scroller?.getBoundingClientRect().top ?? 0
    return [event.clientX - (box?.left ?? 0) - left, event.clientY - top + (scroller?.scrollTop ?? 0)]
  }

  const start = (event: PointerEvent, kind: 'press' | 'brush'): void => {
    if (event.button !== 0) return
    fingers.current.set(event.pointerId, event.clientX)
    const [x] = place(event)
    drag.current =
      kind === 'brush' || event.shiftKey
        ? { kind: 'brush', anchor: timeAt(view, Math.min(view.width, Math.max(0, x))), startX: event.clientX }
        : { kind: 'press', x: event.clientX, y: event.clientY, startX: event.clientX, startY: event.clientY }
  }

  const pinch = (event: PointerEvent): boolean => {
    const known = fingers.current
    if (!known.has(event.pointerId) || known.size !== 2) return false
    const others = [...known].filter(([id]) => id !== event.pointerId)
    const other = others[0]?.[1] ?? 0
    const before = Math.abs((known.get(event.pointerId) ?? 0) - other)
    const after = Math.abs(event.clientX - other)
    known.set(event.pointerId, event.clientX)
    const middle = (event.clientX + other) / 2 - (rootRef.current?.getBoundingClientRect().left ?? 0) - left
    if (before > 8 && after > 8) time.zoom(before / after, timeAt(view, middle))
    return true
  }

  const move = (event: PointerEvent): void => {
    const held = drag.current
    if (pinch(event)) return
    if (!held) return setup.onHover(...place(event))
    if (held.kind === 'brush') {
      const [x] = place(event)
      if (Math.abs(event.clientX - held.startX) >= tremble) hold(event)
      setBrush({ anchor: held.anchor, at: timeAt(view, Math.min(view.width, Math.max(0, x))) })
      return
    }
    if (held.kind === 'press' && Math.hypot(event.clientX - held.startX, event.clientY - held.startY) < tremble) return
    hold(event)
    setup.onLeave()
    time.pan(((held.x - event.clientX) / view.width) * (view.to - view.from))
    const scroller = scrollerRef.current
    if (scroller && event.pointerType === 'mouse') scroller.scrollTop += held.y - event.clientY
    drag.current = { ...held, kind: 'pan', x: event.clientX, y: event.clientY }
  }

  const end = (event: PointerEvent): void => {
    const held = drag.current
    drag.current = undefined
    fingers.current.delete(event.pointerId)
    setBrush(undefined)
    if (event.type === 'pointercancel' || !held) return
    if (held.kind === 'press') setup.onPress(...place(event))
    if (held.kind !== 'brush' || Math.abs(event.clientX - held.startX) < tremble) return
    const [x] = place(event)
    const at = timeAt(view, Math.min(view.width, Math.max(0, x)))
    setup.onBrush({ from: Math.min(held.anchor, at), to: Math.max(held.anchor, at) })
  }

  /** Gives up a range being marked; true if there was one. */
  const cancel = (): boolean => {
    const wasBrushing = drag.current?.kind === 'brush'
    drag.current = undefined
    setBrush(undefined)
    return wasBrushing
  }

  const shared = {
    onDoubleClick: (e: MouseEvent) => setup.onDouble(...place(e)),
    onPointerMove: move,
    onPointerUp: end,
    onPointerCancel: end,
    onPointerLeave: () => drag.current ?? setup.onLeave(),
  }
  return {
    brush,
    cancel,
    plot: {
      ...shared,
      onPointerDown: (e: PointerEvent) => start(e, 'press'),
      onContextMenu: (e: MouseEvent) => {
        // The press is answered: what follows it picks nothing.
        drag.current = undefined
        if (setup.onMenu(...place(e), { x: e.clientX, y: e.clientY })) e.preventDefault()
      },
    },
    axis: { ...shared, onPointerDown: (e: PointerEvent) => start(e, 'brush') },
  }
}

/** The drag stays ours when the pointer leaves the drawing. A pointer made by a script cannot be held. */
function hold(event: PointerEvent): void {
  const target = event.currentTarget
  if (event.isTrusted && target instanceof Element && !target.hasPointerCapture(event.pointerId)) target.setPointerCapture(event.pointerId)
}
