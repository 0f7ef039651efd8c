import { fieldWithRole, rowCount } from '#core/frame/shapes.ts'
import { defineView } from '../view.ts'
import { GraphOptions } from './options.ts'

/** Names and the links between them: who calls, feeds or goes with whom. */
export const graph = defineView<GraphOptions>({
  kind: 'graph',
  icon: 'graph',
  options: GraphOptions,
  accepts: (frame) => {
    const source = fieldWithRole(frame, 'source')
    const target = fieldWithRole(frame, 'target')
    if (!source || !target) return { refused: 'needsEdges' }
    const linked = rowCount(frame) === 0 || source.values.some((from, i) => from !== null && target.values[i] !== null)
    return { score: linked ? 0.9 : 0.4 }
  },
  minSize: { w: 4, h: 6 },
  startSize: { w: 4, h: 6 },
  skeleton: 'nodes',
  load: async () => {
    const view = await import('./GraphView.tsx')
    view.warmLayout()
    return view
  },
})
