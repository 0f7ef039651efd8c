import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Mark } from '#contract/severity.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useZone } from '#web/url/zone.ts'
import { StatusMark } from '../StatusMark.tsx'
import styles from './Timeline.module.css'

export interface TimelineEntry {
  readonly key: string
  /** Epoch ms. */
  readonly at: number
  /** `own`: of the very thing the line is about. */
  readonly weight: 'own' | 'other'
  readonly mark?: Mark | undefined
  readonly words: ReactNode
  /** Beside it, in small print. */
  readonly more?: ReactNode
  readonly ahead?: boolean
}

export interface TimelineProps {
  readonly entries: readonly TimelineEntry[]
  readonly label: string
  /** Words on the button that shows a long line whole. */
  readonly all: string
}

/** Of a long line the beginning and the end are read first. */
const most = 24

/** What happened when, earliest first, each with its exact moment. */
export function Timeline({ entries, label, all }: TimelineProps) {
  const format = useFormat()
  const [zone] = useZone()
  const [whole, setWhole] = useState(false)
  const isLong = entries.length > most && !whole
  const own = new Set(entries.filter((it) => it.weight === 'own').map((it) => it.key))
  const shown = isLong ? entries.filter((it, i) => own.has(it.key) || i < most / 2 || i >= entries.length - most / 2) : entries
  const dayOf = (at: number): string => format.tick(at, zone, 86_400_000)
  return (
    <>
      <ol className={styles['line']} aria-label={label}>
        {shown.map((it, i) => {
          const before = shown[i - 1]
          const isNewDay = !before || dayOf(before.at) !== dayOf(it.at)
          return (
            <li key={it.key} className={styles['entry']} data-weight={it.weight} data-ahead={it.ahead || undefined}>
              <span className={styles['when']}>
                {isNewDay && <span className={styles['day']}>{dayOf(it.at)}</span>}
                <time dateTime={new Date(it.at).toISOString()} title={format.moment(it.at, zone)}>
                  {format.tick(it.at, zone, 1000)}
                </time>
              </span>
              <span className={styles['mark']}>{it.mark ? <StatusMark mark={it.mark} silent /> : <span className={styles['dot']} />}</span>
              <span className={styles['what']}>
                <span>{it.words}</span>
                {it.more && <span className={styles['more']}>{it.more}</span>}
              </span>
            </li>
          )
        })}
      </ol>
      {isLong && (
        <button type="button" className={styles['all']} onClick={() => setWhole(true)}>
          {all}
        </button>
      )}
    </>
  )
}
