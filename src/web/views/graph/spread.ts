import { gaps } from './layout.ts'
import type { Point, Positions } from './topology.ts'
import { boundsOf } from './topology.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** Least room between columns and rows when a graph is squeezed, and how far it may be pulled apart. */
const leastGap = { across: 16, down: 8 } as const
const widest = { across: 1.6, down: 2.2 } as const

/** Air around the whole, so that no edge or ring is cut. */
const padding = 5

const between = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most)

/**
 * Positions pulled apart or squeezed to fill the room as far as names stay readable and nodes stay apart. How far is
 * settled by `base`, the layout the positions come from, so that a newcomer at the edge does not move everybody else.
 */
export function spread(positions: Positions, node: Size, room: Size, base: Positions = positions): Positions {
  const bounds = boundsOf(base, node)
  if (positions.size === 0) return positions
  const across = bounds.width - node.width
  const down = bounds.height - node.height
  const sx =
    across > 0 ? between((room.width - 2 * padding - node.width) / across, (node.width + leastGap.across) / (node.width + gaps.rank), widest.across) : 1
  const sy = down > 0 ? between((room.height - 2 * padding - node.height) / down, (node.height + leastGap.down) / (node.height + gaps.node), widest.down) : 1
  return new Map([...positions].map(([id, at]) => [id, { x: (at.x - bounds.x) * sx, y: (at.y - bounds.y) * sy }]))
}

export interface Viewport extends Point {
  readonly zoom: number
}

/** Below this zoom names give way to marks. */
export const farZoom = 0.6
/** Below this the whole is a haze: then the first look goes to the worst part instead. */
const hazeZoom = 0.25
const nearZoom = 0.85

/** The first look: everything, never enlarged; of very large graphs the part around `centre` instead. */
export function firstViewport(positions: Positions, node: Size, room: Size, centre: Point | undefined): Viewport {
  const bounds = boundsOf(positions, node)
  if (positions.size === 0) return { x: 0, y: 0, zoom: 1 }
  const fit = Math.min((room.width - 2 * padding) / bounds.width, (room.height - 2 * padding) / bounds.height, 1)
  const zoom = fit < hazeZoom && centre ? nearZoom : Math.max(fit, 0.05)
  const at =
    fit < hazeZoom && centre
      ? { x: centre.x + node.width / 2, y: centre.y + node.height / 2 }
      : { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 }
  return { x: room.width / 2 - at.x * zoom, y: room.height / 2 - at.y * zoom, zoom }
}
