import { useMemo } from 'react'
import { isTrouble, worstOf } from './shape.ts'
import type { Network } from './shape.ts'
import { farZoom, firstViewport, spread } from './spread.ts'
import { Strokes } from './Strokes.tsx'
import { strokesOf } from './strokes.ts'
import type { Positions } from './topology.ts'
import { nodeName } from './words.ts'
import type { Reader } from './words.ts'
import styles from './Graph.module.css'

interface Size {
  readonly width: number
  readonly height: number
}

export interface FirstPictureProps {
  readonly network: Network
  readonly positions: Positions
  readonly nodeSize: Size
  readonly room: Size
  readonly reader: Reader
}

const corner = 7
const boxPath = (x: number, y: number, { width, height }: Size): string =>
  `M${x + corner} ${y}h${width - 2 * corner}q${corner} 0 ${corner} ${corner}v${height - 2 * corner}q0 ${corner} ${-corner} ${corner}h${2 * corner - width}q${-corner} 0 ${-corner} ${-corner}v${2 * corner - height}q0 ${-corner} ${corner} ${-corner}z`
const dotPath = (x: number, y: number, r: number): string => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`

/**
 * A large graph before it can be handled: the same picture in a handful of shapes. Hundreds of nodes a reader can touch
 * take several frames to make, and a switch of views should not wait for them.
 */
export function FirstPicture({ network, positions, nodeSize, room, reader }: FirstPictureProps) {
  const drawing = useMemo(() => {
    const at = spread(positions, nodeSize, room)
    const worst = worstOf(network)?.id
    const view = firstViewport(at, nodeSize, room, worst === undefined ? undefined : at.get(worst))
    const nodes = network.nodes.flatMap((node) => {
      const place = at.get(node.id)
      return place ? [{ node, ...place, mark: isTrouble(node.mark) ? node.mark : undefined }] : []
    })
    const boxes = Map.groupBy(nodes, (n) => n.mark)
    return { view, nodes, boxes, strokes: strokesOf(network, at, nodeSize) }
  }, [network, positions, nodeSize, room])
  const { view, nodes, boxes, strokes } = drawing
  const isFar = view.zoom < farZoom
  const inSight = ({ x, y }: { readonly x: number; readonly y: number }): boolean => {
    const [left, top] = [x * view.zoom + view.x, y * view.zoom + view.y]
    return left < room.width && top < room.height && left + nodeSize.width * view.zoom > 0 && top + nodeSize.height * view.zoom > 0
  }
  return (
    <svg className={styles['picture']} width={room.width} height={room.height} data-first-picture="" aria-hidden>
      <g transform={`translate(${view.x} ${view.y}) scale(${view.zoom})`}>
        <Strokes strokes={strokes} />
        {[...boxes].map(([mark, list]) => (
          <path key={mark ?? 'plain'} className={styles['pictureBox']} data-mark={mark} d={list.map(({ x, y }) => boxPath(x, y, nodeSize)).join('')} />
        ))}
        {isFar
          ? [...boxes].map(
              ([mark, list]) =>
                mark && (
                  <path
                    key={mark}
                    className={styles['pictureMark']}
                    data-mark={mark}
                    d={list.map(({ x, y }) => dotPath(x + nodeSize.width / 2, y + nodeSize.height / 2, 12)).join('')}
                  />
                ),
            )
          : nodes.filter(inSight).map(({ node, x, y }) => (
              <text key={node.id} className={styles['pictureName']} x={x + 8} y={y + 15}>
                {nodeName(node, reader)}
              </text>
            ))}
      </g>
    </svg>
  )
}
