import { Position } from '@xyflow/react'
import type { Node, NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { useText } from '#web/i18n/text.ts'
import { cls } from '#web/ui/cls.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { useFar } from './far.ts'
import type { NetNode } from './shape.ts'
import { isTrouble } from './shape.ts'
import { useLight } from './spot.ts'
import styles from './Graph.module.css'

export interface NodeFacts extends Record<string, unknown> {
  readonly node: NetNode
  readonly name: string
  readonly meta: string
  /** The keyboard is on it. */
  readonly active: boolean
  /** State and links, for the ear only. */
  readonly state: string | undefined
  readonly links: string
  /** What the keyboard's stop points at. */
  readonly domId: string
}
export type BoxNode = Node<NodeFacts, 'box'>

/** Where links begin and end, said beforehand so that nothing has to be measured. */
export function handlesOf({ width, height }: { readonly width: number; readonly height: number }): NonNullable<BoxNode['handles']> {
  const middle = { y: height / 2, width: 1, height: 1 }
  return [
    { type: 'target', position: Position.Left, x: 0, ...middle },
    { type: 'source', position: Position.Right, x: width, ...middle },
  ]
}

/** Letters of 12 px that fit beside a mark; a healthy mark gives way before the name is cut. */
const isTight = (name: string, width: number): boolean => name.length * 6.9 > width - 32

function Box({ data, width = 104 }: NodeProps<BoxNode>) {
  const { node, name, meta, active, state, links, domId } = data
  const text = useText()
  const light = useLight(node.id)
  const isFar = useFar()
  const trouble = isTrouble(node.mark)
  const showsMark = node.mark !== undefined && !(node.mark === 'ok' && isTight(name, width))
  return (
    <button
      type="button"
      id={domId}
      // The graph is one stop; its arrows lead here.
      tabIndex={-1}
      aria-roledescription={text('view.graph.node')}
      // In one attribute and not as hidden text beside what is seen: each such text is a layer of its own to the browser.
      aria-label={[`${name} ${meta}`.trim(), state, links].filter(Boolean).join(', ')}
      className={styles['node']}
      data-mark={trouble ? node.mark : undefined}
      data-light={light}
      data-active={active || undefined}
      data-folded={node.folded > 0 || undefined}
      title={name}
    >
      {/* What the graph library looks for when it measures a node. Its own Handle listens for links being drawn, which nobody does here. */}
      <i className={cls(styles['handle'], 'target')} data-handlepos={Position.Left} />
      <i className={cls(styles['handle'], 'source')} data-handlepos={Position.Right} />
      {isFar && node.mark && node.mark !== 'ok' && (
        <span className={styles['farMark']}>
          <StatusMark mark={node.mark} size={26} silent />
        </span>
      )}
      {!isFar && (
        <span className={styles['head']}>
          {showsMark && node.mark && <StatusMark mark={node.mark} size={11} silent />}
          <bdi className={styles['name']}>{name}</bdi>
        </span>
      )}
      {/* The space parts name and number where the text alone is read. */}
      {!isFar && meta !== '' && <span className={styles['meta']}> {meta}</span>}
    </button>
  )
}

/** A node: mark, name, one number; far away only its mark. */
export const NodeBox = memo(Box)
