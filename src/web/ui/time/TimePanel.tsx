import { lazy, Suspense, useState } from 'react'
import type { FormEvent } from 'react'
import type { RangeSpec } from '#contract/time.ts'
import { quickRangeOf, quickRanges } from '#core/time/quick-ranges.ts'
import { resolvePoint } from '#core/time/range.ts'
import { useText } from '#web/i18n/text.ts'
import { useRange } from '#web/url/use-time.ts'
import { useUrl } from '#web/url/use-url.ts'
import { useZone } from '#web/url/zone.ts'
import { Button } from '../Button.tsx'
import { Field } from '../field/Field.tsx'
import { Input } from '../field/Input.tsx'
import { daysOf, printPoint, typedPoint } from './typed-point.ts'
import { ZonePart } from './ZonePart.tsx'
import styles from './Time.module.css'

const Calendar = lazy(() => import('./Calendar.tsx'))

type Ends = Readonly<Record<'from' | 'to', string>>

/** Everything about time: quick ranges, from and to, steps, zone. */
export default function TimePanel({ close }: { readonly close: () => void }) {
  const text = useText()
  const { spec, setRange } = useRange()
  const asked = useUrl().range
  const current = quickRangeOf(spec)
  const choose = (range: RangeSpec | null): void => {
    setRange(range)
    close()
  }
  return (
    <div className={styles['panel']}>
      <section className={styles['quick']} aria-label={text('time.quick')}>
        {quickRanges.map((q) => (
          <button
            key={q.id}
            type="button"
            className={styles['choice']}
            aria-current={current?.id === q.id || undefined}
            onClick={() => choose({ from: q.from, to: q.to })}
          >
            {text(`range.${q.id}`)}
          </button>
        ))}
      </section>
      <div className={styles['side']}>
        <Absolute onShow={choose} />
        <Steps />
        {asked && (
          <Button size="small" kind="quiet" onClick={() => choose(null)} className={styles['own']}>
            {text('time.own')}
          </Button>
        )}
        <ZonePart />
      </div>
    </div>
  )
}

function Absolute({ onShow }: { readonly onShow: (range: RangeSpec) => void }) {
  const text = useText()
  const { spec, range, now } = useRange()
  const [zone] = useZone()
  const shown = (side: 'from' | 'to'): string => (spec[side].startsWith('now') ? spec[side] : printPoint(range[side], zone))
  const [ends, setEnds] = useState<Ends>({ from: shown('from'), to: shown('to') })
  const [tried, setTried] = useState(false)
  const [calendar, setCalendar] = useState(false)
  const points = { from: typedPoint(ends.from, 'start', zone, now), to: typedPoint(ends.to, 'end', zone, now) }
  const problem = (side: 'from' | 'to'): string | undefined => {
    if (points[side] === undefined) return text('time.bad')
    if (side === 'to' && points.from !== undefined && points.to !== undefined && resolvePoint(points.to, now, zone) <= resolvePoint(points.from, now, zone))
      return text('time.order')
    return undefined
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (points.from === undefined || points.to === undefined || problem('to')) return
    onShow({ from: points.from, to: points.to })
  }
  const pick = (days: readonly [string, string]): void => setEnds({ from: `${days[0]} 00:00`, to: days[1] })
  return (
    <form className={styles['absolute']} onSubmit={submit} noValidate>
      {(['from', 'to'] as const).map((side) => (
        <Field key={side} label={text(`time.${side}`)} error={tried ? problem(side) : undefined}>
          {(parts) => (
            <Input {...parts} value={ends[side]} spellCheck={false} onChange={(event) => setEnds((all) => ({ ...all, [side]: event.target.value }))} />
          )}
        </Field>
      ))}
      <p className={styles['hint']}>{text('time.hint')}</p>
      {calendar && (
        <Suspense fallback={<div className={styles['calendar']} />}>
          <Calendar days={daysOf(range.from, range.to, zone)} onPick={pick} />
        </Suspense>
      )}
      <div className={styles['actions']}>
        <Button size="small" kind="quiet" aria-expanded={calendar} onClick={() => setCalendar((on) => !on)}>
          {text('time.pick')}
        </Button>
        <Button size="small" kind="primary" type="submit">
          {text('time.apply')}
        </Button>
      </div>
    </form>
  )
}

/** One range back, one on, or twice as much around the same middle. The panel stays open: one often steps several times. */
function Steps() {
  const text = useText()
  const { range, setRange } = useRange()
  const span = range.to - range.from
  return (
    <div className={styles['steps']}>
      <Button kind="quiet" size="small" icon="left" onClick={() => setRange({ from: range.from - span, to: range.from })}>
        {text('time.earlier')}
      </Button>
      <Button kind="quiet" size="small" icon="right" onClick={() => setRange({ from: range.to, to: range.to + span })}>
        {text('time.later')}
      </Button>
      <Button kind="quiet" size="small" icon="wider" onClick={() => setRange({ from: range.from - span / 2, to: range.to + span / 2 })}>
        {text('time.wider')}
      </Button>
    </div>
  )
}
