import { useState } from 'react'
import { rowCount } from '#core/frame/shapes.ts'
import type { FrameAnswer } from '../api/frame-query.ts'
import { useFormat } from '../i18n/format.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/popup/Dialog.tsx'
import { paceOf } from './pace.ts'
import { timesIn } from './time-parts.ts'
import type { PartTime, Times } from './time-parts.ts'
import styles from './TimesDialog.module.css'

export interface TimesProps {
  readonly id: string
  readonly title: string
  readonly answer: FrameAnswer
  readonly onExplore: () => void
  readonly onClose: () => void
}

/** Nobody notices less: below it there is nothing to advise. */
const noticedMs = 400

/** Where the time of the last answer went, part by part, and what helps against the longest. */
export default function TimesDialog({ id, title, answer: latest, onExplore, onClose }: TimesProps) {
  // Read in peace: an answer that comes meanwhile is not drawn yet, and its times are not whole.
  const [answer] = useState(latest)
  const { frame } = answer
  const text = useText()
  const format = useFormat()
  const times = timesIn(answer.times, paceOf(id, frame))
  const source = answer.source.name
  const total = format.value(Math.round(times.totalMs), 'ms')
  const asked = frame.meta?.executed
  return (
    <Dialog
      opened
      title={title}
      lead={text('times.lead', { total, rows: rowCount(frame), columns: frame.fields.length })}
      onClose={onClose}
      actions={<Button onClick={onExplore}>{text('widget.explore')}</Button>}
    >
      <Ribbon times={times} />
      <ol className={styles['parts']}>
        {times.parts.map((one) => (
          <Part key={one.part} one={one} source={source} longest={one.part === times.most.part} />
        ))}
      </ol>
      <p className={styles['advice']}>{times.totalMs < noticedMs ? text('times.quick') : text(`times.advice.${times.most.part}`, { source })}</p>
      {answer.freshness.stale && <p className={styles['advice']}>{text('times.stale', { source })}</p>}
      {asked && (
        <>
          <h3 className={styles['head']}>{text('times.asked')}</h3>
          <pre className={styles['asked']} dir="ltr">
            {asked}
          </pre>
        </>
      )}
    </Dialog>
  )
}

/** The parts side by side, as long as they took; the list below says the same in words. */
function Ribbon({ times }: { readonly times: Times }) {
  return (
    <div className={styles['ribbon']} aria-hidden>
      {times.parts.map(({ part, share }) => share > 0 && <span key={part} data-part={part} style={{ flexGrow: share }} />)}
    </div>
  )
}

function Part({ one: { part, ms, share }, source, longest }: { readonly one: PartTime; readonly source: string; readonly longest: boolean }) {
  const text = useText()
  const format = useFormat()
  return (
    <li className={styles['part']} data-longest={longest || undefined}>
      <span className={styles['key']} data-part={part} aria-hidden />
      <span>{part === 'source' ? source : text(`times.part.${part}`, { source })}</span>
      <span className={styles['figure']}>
        <bdi>{format.value(Math.round(ms), 'ms')}</bdi>
      </span>
      <span className={styles['figure']}>
        <bdi>{format.value(Math.round(share * 100) / 100, 'ratio')}</bdi>
      </span>
    </li>
  )
}
