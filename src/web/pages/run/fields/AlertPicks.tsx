import * as z from 'zod/mini'
import { AlertPick } from '#contract/run.ts'
import type { Look } from '#contract/run.ts'
import type { Json, JsonRecord } from '#contract/json.ts'
import { useText } from '#web/i18n/text.ts'
import { markOf } from '#web/ui/mark-of.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import styles from '../Look.module.css'
import { PickedList } from './PickedList.tsx'

const most = 40

export interface AlertPicksProps {
  readonly label: string
  readonly values: JsonRecord
  readonly look: Look | undefined
  readonly error: string | undefined
  readonly onChange: (value: Json) => void
}

function picksIn(values: JsonRecord): readonly AlertPick[] {
  const read = z.safeParse(z.array(AlertPick), values['alerts'] ?? [])
  return read.success ? read.data : []
}

/** Alerts going on, those nearest to what the run is about first; what was picked stays even when it is over. */
export function AlertPicks({ label, values, look, error, onChange }: AlertPicksProps) {
  const text = useText()
  const picked = picksIn(values)
  const isPicked = ({ id }: AlertPick): boolean => picked.some((one) => one.id === id)
  const gone = picked.filter(({ id }) => look !== undefined && !look.alerts.some((one) => one.id === id))
  const offered = [...gone, ...(look?.alerts ?? picked)].slice(0, most)
  const toggle = (alert: AlertPick): void => {
    const next = isPicked(alert) ? picked.filter(({ id }) => id !== alert.id) : [...picked, alert]
    // What is absent is left out, as JSON has it.
    onChange(next.map((one) => JSON.parse(JSON.stringify(one)) as Json))
  }
  return (
    <PickedList label={label} error={error} none={look && offered.length === 0 ? text('run.look.noAlerts') : undefined}>
      {offered.map((alert) => (
        <label key={alert.id} className={styles['pick']}>
          <input type="checkbox" checked={isPicked(alert)} onChange={() => toggle(alert)} />
          <StatusMark mark={markOf(alert.severity)} size={13} />
          <span dir="auto">{alert.title}</span>
          <span className={styles['more']} dir="auto">
            {[alert.service, alert.site].filter(Boolean).join(', ')}
          </span>
        </label>
      ))}
    </PickedList>
  )
}
