import { ReactFlowProvider } from '@xyflow/react'
import { useMemo } from 'react'
import { useFormat } from '#web/i18n/format.ts'
import { useLanguage } from '#web/i18n/text.ts'
import type { ViewProps } from '../view.ts'
import { FirstPicture } from './FirstPicture.tsx'
import { Flow } from './Flow.tsx'
import { LinkTable } from './LinkTable.tsx'
import { nodeHeight, nodeWidthFor } from './node-size.ts'
import type { GraphOptions } from './options.ts'
import { createSpot, SpotContext } from './spot.ts'
import { useLayout } from './use-layout.ts'
import { useNetwork } from './use-network.ts'
import { usePainted } from '../use-painted.ts'
import type { Reader } from './words.ts'
import '@xyflow/react/dist/base.css'
import styles from './Graph.module.css'

const footRoom = 22
/** From so many nodes on making them is felt, and a picture comes first. */
const pictureFrom = 60

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
  const room = useMemo(() => ({ width: size.width, height: Math.max(1, size.height - footRoom) }), [size.width, size.height])
  const isLarge = network.nodes.length > pictureFrom
  const isSeen = usePainted(layout.positions !== undefined)
  const isReady = isSeen || !isLarge
  const picture = layout.positions && isLarge && <FirstPicture network={network} positions={layout.positions} nodeSize={nodeSize} room={room} reader={reader} />
  const { text } = language
  return (
    <figure className={styles['root']} aria-label={title} style={{ width: size.width, height: size.height }}>
      {network.nodes.length === 0 ? (
        <p className={styles['centre']}>{text('view.graph.empty')}</p>
      ) : (
        <SpotContext value={spot}>
          <ReactFlowProvider>
            {layout.positions && isReady && (
              <Flow {...props} drawn={drawn} layout={layout} nodeSize={nodeSize} room={room} reader={reader} spot={spot} picture={picture} />
            )}
          </ReactFlowProvider>
          {!isReady && picture}
        </SpotContext>
      )}
      {layout.isWorking && !layout.positions && <p className={styles['centre']}>{text('view.graph.arranging', { count: network.nodes.length })}</p>}
      {isSeen && <LinkTable network={network} reader={reader} title={title} />}
    </figure>
  )
}
