import { ViewportPortal } from '@xyflow/react'
import { memo, useMemo } from 'react'
import type { Network } from './shape.ts'
import { Strokes } from './Strokes.tsx'
import { strokesOf } from './strokes.ts'
import type { Positions } from './topology.ts'
import styles from './Graph.module.css'

export interface FarLinksProps {
  readonly network: Network
  readonly positions: Positions
  readonly nodeSize: { readonly width: number; readonly height: number }
  /** Something is singled out: these are what is not. */
  readonly dim: boolean
}

/**
 * All links of a large graph as a handful of shapes that move with its ground. A link of the library's own follows each move of
 * the camera by itself, which for a thousand of them takes longer than a frame.
 */
export const FarLinks = memo(function FarLinks({ network, positions, nodeSize, dim }: FarLinksProps) {
  const strokes = useMemo(() => strokesOf(network, positions, nodeSize), [network, positions, nodeSize])
  return (
    <ViewportPortal>
      <svg className={styles['farLinks']} data-far-links="" data-light={dim ? 'far' : undefined} width={1} height={1} aria-hidden>
        <Strokes strokes={strokes} />
      </svg>
    </ViewportPortal>
  )
})
