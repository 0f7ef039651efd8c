import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import * as z from 'zod/mini'
import type { JsonRecord } from '#contract/json.ts'
import { JsonRecord as JsonRecordSchema } from '#contract/json.ts'
import type { Query } from '#contract/query.ts'
import { rowCount } from '#core/frame/shapes.ts'
import { catalogueQuery, sourcesQuery } from '../../api/source-query.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { ConfigForm } from '../../ui/config-form/ConfigForm.tsx'
import { problemsOf } from '../../ui/config-form/check.ts'
import { variantsOf } from '../../ui/config-form/schema.ts'
import type { Schema } from '../../ui/config-form/schema.ts'
import { Field } from '../../ui/field/Field.tsx'
import { Input, Select } from '../../ui/field/Input.tsx'
import { Icon } from '../../ui/icon/Icon.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { isMeasured, MeasureForm, measuresAt } from './MeasureForm.tsx'
import type { TabProps } from './tab.ts'
import type { PanelAnswer } from './use-panel-answer.ts'
import styles from './Panel.module.css'

/** Name, source and query of a widget, and what the query answers. */
export function DataTab({ widget, answer, set }: TabProps) {
  const text = useText()
  const { id } = widget
  const query = useSettled(widget.query, (value) => set({ do: 'setWidget', id, prop: 'query', value }, `query ${id}`))
  return (
    <>
      <Field label={text('panel.name')}>
        {(parts) => (
          <Input
            {...parts}
            maxLength={200}
            value={widget.title}
            onChange={(event) => set({ do: 'setWidget', id, prop: 'title', value: event.target.value }, `title ${id}`)}
          />
        )}
      </Field>
      <Field label={text('panel.sub')} note={text('form.optional')}>
        {(parts) => (
          <Input
            {...parts}
            maxLength={200}
            value={widget.sub ?? ''}
            onChange={(event) => set({ do: 'setWidget', id, prop: 'sub', value: event.target.value || undefined }, `sub ${id}`)}
          />
        )}
      </Field>
      <QueryForm query={query.value} onChange={query.change} />
      <ResultLine answer={answer} />
    </>
  )
}

const settleMs = 400

/** What is typed shows at once, and is asked once the typing rests: a source is not asked for every letter. */
function useSettled<T>(outer: T, onSettled: (value: T) => void): { readonly value: T; readonly change: (value: T) => void } {
  const [own, setOwn] = useState<{ readonly value: T; readonly over: T }>()
  const latest = useRef(onSettled)
  useEffect(() => {
    latest.current = onSettled
  })
  useEffect(() => {
    if (!own) return
    const timer = setTimeout(() => {
      latest.current(own.value)
      setOwn(undefined)
    }, settleMs)
    return () => clearTimeout(timer)
  }, [own])
  // An undo meanwhile wins over what was typed before it.
  return { value: own && own.over === outer ? own.value : outer, change: (value) => setOwn({ value, over: outer }) }
}

export interface QueryFormProps {
  readonly query: Query
  readonly onChange: (query: Query) => void
}

/** The schema of a source kind's own words: a measure has a form of its own, so that variant is left out. */
function ownWords(spec: Schema): Schema | undefined {
  const variants = variantsOf(spec)
  if (variants.length === 0) return hasMeasure(spec) ? undefined : spec
  const own = variants.filter((v) => !hasMeasure(v))
  return own.length > 1 ? { ...spec, anyOf: own } : own[0]
}
const hasMeasure = (schema: Schema): boolean => typeof schema['properties'] === 'object' && schema['properties'] !== null && 'measure' in schema['properties']

const firstSpec = (schema: Schema): JsonRecord => {
  const properties = schema['properties']
  const constants =
    typeof properties === 'object' && properties !== null
      ? Object.entries(properties).flatMap(([k, v]) => (typeof v === 'object' && v && 'const' in v ? [[k, v.const]] : []))
      : []
  return z.parse(JsonRecordSchema, Object.fromEntries(constants))
}

/** Which source is asked, and what: by measure, or in the source's own words. */
export function QueryForm({ query, onChange }: QueryFormProps) {
  const text = useText()
  const { data: sources = [] } = useQuery(sourcesQuery)
  const { data: catalogue } = useQuery(catalogueQuery)
  const source = sources.find((s) => s.id === query.source)
  const known = query.source === 'auto' ? [...new Set(sources.flatMap((s) => s.measures))] : (source?.measures ?? [])
  const schema = source && catalogue?.connectors.find((c) => c.kind === source.kind)?.spec
  const own = schema && ownWords(schema)
  const measured = isMeasured(query.spec)
  const [first] = measuresAt(known)
  const gone = query.source !== 'auto' && sources.length > 0 && !source
  return (
    <>
      <Field label={text('panel.source')} error={gone ? text('panel.sourceGone', { source: query.source }) : undefined}>
        {(parts) => (
          <Select {...parts} value={query.source} onChange={(event) => onChange({ ...query, source: event.target.value })}>
            <option value="auto">{text('panel.auto')}</option>
            {gone && <option value={query.source}>{query.source}</option>}
            {sources.map((s) => (
              <option key={s.id} value={s.id}>
                {s.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {own && known.length > 0 && (
        <Field label={text('panel.asked')}>
          {(parts) => (
            <Select
              {...parts}
              value={measured ? 'measure' : 'own'}
              onChange={(event) =>
                onChange({ ...query, spec: event.target.value === 'own' ? firstSpec(own) : { measure: first ?? '', mode: 'range', by: [], match: {} } })
              }
            >
              <option value="measure">{text('panel.byMeasure')}</option>
              <option value="own">{text('panel.ownWords')}</option>
            </Select>
          )}
        </Field>
      )}
      {measured || !own ? (
        <MeasureForm spec={query.spec} known={known} onChange={(spec) => onChange({ ...query, spec })} />
      ) : (
        <ConfigForm
          schema={own}
          value={query.spec}
          onChange={(spec) => {
            // The form lets one type what is not right yet; only what the source can read is asked.
            if (problemsOf(own, spec).size === 0) onChange({ ...query, spec: z.parse(JsonRecordSchema, spec) })
          }}
        />
      )}
    </>
  )
}

/** "5 rows in 84 ms", or why there is no answer, in the words of whoever knows. */
export function ResultLine({ answer }: { readonly answer: PanelAnswer }) {
  const text = useText()
  const format = useFormat()
  const { frame, fault, asking, tookMs } = answer
  if (asking) return <p className={styles['result']}>{text('widget.loadingAny')}</p>
  if (fault)
    return (
      <p className={styles['result']} data-bad="" role="status">
        <StatusMark mark="critical" size={13} silent />
        <span>
          {text(`fault.${fault.code}`, { detail: 'none' })}
          {fault.detail !== undefined && <code>{fault.detail}</code>}
        </span>
      </p>
    )
  if (!frame) return null
  const rows = text('panel.rows', { count: rowCount(frame) })
  return (
    <p className={styles['result']} role="status">
      <Icon name="check" size={13} />
      {tookMs === undefined ? rows : text('panel.rowsIn', { rows, time: format.value(tookMs, 'ms') })}
    </p>
  )
}
