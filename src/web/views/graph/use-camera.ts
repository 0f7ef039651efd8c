import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { farZoom, firstViewport } from './spread.ts'
import type { Viewport } from './spread.ts'
import type { Positions } from './topology.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** What the camera needs of the graph library. */
export interface FlowControls {
  readonly getZoom: () => number
  readonly getViewport: () => Viewport
  readonly setViewport: (viewport: Viewport) => Promise<boolean>
  readonly zoomTo: (zoom: number) => Promise<boolean>
}

export interface CameraSetup {
  readonly flow: FlowControls
  readonly positions: Positions
  readonly nodeSize: Size
  readonly room: Size
  /** The worst node, if any is in trouble. */
  readonly worst: string | undefined
  /** Changes with every whole new layout. */
  readonly turn: number
}

export interface Camera {
  /** The look a new layout begins with. */
  readonly first: Viewport
  readonly fit: () => void
  readonly zoom: (factor: number) => void
  /** Brings a node into sight, moving as little as possible. */
  readonly show: (id: string) => void
  /** Brings a node to the middle, near enough to read; `back` returns to where the reader was. */
  readonly look: (id: string) => void
  readonly back: () => void
  /** The reader has taken over: refreshes leave the picture where it is. */
  readonly taken: () => void
}

const margin = 24
/** Names can be read from here on. */
const readable = 0.9

/** Where the reader looks. Fitted to each new layout and size, until the reader moves; then left alone until asked. */
export function useCamera({ flow, positions, nodeSize, room, worst, turn }: CameraSetup): Camera {
  const isOwn = useRef(false)
  const { width, height } = room
  // Where the first look goes is settled with the layout: a worse node a minute later must not make the picture jump.
  const [settled, setSettled] = useState({ turn, worst })
  if (settled.turn !== turn) setSettled({ turn, worst })
  const centre = settled.worst
  const first = useMemo(
    () => firstViewport(positions, nodeSize, { width, height }, centre === undefined ? undefined : positions.get(centre)),
    [positions, nodeSize, width, height, centre],
  )
  const fitted = useRef(-1)
  useEffect(() => {
    if (fitted.current !== turn) isOwn.current = false
    fitted.current = turn
    if (!isOwn.current) void flow.setViewport(first)
  }, [flow, first, turn])

  const fit = useCallback(() => {
    isOwn.current = false
    void flow.setViewport(first)
  }, [flow, first])
  const zoom = useCallback(
    (factor: number) => {
      isOwn.current = true
      void flow.zoomTo(flow.getZoom() * factor)
    },
    [flow],
  )
  const show = useCallback(
    (id: string) => {
      const at = positions.get(id)
      if (!at) return
      const view = flow.getViewport()
      const left = at.x * view.zoom + view.x
      const top = at.y * view.zoom + view.y
      const right = left + nodeSize.width * view.zoom
      const bottom = top + nodeSize.height * view.zoom
      const dx = left < margin ? margin - left : right > width - margin ? width - margin - right : 0
      const dy = top < margin ? margin - top : bottom > height - margin ? height - margin - bottom : 0
      const seen = left >= 0 && top >= 0 && right <= width && bottom <= height
      if (seen) return
      isOwn.current = true
      void flow.setViewport({ ...view, x: view.x + dx, y: view.y + dy })
    },
    [flow, positions, nodeSize, width, height],
  )
  const before = useRef<Viewport>(undefined)
  const look = useCallback(
    (id: string) => {
      const at = positions.get(id)
      const view = flow.getViewport()
      if (!at || view.zoom >= farZoom) return show(id)
      before.current ??= view
      isOwn.current = true
      void flow.setViewport({
        x: width / 2 - (at.x + nodeSize.width / 2) * readable,
        y: height / 2 - (at.y + nodeSize.height / 2) * readable,
        zoom: readable,
      })
    },
    [flow, positions, nodeSize, width, height, show],
  )
  const back = useCallback(() => {
    if (before.current) void flow.setViewport(before.current)
    before.current = undefined
  }, [flow])
  const taken = useCallback(() => {
    before.current = undefined
    isOwn.current = true
  }, [])
  return useMemo(() => ({ first, fit, zoom, show, look, back, taken }), [first, fit, zoom, show, look, back, taken])
}
