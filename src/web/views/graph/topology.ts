import type { Network } from './shape.ts'

/** Where nodes stand: their top left corners by id. */
export type Positions = ReadonlyMap<string, Point>
export interface Point {
  readonly x: number
  readonly y: number
}

/** Two 32-bit hashes in one key: quick, and for some thousand layouts in memory far from colliding. */
function hash(text: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  return `${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}-${text.length}`
}

/** Same nodes, same links, same width: same key, whatever the order of rows and however numbers and states changed. */
export function topologyKey(network: Network, nodeWidth: number): string {
  const nodes = network.nodes.map((n) => n.id).toSorted()
  const edges = network.edges.map((e) => e.id).toSorted()
  return hash([nodeWidth, ...nodes, '\u0001', ...edges].join('\u0002'))
}

/** Ids one link away from `id`, and `id` itself. */
export function neighbours(network: Network, id: string): ReadonlySet<string> {
  const near = new Set([id])
  for (const { source, target } of network.edges) {
    if (source === id) near.add(target)
    if (target === id) near.add(source)
  }
  return near
}

export interface Degree {
  readonly incoming: number
  readonly outgoing: number
}
/** How many others each node is linked from and to; loops count on neither side. */
export function degreesOf(network: Network): ReadonlyMap<string, Degree> {
  const degrees = new Map(network.nodes.map((n) => [n.id, { incoming: 0, outgoing: 0 }]))
  for (const { source, target } of network.edges) {
    if (source === target) continue
    const from = degrees.get(source)
    const to = degrees.get(target)
    if (from) from.outgoing += 1
    if (to) to.incoming += 1
  }
  return degrees
}

export type Direction = 'left' | 'right' | 'up' | 'down'

/** The nearest node in a direction, sideways distance counting double; the node itself where there is none. */
export function nodeTowards(positions: Positions, from: string, direction: Direction): string {
  const start = positions.get(from)
  if (!start) return positions.keys().next().value ?? from
  const isAcross = direction === 'left' || direction === 'right'
  const sign = direction === 'left' || direction === 'up' ? -1 : 1
  let best = from
  let least = Infinity
  for (const [id, at] of positions) {
    const ahead = sign * (isAcross ? at.x - start.x : at.y - start.y)
    const aside = Math.abs(isAcross ? at.y - start.y : at.x - start.x)
    if (id === from || ahead < 1) continue
    const far = ahead + 2 * aside
    if (far < least) [best, least] = [id, far]
  }
  return best
}

/** Smallest box around all nodes. */
export function boundsOf(positions: Positions, size: { readonly width: number; readonly height: number }) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y } of positions.values()) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + size.width)
    bottom = Math.max(bottom, y + size.height)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}
