import type { Metrics } from './metrics.ts'
import styles from './SectionGrid.module.css'

/** Columns and rows as cells of soft accent, behind the widgets while editing. */
export function Guides({ cols, metrics }: { readonly cols: number; readonly metrics: Metrics }) {
  const { row, gutter } = metrics
  return (
    <div className={styles['guides']} aria-hidden style={{ gridTemplateColumns: `repeat(${cols}, minmax(0, 1fr))`, columnGap: gutter }}>
      {Array.from({ length: cols }, (_, i) => (
        <i
          key={i}
          style={{ backgroundSize: `100% ${row + gutter}px`, backgroundImage: `linear-gradient(var(--hp-accent-soft) ${row}px, transparent ${row}px)` }}
        />
      ))}
    </div>
  )
}
