import type { Point, Positions } from './topology.ts'

/** What has to be laid out, by index: small enough to cross to a worker cheaply. */
export interface LayoutRequest {
  readonly count: number
  readonly edges: readonly (readonly [from: number, to: number])[]
  readonly width: number
  readonly height: number
}

/** Corners of the nodes: x of the first, y of the first, x of the second... */
export type Corners = Float64Array

/** Room between nodes of a column, between columns, and above parts that are not linked (beside them it is `rank`). */
export const gaps = { node: 14, rank: 56, part: 28 } as const
/** Parts are set side by side until the whole is about this many times as wide as high. */
const aspect = 1.5

/** Which part each node belongs to; parts are sets of nodes linked directly or over others. */
export function partsOf({ count, edges }: Pick<LayoutRequest, 'count' | 'edges'>): readonly (readonly number[])[] {
  const parent = Array.from({ length: count }, (_, i) => i)
  const root = (i: number): number => {
    let at = i
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at
      at = parent[at] ?? at
    }
    return at
  }
  for (const [a, b] of edges) parent[root(a)] = root(b)
  const parts = new Map<number, number[]>()
  for (let i = 0; i < count; i += 1) {
    const list = parts.get(root(i))
    if (list) list.push(i)
    else parts.set(root(i), [i])
  }
  return [...parts.values()]
}

interface Box {
  readonly width: number
  readonly height: number
}

/** Places boxes in rows, tallest first, so that the whole is about as wide as a widget; gives each its corner. */
export function packBoxes(boxes: readonly Box[]): readonly Point[] {
  const area = boxes.reduce((sum, b) => sum + (b.width + gaps.rank) * (b.height + gaps.part), 0)
  const widest = boxes.reduce((most, b) => Math.max(most, b.width), 0)
  const rowWidth = Math.max(widest, Math.sqrt(area * aspect))
  const order = boxes.map((_, i) => i).toSorted((a, b) => (boxes[b]?.height ?? 0) - (boxes[a]?.height ?? 0) || (boxes[b]?.width ?? 0) - (boxes[a]?.width ?? 0))
  const placed: Point[] = []
  let [x, y, rowHeight] = [0, 0, 0]
  for (const i of order) {
    const box = boxes[i] ?? { width: 0, height: 0 }
    if (x > 0 && x + box.width > rowWidth) [x, y, rowHeight] = [0, y + rowHeight + gaps.part, 0]
    placed[i] = { x, y }
    x += box.width + gaps.rank
    rowHeight = Math.max(rowHeight, box.height)
  }
  return placed
}

/** Lays every part out on its own with `one` and packs the results. Self loops do not concern a layout. */
export function layParts(request: LayoutRequest, one: (part: LayoutRequest) => Corners): Corners {
  const parts = partsOf(request)
  const seat = new Int32Array(request.count)
  const partOf = new Int32Array(request.count)
  for (const [p, part] of parts.entries())
    for (const [i, node] of part.entries()) {
      seat[node] = i
      partOf[node] = p
    }
  const edges: [number, number][][] = parts.map(() => [])
  for (const [a, b] of request.edges) if (a !== b) edges[partOf[a] ?? 0]?.push([seat[a] ?? 0, seat[b] ?? 0])
  const { width, height } = request
  const laid = parts.map((part, p) => (part.length === 1 ? Float64Array.of(0, 0) : one({ count: part.length, edges: edges[p] ?? [], width, height })))
  const boxes = laid.map((corners) => boxOf(corners, request))
  const places = packBoxes(boxes)
  const result = new Float64Array(request.count * 2)
  for (const [p, part] of parts.entries())
    for (const [i, node] of part.entries()) {
      result[node * 2] = (laid[p]?.[i * 2] ?? 0) - (boxes[p]?.x ?? 0) + (places[p]?.x ?? 0)
      result[node * 2 + 1] = (laid[p]?.[i * 2 + 1] ?? 0) - (boxes[p]?.y ?? 0) + (places[p]?.y ?? 0)
    }
  return result
}

function boxOf(corners: Corners, { width, height }: LayoutRequest): Box & Point {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < corners.length; i += 2) {
    left = Math.min(left, corners[i] ?? 0)
    right = Math.max(right, (corners[i] ?? 0) + width)
    top = Math.min(top, corners[i + 1] ?? 0)
    bottom = Math.max(bottom, (corners[i + 1] ?? 0) + height)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Positions by id from corners by index. */
export const namedCorners = (ids: readonly string[], corners: Corners): Positions =>
  new Map(ids.map((id, i) => [id, { x: corners[i * 2] ?? 0, y: corners[i * 2 + 1] ?? 0 }]))
