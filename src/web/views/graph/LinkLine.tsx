import type { Edge, EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { nodeHeight } from './node-size.ts'
import { linkShape, loopShape } from './paths.ts'
import type { NetEdge } from './shape.ts'
import { isTrouble } from './shape.ts'
import { useLight } from './spot.ts'
import styles from './Graph.module.css'

export interface LinkFacts extends Record<string, unknown> {
  readonly edge: NetEdge
  readonly width: number
  readonly words: string
  readonly labels: 'auto' | 'always' | 'never'
}
export type LinkEdge = Edge<LinkFacts, 'link'>

function Line({ sourceX, sourceY, targetX, targetY, data }: EdgeProps<LinkEdge>) {
  const light = useLight(data?.edge.source ?? '', data?.edge.target ?? '')
  if (!data) return null
  const { edge, width, words, labels } = data
  const ends = { x1: sourceX, y1: sourceY, x2: targetX, y2: targetY }
  const shape = edge.source === edge.target ? loopShape(ends, nodeHeight, width) : linkShape(ends, width)
  const trouble = isTrouble(edge.mark)
  const labelled = words !== '' && (labels === 'always' || (labels === 'auto' && light === 'near'))
  return (
    <g className={styles['link']} data-mark={trouble ? edge.mark : undefined} data-light={light}>
      <path className={styles['line']} d={shape.line} strokeWidth={width} strokeDasharray={edge.declared ? '4 3' : undefined} />
      <path className={styles['arrow']} d={shape.head} />
      {labelled && (
        <text className={styles['label']} x={shape.label.x} y={shape.label.y - 5} textAnchor="middle">
          {words}
        </text>
      )}
    </g>
  )
}

/** A link: a curve as wide as its traffic, in a status colour only where it fails. */
export const LinkLine = memo(Line)
