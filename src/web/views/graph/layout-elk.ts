import ELK from 'elkjs/lib/elk-api.js'
import workerUrl from 'elkjs/lib/elk-worker.min.js?url'
import { gaps } from './layout.ts'
import type { Corners, LayoutRequest } from './layout.ts'

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.spacing.nodeNode': String(gaps.node),
  'elk.layered.spacing.nodeNodeBetweenLayers': String(gaps.rank),
  'elk.spacing.componentComponent': String(gaps.rank),
  'elk.aspectRatio': '1.5',
  // We draw curves of our own, so no time goes into routes.
  'elk.edgeRouting': 'POLYLINE',
  'elk.layered.thoroughness': '3',
} as const

/**
 * Layered from left to right by ELK, in ELK's own worker: slower to start than dagre, and the only one that stays usable
 * above 500 nodes. The worker lives for one layout and ends when `signal` does.
 */
export async function elkLayout({ count, edges, width, height }: LayoutRequest, signal: AbortSignal): Promise<Corners> {
  const worker = new Worker(workerUrl)
  const elk = new ELK({ workerFactory: () => worker })
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message || 'the layout worker did not start')))
    signal.addEventListener('abort', () => reject(new Error('the layout took too long')), { once: true })
  })
  try {
    const graph = {
      id: 'root',
      layoutOptions: options,
      children: Array.from({ length: count }, (_, i) => ({ id: String(i), width, height })),
      edges: edges.filter(([a, b]) => a !== b).map(([a, b], i) => ({ id: `e${i}`, sources: [String(a)], targets: [String(b)] })),
    }
    const laid = await Promise.race([elk.layout(graph), failed])
    const corners = new Float64Array(count * 2)
    for (const child of laid.children ?? []) {
      corners[Number(child.id) * 2] = child.x ?? 0
      corners[Number(child.id) * 2 + 1] = child.y ?? 0
    }
    return corners
  } finally {
    worker.terminate()
  }
}
