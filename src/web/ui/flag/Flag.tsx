import { flagPaths, patternOf } from './patterns.ts'
import styles from './Flag.module.css'

/** Signal flag of a place. In a list pass the `pattern` that `patternsOf` gave, so that neighbours differ. */
export function Flag({ id, pattern = patternOf(id), size = 18 }: { readonly id: string; readonly pattern?: number | undefined; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden className={styles['flag']}>
      <rect width="16" height="16" className={styles['cloth']} />
      <path d={flagPaths[pattern % flagPaths.length]} fill="currentColor" />
    </svg>
  )
}
