import { useId } from 'react'
import type { Look } from '#contract/run.ts'
import type { Json, JsonRecord } from '#contract/json.ts'
import { text as textOf } from '#core/workflow/run.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { Input } from '#web/ui/field/Input.tsx'
import { useNow } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'
import styles from '../Look.module.css'
import { PickedList } from './PickedList.tsx'

interface IncidentPickProps {
  readonly label: string
  readonly values: JsonRecord
  readonly look: Look | undefined
  readonly error: string | undefined
  readonly onChange: (value: Json) => void
}

/** The incident it belongs to: one of those near it, or any other by its number. */
export function IncidentPick({ label, values, look, error, onChange }: IncidentPickProps) {
  const text = useText()
  const format = useFormat()
  const [zone] = useZone()
  const now = useNow(30_000)
  const group = useId()
  const chosen = textOf(values, 'attachTo')
  const near = (look?.related ?? []).filter(({ kind }) => kind === 'incident')
  const isNear = near.some(({ id }) => id === chosen)
  return (
    <PickedList label={label} error={error}>
      {near.map(({ id, title, startedAt }) => (
        <label key={id} className={styles['pick']}>
          <input type="radio" name={group} checked={chosen === id} onChange={() => onChange(id)} />
          <span dir="auto">{title}</span>
          <time className={styles['more']}>{format.age(startedAt, now, zone)}</time>
        </label>
      ))}
      <Input
        aria-label={text('run.pick.anotherIncident')}
        placeholder={text('run.pick.anotherIncident')}
        dir="auto"
        maxLength={300}
        value={isNear ? '' : chosen}
        onChange={(event) => onChange(event.target.value)}
      />
    </PickedList>
  )
}
