import { useMemo } from 'react'
import type { LinkEdge } from './LinkLine.tsx'
import { handlesOf } from './NodeBox.tsx'
import type { BoxNode } from './NodeBox.tsx'
import type { GraphOptions } from './options.ts'
import { lineWidth } from './paths.ts'
import { isTrouble } from './shape.ts'
import type { Network } from './shape.ts'
import type { Degree, Positions } from './topology.ts'
import { edgeWords, linkWords, nodeMeta, nodeName, stateWord } from './words.ts'
import type { Reader } from './words.ts'

export interface ElementSetup {
  readonly network: Network
  readonly degrees: ReadonlyMap<string, Degree>
  readonly positions: Positions
  readonly nodeSize: { readonly width: number; readonly height: number }
  readonly labels: GraphOptions['edgeLabels']
  readonly reader: Reader
  readonly active: string | undefined
  /** Prefix of the ids of elements. */
  readonly uid: string
}

/** Few enough links that a number at each is no noise. */
const fewLinks = 10

/** Nodes and edges as the graph library takes them. Only the node the keyboard leaves and the one it reaches change. */
export function useElements({ network, degrees, positions, nodeSize, labels, reader, active, uid }: ElementSetup) {
  const handles = useMemo(() => handlesOf(nodeSize), [nodeSize])
  const base = useMemo(
    () =>
      network.nodes.map((node, i): BoxNode => {
        const name = nodeName(node, reader)
        return {
          id: node.id,
          type: 'box',
          position: { ...(positions.get(node.id) ?? { x: 0, y: 0 }) },
          ...nodeSize,
          // Known beforehand: otherwise every refresh would draw all nodes once to measure them.
          measured: nodeSize,
          handles,
          // Above every link, those in trouble too.
          zIndex: 2,
          data: {
            node,
            name,
            meta: nodeMeta(node, network.unit, reader),
            active: false,
            state: stateWord(node, reader),
            links: linkWords(degrees.get(node.id), reader),
            domId: `${uid}${i}`,
          },
          // The button inside is the named thing.
          domAttributes: { 'aria-roledescription': undefined },
        }
      }),
    [network, degrees, positions, nodeSize, handles, reader, uid],
  )
  const nodes = useMemo(
    () => (active === undefined ? base : base.map((n) => (n.id === active ? { ...n, zIndex: 3, data: { ...n.data, active: true } } : n))),
    [base, active],
  )
  const edges = useMemo(() => {
    const heaviest = network.edges.reduce((most, e) => Math.max(most, e.weight ?? 0), 0)
    const shown = labels === 'auto' && network.edges.length <= fewLinks && network.edges.some((e) => e.note !== undefined) ? 'always' : labels
    return network.edges.map((edge): LinkEdge => ({
      id: edge.id,
      type: 'link',
      source: edge.source,
      target: edge.target,
      zIndex: isTrouble(edge.mark) ? 1 : 0,
      data: { edge, width: lineWidth(edge.weight, heaviest), words: edgeWords(edge, network.unit, reader), labels: shown },
      // Links are told in the table and in the names of nodes.
      domAttributes: { 'aria-hidden': true, 'aria-roledescription': undefined },
    }))
  }, [network, labels, reader])
  const domId = useMemo(() => (active === undefined ? undefined : base.find((n) => n.id === active)?.data.domId), [base, active])
  return { nodes, edges, domId }
}
