import * as z from 'zod/mini'
import type { JsonRecord } from '#contract/json.ts'
import { MeasureSpec } from '#contract/query.ts'
import { measures } from '#core/templates/measures.ts'
import type { Measure, MeasureName } from '#core/templates/measures.ts'
import { hasWords } from '#web/i18n/words.ts'
import { useText } from '../../i18n/text.ts'
import { Field } from '../../ui/field/Field.tsx'
import { Check, Input, Select } from '../../ui/field/Input.tsx'
import styles from './Panel.module.css'

const names = Object.keys(measures)
const isMeasure = (name: string): name is MeasureName => Object.hasOwn(measures, name)

export const isMeasured = (spec: JsonRecord): boolean => typeof spec['measure'] === 'string'

/** Measures a source knows, in the order of the catalogue of measures; ones this version does not know come last. */
export const measuresAt = (known: readonly string[]): readonly string[] => [...names.filter((n) => known.includes(n)), ...known.filter((n) => !isMeasure(n))]

/** The name of a measure in the reader's language. */
export function useMeasureName(): (measure: string) => string {
  const text = useText()
  return (measure) => {
    const key = `measure.${measure}`
    return hasWords(key) ? text(key) : measure
  }
}

export interface MeasureFormProps {
  readonly spec: JsonRecord
  readonly known: readonly string[]
  readonly onChange: (spec: JsonRecord) => void
}

/** Labels with their values as one line each: `service=checkout`, or several values parted by commas. */
const linesOf = (match: MeasureSpec['match']): string =>
  Object.entries(match)
    .map(([label, value]) => `${label}=${Array.isArray(value) ? value.join(',') : value}`)
    .join('; ')

const matchOf = (words: string): MeasureSpec['match'] =>
  Object.fromEntries(
    words
      .split(';')
      .map((part) => part.split('=').map((w) => w.trim()))
      .flatMap(([label, value]) => (label && value ? [[label, value.includes(',') ? value.split(',').map((v) => v.trim()) : value]] : [])),
  )

/** A named quantity: which one, as samples or as the newest values, split by what, narrowed to what. */
export function MeasureForm({ spec, known, onChange }: MeasureFormProps) {
  const text = useText()
  const nameOf = useMeasureName()
  const parsed = z.safeParse(MeasureSpec, spec)
  const now: MeasureSpec = parsed.success ? parsed.data : { measure: '', mode: 'range', by: [], match: {} }
  const facts: Measure | undefined = isMeasure(now.measure) ? measures[now.measure] : undefined
  const offered = measuresAt(known)
  const put = (change: Partial<MeasureSpec>): void => {
    const { window, ...next } = { ...now, ...change }
    onChange({ ...spec, ...next, ...(window !== undefined && { window }) })
  }
  return (
    <>
      <Field
        label={text('panel.measure')}
        error={parsed.success && !offered.includes(now.measure) && offered.length > 0 ? text('panel.measureUnknown') : undefined}
      >
        {(parts) => (
          <Select {...parts} value={now.measure} onChange={(event) => put({ measure: event.target.value, by: [] })}>
            {!offered.includes(now.measure) && <option value={now.measure}>{now.measure === '' ? text('form.unset') : nameOf(now.measure)}</option>}
            {offered.map((name) => (
              <option key={name} value={name}>
                {nameOf(name)}
              </option>
            ))}
          </Select>
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
      <Field label={text('panel.match')} note={text('form.optional')} hint={text('panel.matchHint')}>
        {(parts) => <Input {...parts} spellCheck={false} defaultValue={linesOf(now.match)} onChange={(event) => put({ match: matchOf(event.target.value) })} />}
      </Field>
    </>
  )
}
