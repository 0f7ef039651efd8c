import type { AlertPick } from '#contract/run.ts'
import { useFormat } from '#web/i18n/format.ts'
import { markOf } from '#web/ui/mark-of.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { useNow } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'
import styles from './Look.module.css'

/** One alert in the columns of its row: how bad, what, where, since when. `silent` where the row says how bad by itself. */
export function AlertWords({ alert, silent }: { readonly alert: AlertPick; readonly silent?: boolean }) {
  const format = useFormat()
  const [zone] = useZone()
  const now = useNow(30_000)
  return (
    <>
      <StatusMark mark={markOf(alert.severity)} size={13} {...(silent && { silent })} />
      <span dir="auto">{alert.title}</span>
      <span className={styles['more']} dir="auto">
        {[alert.service, alert.site].filter(Boolean).join(', ')}
      </span>
      <time className={styles['more']}>{format.age(alert.startedAt, now, zone)}</time>
    </>
  )
}
