import type { Stroke } from './strokes.ts'
import styles from './Graph.module.css'

/** Links seen from afar: lines without heads or numbers. */
export const Strokes = ({ strokes }: { readonly strokes: readonly Stroke[] }) =>
  strokes.map(({ mark, width, line }) => <path key={`${mark} ${width}`} className={styles['pictureLine']} data-mark={mark} d={line} strokeWidth={width} />)
