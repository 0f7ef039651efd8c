import type { ViewProps } from '../view.ts'
import { FlowView } from './FlowView.tsx'
import type { GraphOptions } from './options.ts'
import { StillGraph } from './StillGraph.tsx'

/** Nodes and edges: live with search, focus and folding, or still for the view switcher. */
export default function GraphView(props: ViewProps<GraphOptions>) {
  return props.mode === 'preview' ? <StillGraph {...props} /> : <FlowView {...props} />
}

export { warmLayout } from './layout-client.ts'
