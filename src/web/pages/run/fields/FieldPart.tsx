import type { Field as FieldOf, Look } from '#contract/run.ts'
import type { Json, JsonRecord } from '#contract/json.ts'
import { moment, text as textOf, words as wordsOf } from '#core/workflow/run.ts'
import { useText } from '#web/i18n/text.ts'
import { Field } from '#web/ui/field/Field.tsx'
import { Check, Input, Select, TextArea } from '#web/ui/field/Input.tsx'
import { NamesInput } from '#web/ui/field/NamesInput.tsx'
import { useRunWords } from '../run-words.ts'
import { AlertPicks } from './AlertPicks.tsx'
import { Checklist } from './Checklist.tsx'
import { IncidentPick } from './IncidentPick.tsx'
import { PeoplePicks } from './PeoplePicks.tsx'
import { RelatedPicks } from './RelatedPicks.tsx'
import { Suppression } from './Suppression.tsx'
import { TimeInput } from './TimeInput.tsx'
import { ZoneInput } from './ZoneInput.tsx'

export interface FieldPartProps {
  readonly field: FieldOf
  readonly values: JsonRecord
  readonly look: Look | undefined
  /** What alerts to pick from are narrowed to. */
  readonly find: string
  readonly onFind: (find: string) => void
  /** What was found is not known yet: the look is an older one. */
  readonly isAsking: boolean
  readonly error: string | undefined
  readonly onChange: (value: Json) => void
}

/** One question of a step, with the control its kind asks for. */
export function FieldPart(props: FieldPartProps) {
  const { field, values, look, find, onFind, isAsking, error, onChange } = props
  const text = useText()
  const words = useRunWords()
  const { name, kind } = field
  const label = words.field(name)
  if (kind === 'yes') return <Check label={label} checked={values[name] === true} onChange={(e) => onChange(e.target.checked)} />
  const said = error === undefined ? undefined : words.gap(error)
  if (kind === 'alerts')
    return <AlertPicks label={label} values={values} look={look} find={find} onFind={onFind} isAsking={isAsking} error={said} onChange={onChange} />
  if (kind === 'suppression') return <Suppression label={label} values={values} look={look} error={said} onChange={onChange} />
  if (kind === 'checklist') return <Checklist label={label} values={values} error={said} onChange={onChange} />
  if (kind === 'people') return <PeoplePicks label={label} values={values} name={name} error={said} onChange={onChange} />
  if (name === 'attachTo') return <IncidentPick label={label} values={values} look={look} error={said} onChange={onChange} />
  if (name === 'related') return <RelatedPicks label={label} values={values} look={look} onChange={onChange} />
  return (
    <Field label={label} note={field.required ? undefined : text('run.optional')} error={said}>
      {(parts) => {
        const typed = { ...parts, value: textOf(values, name), onChange: (e: { readonly target: { readonly value: string } }) => onChange(e.target.value) }
        if (kind === 'long') return <TextArea {...typed} rows={4} dir="auto" />
        if (kind === 'choice') {
          return (
            <Select {...typed}>
              <option value="">{text('run.choose')}</option>
              {(field.options ?? []).map((option) => (
                <option key={option} value={option}>
                  {words.option(option)}
                </option>
              ))}
            </Select>
          )
        }
        if (kind === 'words')
          return (
            <NamesInput
              parts={parts}
              names={wordsOf(values, name)}
              known={name === 'services' ? (look?.services ?? []) : []}
              onChange={(names) => onChange([...names])}
            />
          )
        if (kind === 'time') return <TimeInput parts={parts} at={moment(values, name)} zone={textOf(values, 'zone')} onChange={onChange} />
        if (kind === 'zone') return <ZoneInput {...typed} />
        return <Input {...typed} dir="auto" />
      }}
    </Field>
  )
}
