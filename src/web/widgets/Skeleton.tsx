import { useEffect, useState } from 'react'
import type { View } from '../views/view.ts'
import styles from './Skeleton.module.css'

type Kind = View['skeleton']

/** A wait shorter than this shows nothing: a flash of grey is worse than a moment of paper. */
const quietMs = 150

const bars: Readonly<Record<Kind, readonly (readonly [x: number, y: number, w: number, h: number])[]>> = {
  number: [[0, 6, 34, 34]],
  lines: [],
  rows: [],
  bars: [
    [12, 8, 22, 8],
    [40, 24, 30, 8],
    [22, 40, 18, 8],
    [58, 56, 30, 8],
    [34, 72, 40, 8],
  ],
  nodes: [
    [0, 40, 18, 16],
    [40, 12, 18, 16],
    [40, 66, 18, 16],
    [80, 40, 18, 16],
  ],
}

/** The geometry a view will have, in sunken grey, without movement. */
export function Skeleton({ kind, label }: { readonly kind: Kind; readonly label: string }) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), quietMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={styles['skeleton']} role="status" aria-label={label} data-shown={shown || undefined}>
      {kind === 'lines' && <div className={styles['lines']} />}
      {kind === 'rows' && <div className={styles['rows']} />}
      {bars[kind].map(([x, y, w, h]) => (
        <i key={`${x} ${y}`} style={{ insetInlineStart: `${x}%`, insetBlockStart: `${y}%`, inlineSize: `${w}%`, blockSize: `${h}%` }} />
      ))}
    </div>
  )
}
