import { ReactFlowProvider } from '@xyflow/react'
import { useMemo } from 'react'
import { useFormat } from '#web/i18n/format.ts'
import { useLanguage } from '#web/i18n/text.ts'
import type { ViewProps } from '../view.ts'
import { Flow } from './Flow.tsx'
import { LinkTable } from './LinkTable.tsx'
import { nodeHeight, nodeWidthFor } from './node-size.ts'
import type { GraphOptions } from './options.ts'
import { createSpot, SpotContext } from './spot.ts'
import { useLayout } from './use-layout.ts'
import { useNetwork } from './use-network.ts'
import type { Reader } from './words.ts'
import '@xyflow/react/dist/base.css'
import styles from './Graph.module.css'

/** The graph a reader moves in. Brings the graph library with it. */
export function FlowView(props: ViewProps<GraphOptions>) {
  const { size, title } = props
  const language = useLanguage()
  const format = useFormat()
  const reader = useMemo<Reader>(() => ({ language, format }), [language, format])
  const spot = useMemo(() => createSpot(), [])
  const drawn = useNetwork(props)
  const { network } = drawn
  const width = useMemo(() => nodeWidthFor(network.nodes.map((n) => n.name)), [network])
  const nodeSize = useMemo(() => ({ width, height: nodeHeight }), [width])
  const layout = useLayout(network, nodeSize)
  const { text } = language
  return (
    <figure className={styles['root']} aria-label={title} style={{ width: size.width, height: size.height }}>
      {network.nodes.length === 0 ? (
        <p className={styles['centre']}>{text('view.graph.empty')}</p>
      ) : (
        <SpotContext value={spot}>
          <ReactFlowProvider>
            <Flow {...props} drawn={drawn} layout={layout} nodeSize={nodeSize} reader={reader} spot={spot} />
          </ReactFlowProvider>
        </SpotContext>
      )}
      {layout.isWorking && !layout.positions && <p className={styles['centre']}>{text('view.graph.arranging', { count: network.nodes.length })}</p>}
      <LinkTable network={network} reader={reader} title={title} />
    </figure>
  )
}
