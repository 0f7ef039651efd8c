import type { Mark } from '#contract/severity.ts'
import { lineWidth, linkShape, loopShape } from './paths.ts'
import { isTrouble } from './shape.ts'
import type { Network } from './shape.ts'
import type { Positions } from './topology.ts'

/** Many links in one path. */
export interface Stroke {
  readonly mark: Mark | undefined
  readonly width: number
  line: string
}

/** The links as few paths, one per status and half pixel of width; those in trouble on top. `at` are the upper left corners of nodes of this size. */
export function strokesOf(network: Network, at: Positions, { width, height }: { readonly width: number; readonly height: number }): readonly Stroke[] {
  const heaviest = network.edges.reduce((most, e) => Math.max(most, e.weight ?? 0), 0)
  const strokes = new Map<string, Stroke>()
  for (const edge of network.edges) {
    const [from, to] = [at.get(edge.source), at.get(edge.target)]
    if (!from || !to) continue
    const mark = isTrouble(edge.mark) ? edge.mark : undefined
    const thick = Math.round(lineWidth(edge.weight, heaviest) * 2) / 2
    const ends = { x1: from.x + width, y1: from.y + height / 2, x2: to.x, y2: to.y + height / 2 }
    const { line } = edge.source === edge.target ? loopShape(ends, height, thick) : linkShape(ends, thick)
    const same = strokes.get(`${mark} ${thick}`)
    if (same) same.line += line
    else strokes.set(`${mark} ${thick}`, { mark, width: thick, line })
  }
  return [...strokes.values()].toSorted((a, b) => Number(a.mark !== undefined) - Number(b.mark !== undefined))
}
