import type { Landing } from '#contract/landing.ts'
import { Attention } from './Attention.tsx'
import { Continue } from './Continue.tsx'
import { GoTo } from './GoTo.tsx'
import { Hero } from './Hero.tsx'
import { HintLine } from './HintLine.tsx'
import { Highlights } from './Highlights.tsx'
import styles from './Strips.module.css'

/** The calm frame around the dashboard: the answer, what to go on with, where to go, what needs somebody, what moved. */
export default function Strips({
  landing,
  isTimed,
}: {
  readonly landing: Landing | undefined
  /** Whether the page's own range is known yet. */ readonly isTimed: boolean
}) {
  return (
    <div className={styles['strips']} data-waiting={!landing || undefined}>
      <div className={styles['hero']}>
        <Hero landing={landing} isTimed={isTimed} />
      </div>
      <Continue className={styles['continue']} />
      <GoTo className={styles['goto']} />
      <Attention attention={landing?.attention} className={styles['attention']} />
      <Highlights highlights={landing?.highlights} className={styles['highlights']} />
      <HintLine landing={landing} />
    </div>
  )
}
