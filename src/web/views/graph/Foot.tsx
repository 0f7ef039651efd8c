import type { Frame } from '#contract/frame.ts'
import { fieldWithRole, numberFields } from '#core/frame/shapes.ts'
import { knownName } from '../known-word.ts'
import { NodeLine, NodeStrip } from './NodeStrip.tsx'
import type { NodeStripProps } from './NodeStrip.tsx'
import type { Layout } from './use-layout.ts'
import type { DrawnNetwork } from './use-network.ts'
import type { Reader } from './words.ts'
import styles from './Graph.module.css'

export interface FootProps {
  readonly frame: Frame
  readonly drawn: DrawnNetwork
  readonly layout: Layout
  readonly reader: Reader
  /** The node in focus, or, while names are too small to read, the one under the pointer. */
  readonly strip: NodeStripProps | undefined
  readonly line: Pick<NodeStripProps, 'node' | 'unit' | 'degree' | 'reader'> | undefined
}

/** What a reader must know about the picture: what was left out, and what widths mean. */
function notesOf({ frame, drawn, layout, reader }: FootProps): readonly string[] {
  const { text } = reader.language
  const count = ({ drawn, all }: { readonly drawn: number; readonly all: number }) => ({ drawn: reader.format.value(drawn), all: reader.format.value(all) })
  const weight = fieldWithRole(frame, 'value') ?? numberFields(frame)[0]
  const weighed = weight !== undefined && drawn.network.edges.some((e) => e.weight !== undefined)
  const notes: readonly (string | false)[] = [
    drawn.nodes !== undefined && text(drawn.byGroup ? 'view.graph.shortGroups' : 'view.graph.shortNodes', count(drawn.nodes)),
    drawn.edges !== undefined && text('view.graph.shortEdges', count(drawn.edges)),
    drawn.network.skipped > 0 && text('view.graph.skipped', { count: drawn.network.skipped }),
    layout.by === 'quick' && text('view.graph.plain'),
    weighed && text('view.graph.width', { name: knownName(weight.name, text) ?? weight.name }),
  ]
  return notes.filter((note) => note !== false)
}

/** The foot of the picture: facts of the node in focus, else what the picture means. */
export function Foot(props: FootProps) {
  if (props.strip)
    return (
      <div className={styles['foot']}>
        <NodeStrip {...props.strip} />
      </div>
    )
  return (
    <div className={styles['foot']}>
      {props.line ? (
        <NodeLine {...props.line} />
      ) : (
        notesOf(props).map((note) => (
          <p key={note} title={note}>
            {note}
          </p>
        ))
      )}
    </div>
  )
}
