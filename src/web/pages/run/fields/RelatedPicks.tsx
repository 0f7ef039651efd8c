import type { Look } from '#contract/run.ts'
import type { Json, JsonRecord } from '#contract/json.ts'
import { markOf } from '#core/landing/happening.ts'
import { words } from '#core/workflow/run.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { useNow } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'
import styles from '../Look.module.css'
import { PickedList } from './PickedList.tsx'

interface RelatedPicksProps {
  readonly label: string
  readonly values: JsonRecord
  readonly look: Look | undefined
  readonly onChange: (value: Json) => void
}

/** The number by which its system calls an observation: incident:demo:INC-9. */
const numberOf = (id: string): string => id.split(':').slice(2).join(':') || id

/** Incidents and changes of the last day on the same services. What was picked stays in sight, by its number, when it is none of them any more. */
export function RelatedPicks({ label, values, look, onChange }: RelatedPicksProps) {
  const text = useText()
  const format = useFormat()
  const [zone] = useZone()
  const now = useNow(30_000)
  const picked = words(values, 'related')
  const isOver = (endedAt: number | null): boolean => endedAt !== null && endedAt <= now
  const toggle = (id: string): void => onChange(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id])
  const gone = picked.filter((id) => !look?.related.some((one) => one.id === id))
  return (
    <PickedList label={label} none={look && look.related.length === 0 && gone.length === 0 ? text('run.look.related', { n: 0 }) : undefined}>
      {(look?.related ?? []).map(({ id, kind, title, severity = 'warning', startedAt, endedAt }) => (
        <label key={id} className={styles['pick']}>
          <input type="checkbox" checked={picked.includes(id)} onChange={() => toggle(id)} />
          <StatusMark mark={isOver(endedAt) ? 'ok' : kind === 'change' ? 'maintenance' : markOf(severity)} size={13} silent />
          <span dir="auto">{title}</span>
          <time className={styles['more']}>{format.age(startedAt, now, zone)}</time>
        </label>
      ))}
      {gone.map((id) => (
        <label key={id} className={styles['pick']}>
          <input type="checkbox" checked onChange={() => toggle(id)} />
          <span dir="auto">{numberOf(id)}</span>
        </label>
      ))}
    </PickedList>
  )
}
