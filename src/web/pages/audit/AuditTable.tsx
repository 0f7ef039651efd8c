import { useState } from 'react'
import type * as z from 'zod/mini'
import type { AuditEntry } from '#contract/audit.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import table from '#web/ui/table/Table.module.css'
import { useNow } from '#web/url/clock.ts'
import { useZone } from '#web/url/zone.ts'
import { inWords } from './in-words.ts'
import styles from './Audit.module.css'

type Entry = z.infer<typeof AuditEntry>

export function AuditTable({ entries }: { readonly entries: readonly Entry[] }) {
  const text = useText()
  return (
    <div className={table['box']}>
      <table className={`${table['table']} ${styles['audit']}`}>
        <thead>
          <tr>
            <th data-col="at">{text('audit.at')}</th>
            <th data-col="actor">{text('audit.actor')}</th>
            <th data-col="action">{text('audit.action')}</th>
            <th data-col="object">{text('audit.object')}</th>
            <th data-col="result">{text('audit.result')}</th>
            <th data-col="network">{text('account.network')}</th>
            <th data-menu>
              <span className="hp-hidden">{text('audit.detail')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Row key={entry.seq} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What the object was called when it was written, where the line says so. */
function nameIn({ detail, object }: Entry): string | undefined {
  const name = detail['title'] ?? detail['name']
  return typeof name === 'string' && name !== '' ? `${object.split(':')[0]} ${name}` : undefined
}

const dayMs = 86_400_000
const markOf = { refused: 'warning', failed: 'critical' } as const

function Row({ entry }: { readonly entry: Entry }) {
  const text = useText()
  const format = useFormat()
  const [zone] = useZone()
  const now = useNow(60_000)
  const [open, setOpen] = useState(false)
  const { seq, at, actor, action, object, result, network } = entry
  return (
    <>
      <tr>
        <td data-col="at">
          <span className={styles['full']}>{format.moment(at, zone)}</span>
          <span className={styles['short']}>{now - at < dayMs ? format.time(at, zone) : format.tick(at, zone, dayMs)}</span>
        </td>
        <td data-name data-col="actor" dir="auto">
          {actor.name || text(`audit.kind.${actor.kind}`)}
        </td>
        <td data-col="action" title={action}>
          <Deed entry={entry} />
        </td>
        <td data-col="object" dir="ltr" title={object}>
          {nameIn(entry) ?? object}
        </td>
        <td data-col="result">
          <span className={styles['result']}>
            {result !== 'done' && <StatusMark mark={markOf[result]} silent />}
            {text(`audit.result.${result}`)}
          </span>
        </td>
        <td data-col="network" dir="ltr">
          {network}
        </td>
        <td data-menu>
          <button
            type="button"
            className={styles['more']}
            aria-expanded={open}
            aria-controls={`audit-${seq}`}
            aria-label={text('audit.showDetail', { line: seq })}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'up' : 'down'} size={14} />
          </button>
        </td>
      </tr>
      {open && (
        <tr id={`audit-${seq}`}>
          <td colSpan={7} className={styles['detail']}>
            <Detail entry={entry} />
          </td>
        </tr>
      )}
    </>
  )
}

/** What happened in words where there are any, otherwise by its own name; and how often it came again. */
function Deed({ entry }: { readonly entry: Entry }) {
  const text = useText()
  const { done, again } = inWords(entry)
  return (
    <>
      {done ? text(done) : <bdi dir="ltr">{entry.action}</bdi>}
      {again > 0 && <span className={styles['again']}>{text('audit.again', { count: again })}</span>}
    </>
  )
}

function Detail({ entry }: { readonly entry: Entry }) {
  const text = useText()
  const format = useFormat()
  const [zone] = useZone()
  const { seq, at, actor, action, requestId, hash, detail } = entry
  const { done, why } = inWords(entry)
  return (
    <>
      <dl className={styles['facts']}>
        <dt>{text('audit.line')}</dt>
        <dd>{seq}</dd>
        <dt>{text('audit.at')}</dt>
        <dd>{format.moment(at, zone)}</dd>
        <dt>{text(`audit.kind.${actor.kind}`)}</dt>
        <dd dir="ltr">{actor.id || '-'}</dd>
        {done && (
          <>
            <dt>{text('audit.find.action')}</dt>
            <dd dir="ltr">{action}</dd>
          </>
        )}
        {why && (
          <>
            <dt>{text('audit.why')}</dt>
            <dd>{text(why)}</dd>
          </>
        )}
        <dt>{text('audit.request')}</dt>
        <dd dir="ltr">{requestId || '-'}</dd>
        <dt>{text('audit.seal')}</dt>
        <dd dir="ltr">{hash ?? text('audit.notSealed')}</dd>
      </dl>
      {Object.keys(detail).length > 0 && (
        <pre className={styles['json']} dir="ltr">
          {JSON.stringify(detail, undefined, 2)}
        </pre>
      )}
    </>
  )
}
