import { useEffect, useMemo } from 'react'
import type { Mark } from '#contract/severity.ts'
import type { ViewProps } from '../view.ts'
import { shorten } from './fold.ts'
import { namedCorners } from './layout.ts'
import { quickLayout } from './layout-quick.ts'
import { nodeHeight, nodeWidthFor } from './node-size.ts'
import type { GraphOptions } from './options.ts'
import { lineWidth, linkShape } from './paths.ts'
import { isTrouble, networkOf } from './shape.ts'
import type { Network } from './shape.ts'
import { boundsOf } from './topology.ts'
import type { Positions } from './topology.ts'
import { layOutAhead } from './use-layout.ts'
import { firstNetwork } from './use-network.ts'
import { usePainted } from '../use-painted.ts'
import styles from './Graph.module.css'

/** More than this is a smudge in a small picture. */
const limits = { nodes: 60, edges: 120 }
const box = { width: 26, height: 15 } as const
const dot = { width: 7, height: 7 } as const
const boxesMost = 14

/** Positions scaled to fill the picture, corner by corner. */
function filled(positions: Positions, node: { readonly width: number; readonly height: number }, width: number, height: number): Positions {
  const bounds = boundsOf(positions, { width: 0, height: 0 })
  const sx = bounds.width > 0 ? (width - node.width - 4) / bounds.width : 0
  const sy = bounds.height > 0 ? (height - node.height - 4) / bounds.height : 0
  const left = bounds.width > 0 ? 2 : (width - node.width) / 2
  const top = bounds.height > 0 ? 2 : (height - node.height) / 2
  return new Map([...positions].map(([id, { x, y }]) => [id, { x: left + (x - bounds.x) * sx, y: top + (y - bounds.y) * sy }]))
}

const tint = (mark: Mark | undefined): string => (isTrouble(mark) ? `var(--hp-${mark}-fill)` : 'var(--hp-line-ui)')

function arranged(network: Network): Positions {
  const index = new Map(network.nodes.map((n, i) => [n.id, i]))
  const edges = network.edges.map((e) => [index.get(e.source) ?? 0, index.get(e.target) ?? 0] as const)
  return namedCorners(
    network.nodes.map((n) => n.id),
    quickLayout({ count: network.nodes.length, edges, ...box }),
  )
}

/** A still picture of the graph: shape and trouble, no names, no stops. */
export function StillGraph({ frame, options, size, title, thresholds }: ViewProps<GraphOptions>) {
  const isSeen = usePainted(true)
  useEffect(() => {
    if (!isSeen) return
    const whole = firstNetwork({ frame, options, thresholds })
    layOutAhead(whole, { width: nodeWidthFor(whole.nodes.map((n) => n.name)), height: nodeHeight })
  }, [isSeen, frame, options, thresholds])
  const network = useMemo(() => shorten(networkOf(frame, options, thresholds), limits).network, [frame, options, thresholds])
  const node = network.nodes.length > boxesMost ? dot : box
  const positions = useMemo(() => filled(arranged(network), node, size.width, size.height), [network, node, size.width, size.height])
  const heaviest = Math.max(0, ...network.edges.map((e) => e.weight ?? 0))
  const thin = node === dot ? 0.5 : 0.8
  return (
    <figure className={styles['still']} aria-label={title}>
      <svg width={size.width} height={size.height} aria-hidden>
        {network.edges.map((edge) => {
          const from = positions.get(edge.source)
          const to = positions.get(edge.target)
          if (!from || !to || edge.source === edge.target) return null
          const ends = { x1: from.x + node.width, y1: from.y + node.height / 2, x2: to.x, y2: to.y + node.height / 2 }
          const shape = linkShape(ends, 1)
          // Between dots a curve is only noise.
          const line = node === dot ? `M${ends.x1} ${ends.y1}L${ends.x2} ${ends.y2}` : shape.line
          return (
            <g key={edge.id} opacity={isTrouble(edge.mark) ? 1 : node === dot ? 0.35 : 0.55}>
              <path
                d={line}
                fill="none"
                stroke={tint(edge.mark)}
                strokeWidth={lineWidth(edge.weight, heaviest) * thin}
                strokeDasharray={edge.declared ? '4 3' : undefined}
              />
              {node === box && <path d={shape.head} fill={tint(edge.mark)} />}
            </g>
          )
        })}
        {network.nodes.map((n) => {
          const at = positions.get(n.id)
          if (!at) return null
          const trouble = isTrouble(n.mark)
          return (
            <g key={n.id}>
              <rect
                x={at.x + 0.5}
                y={at.y + 0.5}
                width={node.width - 1}
                height={node.height - 1}
                rx={node === dot ? 3 : 5}
                fill={trouble ? `var(--hp-${n.mark}-soft)` : 'var(--hp-surface)'}
                stroke={tint(n.mark)}
                strokeOpacity={trouble ? 1 : 0.6}
                strokeWidth={trouble ? 1.5 : 1}
              />
              {node === box && <circle cx={at.x + node.width / 2} cy={at.y + node.height / 2} r="2.5" fill={tint(n.mark)} />}
            </g>
          )
        })}
      </svg>
    </figure>
  )
}
