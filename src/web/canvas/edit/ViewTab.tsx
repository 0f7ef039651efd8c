import { useCallback, useMemo } from 'react'
import * as z from 'zod/mini'
import { JsonRecord } from '#contract/json.ts'
import type { LensStep } from '#contract/dashboard.ts'
import { applyChain } from '#core/frame/lenses.ts'
import { lensNamed, lenses } from '#core/frame/lenses/registry.ts'
import type { Frame } from '#contract/frame.ts'
import { hasWords } from '#web/i18n/words.ts'
import { useText } from '../../i18n/text.ts'
import { ConfigForm } from '../../ui/config-form/ConfigForm.tsx'
import type { FormWords } from '../../ui/config-form/form-words.ts'
import { problemsOf } from '../../ui/config-form/check.ts'
import type { Schema } from '../../ui/config-form/schema.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Field } from '../../ui/field/Field.tsx'
import { Select } from '../../ui/field/Input.tsx'
import { useRange } from '../../url/use-time.ts'
import { useZone } from '../../url/zone.ts'
import { useViewName } from '../../widgets/OtherFaces.tsx'
import { allViews, viewOf } from '../../widgets/view-of.ts'
import type { TabProps } from './tab.ts'
import styles from './Panel.module.css'

/** JSON Schema of a zod schema, as a form reads it. */
const schemaOf = (schema: z.ZodMiniType): Schema => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })

/** Only what has a name is offered in a form; the rest (sort, hidden columns, widths) is set in the view itself. */
function named(schema: Schema, words: FormWords): Schema {
  const { properties } = schema
  if (typeof properties !== 'object' || properties === null) return schema
  return { ...schema, properties: Object.fromEntries(Object.entries(properties).filter(([name]) => words(name, 'title') !== undefined)) }
}

function useOptionWords(prefix: string): FormWords {
  const text = useText()
  return useCallback(
    (name, part) => {
      const key = part === 'title' ? `${prefix}.${name}` : part === 'hint' ? `${prefix}.${name}.hint` : `${prefix}.${name}.${part.slice(3)}`
      return hasWords(key) ? text(key) : undefined
    },
    [text, prefix],
  )
}

/** How the answer is prepared and drawn. */
export function ViewTab({ widget, answer, set }: TabProps) {
  const text = useText()
  const viewName = useViewName()
  const { id, view, lenses: chain } = widget
  const known = viewOf(view.kind)
  const words = useOptionWords(`view.${view.kind}.option`)
  const schema = useMemo(() => known && named(schemaOf(known.options), words), [known, words])
  const setChain = (value: readonly LensStep[], token?: string): void => set({ do: 'setWidget', id, prop: 'lenses', value }, token)
  return (
    <>
      <Field label={text('panel.view')}>
        {(parts) => (
          <Select
            {...parts}
            value={view.kind}
            onChange={(event) => set({ do: 'setWidget', id, prop: 'view', value: { kind: event.target.value, options: {} } })}
          >
            {!known && <option value={view.kind}>{view.kind}</option>}
            {allViews.map(({ kind }) => (
              <option key={kind} value={kind}>
                {viewName(kind)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Chain chain={chain} frame={answer.frame} onChange={setChain} token={`lenses ${id}`} />
      {schema && (
        <ConfigForm
          key={view.kind}
          schema={schema}
          value={view.options}
          words={words}
          onChange={(options) => {
            if (problemsOf(schema, options).size === 0)
              set({ do: 'setWidget', id, prop: 'view', value: { ...view, options: z.parse(JsonRecord, options) } }, `options ${id}`)
          }}
        />
      )}
    </>
  )
}

interface ChainProps {
  readonly chain: readonly LensStep[]
  readonly frame: Frame | undefined
  readonly token: string
  readonly onChange: (chain: readonly LensStep[], token?: string) => void
}

/** The lenses between the answer and the view, one after the other. */
function Chain({ chain, frame, token, onChange }: ChainProps) {
  const text = useText()
  const { range, now } = useRange()
  const [zone] = useZone()
  const prepared = useMemo(() => frame && applyChain(frame, chain, { range, now, zone }), [frame, chain, range, now, zone])
  const end = prepared && 'frame' in prepared ? prepared.frame : undefined
  const fitting = useMemo(() => (end ? Object.values(lenses).filter((l) => !(l.whole && end.meta?.truncated) && 'params' in l.fit(end)) : []), [end])
  const lensName = (name: string): string => {
    const key = `lens.${name}`
    return hasWords(key) ? text(key) : name
  }
  const add = (name: string): void => {
    const fit = end && lensNamed(name)?.fit(end)
    if (fit && 'params' in fit) onChange([...chain, { lens: name, params: z.parse(JsonRecord, fit.params) }])
  }
  return (
    <section className={styles['chain']} aria-label={text('panel.chain')}>
      <h3 className={styles['label']}>{text('panel.chain')}</h3>
      {chain.length === 0 && <p className={styles['quiet']}>{text('panel.chainNone')}</p>}
      {chain.map((step, i) => (
        <LensRow
          // Steps have no names of their own; their order is what they are.
          // oxlint-disable-next-line react/no-array-index-key
          key={`${i} ${step.lens}`}
          step={step}
          broken={prepared && 'refusal' in prepared && prepared.broken === i ? text(`refusal.${prepared.refusal}`) : undefined}
          onChange={(params) =>
            onChange(
              chain.map((s, at) => (at === i ? { ...s, params } : s)),
              token,
            )
          }
          onRemove={() => onChange(chain.filter((_, at) => at !== i))}
        />
      ))}
      {fitting.length > 0 && (
        <Select aria-label={text('panel.chainAdd')} value="" onChange={(event) => add(event.target.value)}>
          <option value="">{text('panel.chainAdd')}</option>
          {fitting.map(({ name }) => (
            <option key={name} value={name}>
              {lensName(name)}
            </option>
          ))}
        </Select>
      )}
    </section>
  )
}

interface LensRowProps {
  readonly step: LensStep
  /** Why this step does not fit what reaches it. */
  readonly broken: string | undefined
  readonly onChange: (params: JsonRecord) => void
  readonly onRemove: () => void
}

function LensRow({ step, broken, onChange, onRemove }: LensRowProps) {
  const text = useText()
  const words = useOptionWords(`lens.${step.lens}.param`)
  const lens = lensNamed(step.lens)
  const schema = useMemo(() => lens && schemaOf(lens.params), [lens])
  const key = `lens.${step.lens}`
  const name = hasWords(key) ? text(key) : step.lens
  return (
    <details className={styles['step']} open={broken !== undefined || undefined}>
      <summary>
        <span className={styles['stepName']}>{name}</span>
        <IconButton size="small" icon="close" label={text('panel.chainRemove', { name })} onClick={onRemove} />
      </summary>
      {broken && <p className={styles['bad']}>{broken}</p>}
      {schema && (
        <ConfigForm
          schema={schema}
          value={step.params}
          words={words}
          onChange={(params) => {
            if (problemsOf(schema, params).size === 0) onChange(z.parse(JsonRecord, params))
          }}
        />
      )}
    </details>
  )
}
