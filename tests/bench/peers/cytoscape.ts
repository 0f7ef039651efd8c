import library from 'cytoscape'
import dagre from 'cytoscape-dagre'
import type { Side } from '../versus/side.ts'

library.use(dagre)

type Elements = library.ElementDefinition[]

/** Laid out from left to right like ours: by dagre, which is what ours takes up to 500 nodes, or by what it brings itself. */
const side = (layout: { readonly name: string }): Side => ({
  take({ fields }): Elements {
    const of = (name: string) => fields.find((f) => f.name === name)?.values ?? []
    const [sources, targets] = [of('source').map(String), of('target').map(String)]
    return [
      ...[...new Set([...sources, ...targets])].map((id) => ({ data: { id } })),
      ...sources.map((source, i) => ({ data: { id: `e${i}`, source, target: targets[i] ?? source } })),
    ]
  },
  open(root, elements: Elements) {
    const graph = library({
      container: root,
      elements,
      style: [
        { selector: 'node', style: { label: 'data(id)', shape: 'round-rectangle', width: 104, height: 38, 'text-valign': 'center' } },
        { selector: 'edge', style: { 'curve-style': 'bezier', 'target-arrow-shape': 'triangle' } },
      ],
      // Options of a layout of its own, which its types do not know.
      layout: { ...layout, rankDir: 'LR', animate: false, directed: true } as library.LayoutOptions,
    })
    let finished = false
    graph.on('render', () => {
      finished = true
    })
    return { drawn: () => finished, state: () => JSON.stringify(graph.pan()), close: () => graph.destroy() }
  },
})

export const byDagre = side({ name: 'dagre' })
export const plain = side({ name: 'breadthfirst' })
