import { StatusMark } from '#web/ui/StatusMark.tsx'
import type { Act } from '../view.ts'
import { groupOfNode } from './fold.ts'
import type { NetNode } from './shape.ts'
import type { Degree } from './topology.ts'
import { linkWords, nodeMeta, nodeName } from './words.ts'
import type { Reader } from './words.ts'
import styles from './Graph.module.css'

export interface NodeStripProps {
  readonly node: NetNode
  readonly unit: string | undefined
  readonly degree: Degree | undefined
  readonly reader: Reader
  /** What can be done about it. */
  readonly acts: readonly Act[]
  readonly onOpen: (() => void) | undefined
  readonly onOnly: (() => void) | undefined
  /** Folds the node's group, or opens the group it stands for. */
  readonly onTurn: ((group: string, folded: boolean) => void) | undefined
}

/** Facts of the node under the pointer, for when names are too small to read. */
export function NodeLine({ node, unit, degree, reader }: Pick<NodeStripProps, 'node' | 'unit' | 'degree' | 'reader'>) {
  return <p>{[nodeName(node, reader), ...factsOf(node, unit, degree, reader)].join(' · ')}</p>
}

const factsOf = (node: NetNode, unit: string | undefined, degree: Degree | undefined, reader: Reader): readonly string[] =>
  [node.mark && reader.language.text(`mark.${node.mark}`), nodeMeta(node, unit, reader), linkWords(degree, reader), node.group].filter(
    (fact): fact is string => fact !== undefined && fact !== '',
  )

/** Facts and ways on for the node in focus, in one line at the foot. */
export function NodeStrip({ node, unit, degree, reader, acts, onOpen, onOnly, onTurn }: NodeStripProps) {
  const { text } = reader.language
  const name = nodeName(node, reader)
  const opens = groupOfNode(node.id)
  return (
    <div className={styles['strip']}>
      <strong>
        {node.mark && <StatusMark mark={node.mark} size={12} silent />}
        <bdi>{name}</bdi>
      </strong>
      <span>{factsOf(node, unit, degree, reader).join(' · ')}</span>
      {acts.map(({ id, label, run }) => (
        <button key={id} type="button" onClick={run}>
          {label}
        </button>
      ))}
      {onOpen && (
        <button type="button" onClick={onOpen}>
          {text('view.graph.open')}
        </button>
      )}
      {onOnly && (
        <button type="button" onClick={onOnly}>
          {text('view.graph.only', { name })}
        </button>
      )}
      {onTurn && opens !== undefined && (
        <button type="button" onClick={() => onTurn(opens, false)}>
          {text('view.graph.unfold', { group: opens })}
        </button>
      )}
      {onTurn && node.group !== undefined && (
        <button type="button" onClick={() => onTurn(node.group ?? '', true)}>
          {text('view.graph.fold', { group: node.group })}
        </button>
      )}
    </div>
  )
}
