import styles from './RowsSkeleton.module.css'

const widths = [34, 22, 28, 40, 25, 31]

/** A list on its way: rows of the real height, without shimmer, shown only when it takes a moment. */
export function RowsSkeleton({ rows }: { readonly rows: number }) {
  return (
    <div className={styles['rows']} aria-hidden>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className={styles['row']}>
          <span className={styles['mark']} />
          <span className={styles['word']} style={{ inlineSize: `${widths[i % widths.length]}%` }} />
        </div>
      ))}
    </div>
  )
}
