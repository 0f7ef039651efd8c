import { lazy, Suspense } from 'react'
import type { ViewProps } from '../view.ts'
import type { GraphOptions } from './options.ts'
import { StillGraph } from './StillGraph.tsx'

/** The part that moves brings the graph library with it; a still picture does without. */
const FlowView = lazy(() => import('./FlowView.tsx'))

/** Nodes and edges: live with search, focus and folding, or still for the view switcher. */
export default function GraphView(props: ViewProps<GraphOptions>) {
  if (props.mode === 'preview') return <StillGraph {...props} />
  return (
    <Suspense fallback={<div style={{ height: props.size.height }} />}>
      <FlowView {...props} />
    </Suspense>
  )
}
