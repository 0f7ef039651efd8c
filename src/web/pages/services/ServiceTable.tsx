import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { ServiceRow } from '#contract/services.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { useKey } from '#web/ui/keys.ts'
import { PlaceLink } from '#web/ui/page/PlaceLink.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import table from '#web/ui/table/Table.module.css'
import { columns, isDownFirst } from './service-look.ts'
import type { Score, ServiceColumn, ServiceLook } from './service-look.ts'
import styles from './Services.module.css'

/** Drawn before the rest is asked for. */
const first = 200

interface ServiceTableProps {
  readonly rows: readonly ServiceRow[]
  readonly scores: ReadonlyMap<string, Score>
  /** Whether any source can tell how effective services are. */
  readonly isScored: boolean
  readonly look: ServiceLook
  readonly change: (next: Partial<ServiceLook>) => void
  readonly onFind: () => void
}

const scored: ReadonlySet<ServiceColumn> = new Set(['health', 'budget', 'automation'])
const numbers: ReadonlySet<ServiceColumn> = new Set(['health', 'budget', 'incidents', 'alerts', 'changesWeek', 'automation'])

/** Services as rows; j and k or the arrows move among them, Enter opens. On a phone each is a card. */
export function ServiceTable({ rows, scores, isScored, look, change, onFind }: ServiceTableProps) {
  const text = useText()
  const [whole, setWhole] = useState(false)
  const body = useRef<HTMLTableSectionElement>(null)
  const shown = whole ? rows : rows.slice(0, first)
  const move = (by: number): void => {
    const links = [...(body.current?.querySelectorAll<HTMLElement>('a[data-open]') ?? [])]
    const at = links.findIndex((link) => link === document.activeElement)
    links[at < 0 ? 0 : Math.max(0, Math.min(links.length - 1, at + by))]?.focus()
  }
  useKey('j', () => move(1))
  useKey('k', () => move(-1))
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === '/') {
      event.preventDefault()
      onFind()
    }
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    move(by)
  }
  const visible = columns.filter((name) => isScored || !scored.has(name))
  return (
    <>
      <div className={`${table['box']} ${styles['box']}`}>
        <table className={`${table['table']} ${styles['services']}`} onKeyDown={onKeyDown}>
          <thead>
            <tr>
              {visible.map((name) => {
                const isOn = look.sort === name
                return (
                  <th
                    key={name}
                    data-col={name}
                    data-number={numbers.has(name) || undefined}
                    aria-sort={isOn ? (look.down ? 'descending' : 'ascending') : undefined}
                  >
                    <button
                      type="button"
                      className={styles['sort']}
                      data-on={isOn || undefined}
                      onClick={() => change({ sort: name, down: isOn ? !look.down : isDownFirst(name) })}
                    >
                      {text(`observing.service.${name}`)}
                      <Icon name={isOn && look.down ? 'down' : 'up'} size={12} />
                    </button>
                  </th>
                )
              })}
            </tr>
          </thead>
          <tbody ref={body}>
            {shown.map((row) => (
              <Row key={row.id} row={row} score={scores.get(row.id)} isScored={isScored} />
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < rows.length && (
        <button type="button" className={styles['all']} onClick={() => setWhole(true)}>
          {text('facets.all', { n: rows.length })}
        </button>
      )}
    </>
  )
}

function Row({ row, score, isScored }: { readonly row: ServiceRow; readonly score: Score | undefined; readonly isScored: boolean }) {
  const text = useText()
  const format = useFormat()
  const count = (n: number) => (n === 0 ? <span className={styles['none']}>0</span> : format.value(n))
  const who = [row.team, row.owner].filter((it) => it !== undefined && it !== '').join(' · ')
  return (
    <tr>
      <td data-name data-col="name">
        <PlaceLink to={{ page: 'service', id: row.id }} className={table['open']} data-open>
          <StatusMark mark={row.mark} />
          <span className={table['name']} dir="auto">
            {row.name ?? row.id}
          </span>
        </PlaceLink>
      </td>
      {isScored && (
        <td data-col="health" data-number title={score?.because}>
          <bdi>{format.value(score?.health)}</bdi>
        </td>
      )}
      <td data-col="tier">{row.tier ?? '-'}</td>
      <td data-col="team" dir="auto">
        {who === '' ? text('observing.nobody') : who}
      </td>
      {isScored && (
        <td data-col="budget" data-number data-bad={(score?.budgetLeft ?? 1) < 0 || undefined}>
          <bdi>{format.value(score?.budgetLeft, 'ratio', 0)}</bdi>
        </td>
      )}
      <td data-col="incidents" data-number>
        <span className={styles['label']}>{text('observing.service.incidents')} </span>
        {count(row.incidents)}
      </td>
      <td data-col="alerts" data-number>
        <span className={styles['label']}>{text('observing.service.alerts')} </span>
        {count(row.alerts)}
      </td>
      <td data-col="changesWeek" data-number>
        <span className={styles['label']}>{text('observing.service.changesWeek')} </span>
        {count(row.changesWeek)}
      </td>
      {isScored && (
        <td data-col="automation" data-number>
          <bdi>{format.value(score?.automation, 'ratio', 0)}</bdi>
        </td>
      )}
    </tr>
  )
}
