import type { Landing } from '#contract/landing.ts'
import { Sentences } from './Said.tsx'
import { Watch } from './Watch.tsx'
import styles from './Hero.module.css'

/** The answer to the first question of the role, what it rests on, and the last day as a ribbon. */
export function Hero({ landing, isTimed }: { readonly landing: Landing | undefined; readonly isTimed: boolean }) {
  return (
    <div className={styles['hero']}>
      <div className={styles['words']}>
        {landing ? (
          <>
            <h2 className={styles['answer']}>
              <Sentences all={landing.answer.sentences} />
            </h2>
            <p className={styles['reason']}>
              <Sentences all={landing.answer.reason} />
            </p>
          </>
        ) : (
          <>
            <div className={styles['bone']} />
            <div className={styles['bone']} data-short />
          </>
        )}
      </div>
      {(!landing || landing.watch) && <Watch watch={landing?.watch ?? undefined} burning={burningSince(landing)} isTimed={isTimed} />}
    </div>
  )
}

/** When the oldest open critical began. */
const burningSince = (landing: Landing | undefined): number | undefined =>
  landing?.attention.rows.filter((row) => row.mark === 'critical').reduce<number | undefined>((least, { since }) => Math.min(least ?? since, since), undefined)
