import { gaps } from './layout.ts'
import type { NetNode, Network } from './shape.ts'
import type { Point, Positions } from './topology.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** Up to this share of newcomers (and always two) finds a place beside their neighbours; more ask for a new layout. */
const mostNew = 0.2
/** Below this share of nodes still there, the old picture says little. */
const leastOld = 0.5

const overlaps = (a: Point, b: Point, { width, height }: Size): boolean =>
  Math.abs(a.x - b.x) < width + gaps.node / 2 && Math.abs(a.y - b.y) < height + gaps.node / 2

function freeNear(wish: Point, taken: readonly Point[], size: Size): Point {
  const step = size.height + gaps.node
  for (let n = 0; ; n += 1) {
    // 0, +1, -1, +2, -2 ... rows away
    const at = { x: wish.x, y: wish.y + (n % 2 === 0 ? -1 : 1) * Math.ceil(n / 2) * step }
    if (!taken.some((t) => overlaps(t, at, size))) return at
  }
}

function wishFor(node: NetNode, network: Network, placed: ReadonlyMap<string, Point>, size: Size): Point | undefined {
  for (const { source, target } of network.edges) {
    const before = target === node.id ? placed.get(source) : undefined
    if (before) return { x: before.x + size.width + gaps.rank, y: before.y }
    const after = source === node.id ? placed.get(target) : undefined
    if (after) return { x: after.x - size.width - gaps.rank, y: after.y }
  }
  return undefined
}

/**
 * The old positions with newcomers set beside what they are linked to, so that a refresh moves nothing a reader looks at;
 * undefined when so much changed that a new layout serves better.
 */
export function keepPositions(old: Positions, network: Network, size: Size): Positions | undefined {
  const newcomers = network.nodes.filter((n) => !old.has(n.id))
  const stayed = network.nodes.length - newcomers.length
  if (stayed === 0 || newcomers.length > Math.max(2, network.nodes.length * mostNew) || stayed < old.size * leastOld) return undefined
  const placed = new Map<string, Point>()
  for (const { id } of network.nodes) {
    const at = old.get(id)
    if (at) placed.set(id, at)
  }
  for (const node of newcomers) {
    const all = [...placed.values()]
    const foot = { x: Math.min(...all.map((p) => p.x)), y: Math.max(...all.map((p) => p.y)) + size.height + gaps.part }
    placed.set(node.id, freeNear(wishFor(node, network, placed, size) ?? foot, all, size))
  }
  return placed
}
