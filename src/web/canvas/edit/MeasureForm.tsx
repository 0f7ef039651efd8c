import * as z from 'zod/mini'
import type { JsonRecord } from '#contract/json.ts'
import { MeasureSpec } from '#contract/query.ts'
import { measures } from '#core/templates/measures.ts'
import type { Measure, MeasureName } from '#core/templates/measures.ts'
import { useText } from '../../i18n/text.ts'
import { Field } from '../../ui/field/Field.tsx'
import { Check, Select } from '../../ui/field/Input.tsx'
import { MeasureMatch } from './MeasureMatch.tsx'
import { MeasurePick } from './MeasurePick.tsx'
import styles from './Panel.module.css'

const names = Object.keys(measures)
const isMeasure = (name: string): name is MeasureName => Object.hasOwn(measures, name)

export const isMeasured = (spec: JsonRecord): boolean => typeof spec['measure'] === 'string'

/** Measures a source knows, in the order of the catalogue of measures; ones this version does not know come last. */
export const measuresAt = (known: readonly string[]): readonly string[] => [...names.filter((n) => known.includes(n)), ...known.filter((n) => !isMeasure(n))]

export interface MeasureFormProps {
  readonly spec: JsonRecord
  readonly known: readonly string[]
  /** Source whose labels are offered, where one is chosen and can tell them. */
  readonly source: string | undefined
  readonly onChange: (spec: JsonRecord) => void
}

/** A named quantity: which one, as samples or as the newest values, split by what, narrowed to what. */
export function MeasureForm({ spec, known, source, onChange }: MeasureFormProps) {
  const text = useText()
  const parsed = z.safeParse(MeasureSpec, spec)
  const now: MeasureSpec = parsed.success ? parsed.data : { measure: '', mode: 'range', by: [], match: {} }
  const facts: Measure | undefined = isMeasure(now.measure) ? measures[now.measure] : undefined
  const offered = measuresAt(known)
  const put = (change: Partial<MeasureSpec>): void => {
    const { window, ahead, ...next } = { ...now, ...change }
    onChange({ ...spec, ...next, ...(window !== undefined && { window }), ...(ahead !== undefined && { ahead }) })
  }
  return (
    <>
      <Field
        label={text('panel.measure')}
        error={parsed.success && !offered.includes(now.measure) && offered.length > 0 ? text('panel.measureUnknown') : undefined}
      >
        {(parts) => (
          <MeasurePick
            id={parts.id}
            aria-describedby={parts['aria-describedby']}
            measure={now.measure}
            offered={offered}
            onPick={(measure) => put({ measure, by: [] })}
          />
        )}
      </Field>
      {facts?.gives !== 'events' && (
        <Field label={text('panel.mode')}>
          {(parts) => (
            <Select {...parts} value={now.mode} onChange={(event) => put({ mode: event.target.value === 'instant' ? 'instant' : 'range' })}>
              <option value="range">{text('panel.mode.range')}</option>
              <option value="instant">{text('panel.mode.instant')}</option>
            </Select>
          )}
        </Field>
      )}
      {facts && facts.by.length > 0 && (
        <fieldset className={styles['checks']}>
          <legend>{text('panel.by')}</legend>
          {facts.by.map((label) => (
            <Check
              key={label}
              label={label}
              checked={now.by.includes(label)}
              onChange={(event) => put({ by: facts.by.filter((l) => (l === label ? event.target.checked : now.by.includes(l))) })}
            />
          ))}
        </fieldset>
      )}
      <MeasureMatch key={now.measure} match={now.match} by={facts?.by ?? []} source={source} onChange={(match) => put({ match })} />
    </>
  )
}
