import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Landing } from '#contract/landing.ts'
import { runsQuery } from '#web/api/run-query.ts'
import { useText } from '#web/i18n/text.ts'
import { hearActs } from '#web/track/note.ts'
import { Button } from '#web/ui/Button.tsx'
import { coarse, useMedia } from '#web/ui/use-media.ts'
import { areHintsOver, hintOf, hints, nextHint } from './hints.ts'
import { useOwnChoices } from './use-own-choices.ts'
import styles from './HintLine.module.css'

/** One short hint of the first minute, in a line of its own: it covers nothing, and once put away it never comes back. */
export function HintLine({ landing }: { readonly landing: Landing | undefined }) {
  const text = useText()
  const [seen, see] = useOwnChoices('seenHints')
  const { data: runs } = useQuery(runsQuery)
  const isTouch = useMedia(coarse)
  const isOver = areHintsOver(seen)
  useEffect(() => {
    if (isOver) return
    // Whoever did it by themselves need not be told.
    return hearActs((act) => {
      const known = hintOf(act)
      if (known && !seen.has(known)) see(known, true)
    })
  }, [isOver, seen, see])
  // Its place is kept from the first drawing on, so that the widgets do not move for it.
  if (!landing) return isOver ? null : <div className={styles['place']} />
  const hasTriage = landing.attention.rows.some(({ owner }) => owner === null)
  const hint = isOver ? undefined : nextHint(seen, { hasWidgets: landing.dashboard !== null, hasTriage, hasRuns: (runs?.length ?? 0) > 0 })
  if (hint === undefined) return null
  return (
    <aside className={styles['line']} aria-label={text('home.hints')}>
      <span className={styles['number']}>{text('home.hintNumber', { n: hints.indexOf(hint) + 1, of: hints.length })}</span>
      <span className={styles['words']}>{text(hint === 'drag' && isTouch ? 'home.hint.dragTouch' : `home.hint.${hint}`)}</span>
      <Button kind="quiet" size="small" onClick={() => see(hint, true)}>
        {text('home.hintSeen')}
      </Button>
      <Button kind="quiet" size="small" onClick={() => see('none', true)}>
        {text('home.hintsOff')}
      </Button>
    </aside>
  )
}
