import { Graph, layout } from '@dagrejs/dagre'
import { gaps, layParts } from './layout.ts'
import type { Corners, LayoutRequest } from './layout.ts'

/** Up to here the shortest links of all are worth their time; above, nearly as short ones take a quarter of it. */
const finestMost = 150

function layOne({ count, edges, width, height }: LayoutRequest): Corners {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: gaps.node, ranksep: gaps.rank, ranker: count <= finestMost ? 'network-simplex' : 'tight-tree' })
  graph.setDefaultEdgeLabel(() => ({}))
  for (let i = 0; i < count; i += 1) graph.setNode(String(i), { width, height })
  for (const [a, b] of edges) graph.setEdge(String(a), String(b))
  layout(graph)
  const corners = new Float64Array(count * 2)
  for (let i = 0; i < count; i += 1) {
    const node: unknown = graph.node(String(i))
    // dagre writes the middle of each node into the label it was given.
    const { x = 0, y = 0 } = node as { readonly x?: number; readonly y?: number }
    corners[i * 2] = x - width / 2
    corners[i * 2 + 1] = y - height / 2
  }
  return corners
}

/** Layered from left to right by dagre: good to about 500 nodes. */
export const dagreLayout = (request: LayoutRequest): Corners => layParts(request, layOne)
