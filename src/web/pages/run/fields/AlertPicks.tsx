import { useState } from 'react'
import type { AlertPick, Look } from '#contract/run.ts'
import type { Json, JsonRecord } from '#contract/json.ts'
import { picksOf } from '#core/workflow/definitions/triage.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { TypedSearch } from '#web/ui/facets/TypedSearch.tsx'
import { AlertWords } from '../AlertWords.tsx'
import styles from '../Look.module.css'
import { PickedList } from './PickedList.tsx'
import { pickable } from './pickable.ts'

/** Shown before more are asked for. */
const first = 10
/** From so many on, one is found faster by typing. */
const worthSearching = 10

export interface AlertPicksProps {
  readonly label: string
  readonly values: JsonRecord
  readonly look: Look | undefined
  readonly find: string
  readonly onFind: (find: string) => void
  /** What was found is not known yet: the look is an older one. */
  readonly isAsking: boolean
  readonly error: string | undefined
  readonly onChange: (value: Json) => void
}

/** Alerts going on, those nearest to what the run is about first, and searched where they are many. What was picked stays, also when it is over. */
export function AlertPicks({ label, values, look, find, onFind, isAsking, error, onChange }: AlertPicksProps) {
  const text = useText()
  const [whole, setWhole] = useState(false)
  const picked = picksOf({ fields: values })
  const listed = look?.alerts ?? []
  const shown = whole ? listed : listed.slice(0, first)
  const isPicked = ({ id }: AlertPick): boolean => picked.some((one) => one.id === id)
  const kept = picked.filter(({ id }) => !shown.some((one) => one.id === id))
  const put = (next: readonly AlertPick[]): void => onChange(next.map(pickable))
  const toggle = (alert: AlertPick): void => put(isPicked(alert) ? picked.filter(({ id }) => id !== alert.id) : [...picked, alert])
  const missing = find === '' || isAsking ? [] : listed.filter((alert) => !isPicked(alert))
  const unlisted = (look?.total ?? 0) - shown.length
  const isEmpty = look !== undefined && find === '' && listed.length === 0 && kept.length === 0
  return (
    <PickedList label={label} error={error} none={isEmpty ? text('run.look.noAlerts') : undefined}>
      {(find !== '' || (look?.total ?? 0) > worthSearching) && (
        <div className={styles['finder']}>
          <TypedSearch label={text('run.pick.find')} q={find} onSearch={onFind} />
          <output className={styles['more']}>{text('run.pick.picked', { n: picked.length })}</output>
        </div>
      )}
      {kept.length > 0 && <AlertRows alerts={kept} isPicked={isPicked} onToggle={toggle} />}
      {shown.length > 0 && <AlertRows alerts={shown} isPicked={isPicked} onToggle={toggle} />}
      {look && !isAsking && find !== '' && listed.length === 0 && <p className={styles['more']}>{text('run.pick.noneFound', { find })}</p>}
      <div className={styles['ways']}>
        {missing.length > 1 && (
          <Button size="small" icon="plus" onClick={() => put([...picked, ...missing])}>
            {text('run.pick.all', { n: missing.length })}
          </Button>
        )}
        {!whole && listed.length > first && (
          <Button size="small" kind="quiet" icon="down" onClick={() => setWhole(true)}>
            {text('run.pick.more', { n: listed.length - first })}
          </Button>
        )}
        {whole && unlisted > 0 && <p className={styles['more']}>{text('run.pick.unlisted', { n: unlisted })}</p>}
      </div>
    </PickedList>
  )
}

interface AlertRowsProps {
  readonly alerts: readonly AlertPick[]
  readonly isPicked: (alert: AlertPick) => boolean
  readonly onToggle: (alert: AlertPick) => void
}

function AlertRows({ alerts, isPicked, onToggle }: AlertRowsProps) {
  return (
    <ul className={styles['alerts']}>
      {alerts.map((alert) => (
        <li key={alert.id}>
          <label className={styles['alert']}>
            <input type="checkbox" checked={isPicked(alert)} onChange={() => onToggle(alert)} />
            <AlertWords alert={alert} />
          </label>
        </li>
      ))}
    </ul>
  )
}
