import type { ReactNode } from 'react'
import styles from './Face.module.css'

export interface FaceProps {
  /** Mark or icon before the headline. */
  readonly sign: ReactNode
  readonly headline: string
  /** What it means, in one or two sentences. */
  readonly children?: ReactNode
  /** The ways on, the most useful first. */
  readonly ways?: ReactNode
}

/** What a widget shows instead of its drawing: what happened, what it means, one way on. */
export function Face({ sign, headline, children, ways }: FaceProps) {
  return (
    <div className={styles['face']} data-hp-face="">
      <div className={styles['inner']}>
        <p className={styles['headline']}>
          <span className={styles['sign']}>{sign}</span>
          <span className={styles['said']} title={headline}>
            {headline}
          </span>
        </p>
        {children !== undefined && <div className={styles['meaning']}>{children}</div>}
        {ways !== undefined && <div className={styles['ways']}>{ways}</div>}
      </div>
    </div>
  )
}
