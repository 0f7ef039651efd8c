import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import * as z from 'zod/mini'
import { JsonRecord } from '#contract/json.ts'
import type { Query, VariableValues } from '#contract/query.ts'
import type { Source } from '#contract/source.ts'
import { catalogueQuery, sourcesQuery } from '../../api/source-query.ts'
import { useText } from '../../i18n/text.ts'
import { ConfigForm } from '../../ui/config-form/ConfigForm.tsx'
import { Field } from '../../ui/field/Field.tsx'
import { Select } from '../../ui/field/Input.tsx'
import { QueryRefusal, QuerySource, QueryVariables } from '../../ui/query-editor/query-source.ts'
import type { Refusal } from '../../ui/query-editor/query-source.ts'
import { isMeasured, MeasureForm, measuresAt } from './MeasureForm.tsx'
import { firstSpec, isReady, ownWords } from './own-words.ts'

export interface QueryFormProps {
  readonly query: Query
  /** Values of the dashboard's variables, by the names a query calls them. */
  readonly values: VariableValues
  /** What the source said against the text it was last asked. */
  readonly refusal: Refusal | undefined
  /** Not ready: something is still missing, and no source could answer it. */
  readonly onChange: (query: Query, ready: boolean) => void
}

const firstMeasure = (known: readonly string[]): JsonRecord => ({ measure: measuresAt(known)[0] ?? '', mode: 'range', by: [], match: {} })

/** Which source is asked, and what: by measure, or in the source's own words. */
export function QueryForm({ query, values, refusal, onChange }: QueryFormProps) {
  const text = useText()
  const { data: sources = [] } = useQuery(sourcesQuery)
  const { data: catalogue } = useQuery(catalogueQuery)
  const variables = useMemo(() => Object.keys(values), [values])
  const ownOf = (source: Source | undefined) => {
    const schema = source && catalogue?.connectors.find((c) => c.kind === source.kind)?.spec
    return schema && ownWords(schema)
  }
  const source = sources.find((s) => s.id === query.source)
  const measuresOf = (id: string): readonly string[] =>
    id === 'auto' ? [...new Set(sources.flatMap((s) => s.measures))] : (sources.find((s) => s.id === id)?.measures ?? [])
  const known = measuresOf(query.source)
  const own = ownOf(source)
  const measured = isMeasured(query.spec)
  const gone = query.source !== 'auto' && sources.length > 0 && !source
  const putOwn = (schema: NonNullable<typeof own>, to: Query, spec: JsonRecord): void => onChange({ ...to, spec }, isReady(schema, spec))

  /** A measure goes along to a source that knows measures; words of another kind of source mean nothing here. */
  const move = (id: string): void => {
    const next = sources.find((s) => s.id === id)
    const words = ownOf(next)
    const moved = { ...query, source: id }
    if (next && words && (measured ? next.measures.length === 0 : next.kind !== source?.kind)) putOwn(words, moved, firstSpec(words))
    else if (!measured && !words) onChange({ ...moved, spec: firstMeasure(measuresOf(id)) }, true)
    else onChange(moved, true)
  }
  return (
    <>
      <Field label={text('panel.source')} error={gone ? text('panel.sourceGone', { source: query.source }) : undefined}>
        {(parts) => (
          <Select {...parts} value={query.source} onChange={(event) => move(event.target.value)}>
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
                event.target.value === 'own' ? putOwn(own, query, firstSpec(own)) : onChange({ ...query, spec: firstMeasure(known) }, true)
              }
            >
              <option value="measure">{text('panel.byMeasure')}</option>
              <option value="own">{text('panel.ownWords')}</option>
            </Select>
          )}
        </Field>
      )}
      {measured || !own ? (
        <MeasureForm
          spec={query.spec}
          known={known}
          source={source?.can.includes('labels') ? source.id : undefined}
          onChange={(spec) => onChange({ ...query, spec }, true)}
        />
      ) : (
        <QuerySource value={query.source}>
          <QueryVariables value={variables}>
            <QueryRefusal value={refusal}>
              <ConfigForm key={query.source} schema={own} value={query.spec} onChange={(spec) => putOwn(own, query, z.parse(JsonRecord, spec))} />
            </QueryRefusal>
          </QueryVariables>
        </QuerySource>
      )}
    </>
  )
}
