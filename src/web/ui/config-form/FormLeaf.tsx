import { useEffect, useState } from 'react'
import type { Json } from '#contract/json.ts'
import { useText } from '#web/i18n/text.ts'
import type { Text } from '#web/i18n/text.ts'
import { Field } from '../field/Field.tsx'
import type { FieldParts } from '../field/Field.tsx'
import { Check, Input, Select, TextArea } from '../field/Input.tsx'
import type { Problem } from './check.ts'
import { QueryEditor } from '../query-editor/QueryEditor.tsx'
import type { FormWords } from './form-words.ts'
import { languageOf, wordsOf } from './schema.ts'
import type { FormField } from './schema.ts'
import styles from './ConfigForm.module.css'

interface FormLeafProps {
  readonly field: FormField
  readonly value: Json | undefined
  readonly onChange: (value: Json | undefined) => void
  readonly problem: Problem | undefined
  readonly path: string
  readonly title: string
  readonly words: FormWords
  readonly showAll?: boolean
  readonly readOnly?: boolean
  readonly refused?: { readonly path: string; readonly words: string } | undefined
}

const problemWords = (text: Text, { key, count }: Problem): string => text(`form.${key}`, { count: count ?? 0 })
const shown = (value: Json | undefined): string => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value, undefined, 1))

/** One property of a form, drawn by its kind. Its problem shows once it was left, or a save was tried. */
export function FormLeaf({ field, value, onChange, problem, path, title, words, showAll = false, readOnly = false, refused }: FormLeafProps) {
  const text = useText()
  const [left, setLeft] = useState(false)
  const description = field.schema['description']
  const hint = words(field.name, 'hint') ?? (typeof description === 'string' ? description : field.kind === 'lines' ? text('form.listHint') : undefined)
  const wrong = (left || showAll) && problem ? problemWords(text, problem) : undefined
  const error = wrong ?? (refused?.path === path ? refused.words : undefined)
  if (field.kind === 'flag')
    return <Check label={title} checked={(value ?? field.fallback) === true} disabled={readOnly} onChange={(event) => onChange(event.target.checked)} />
  if (field.kind === 'choices') return <Choices field={field} value={value} onChange={onChange} title={title} words={words} readOnly={readOnly} />
  return (
    <div onBlur={() => setLeft(true)}>
      <Field label={title} note={field.required ? undefined : text('form.optional')} hint={hint} error={error}>
        {(parts) => <Control field={field} value={value} onChange={onChange} parts={parts} title={title} words={words} readOnly={readOnly} />}
      </Field>
    </div>
  )
}

interface ControlProps extends Pick<FormLeafProps, 'field' | 'value' | 'onChange' | 'title' | 'words'> {
  readonly parts: FieldParts
  readonly readOnly: boolean
}

function Control({ field, value, onChange, parts, title, words, readOnly }: ControlProps) {
  const text = useText()
  const placeholder = field.fallback === undefined ? undefined : shown(field.fallback)
  const each = { ...parts, readOnly, placeholder, 'aria-required': field.required || undefined }
  switch (field.kind) {
    case 'number':
      return (
        <Typed
          {...each}
          inputMode="decimal"
          value={value}
          read={(words) => (words.trim() !== '' && Number.isFinite(Number(words)) ? Number(words) : words)}
          onChange={onChange}
        />
      )
    case 'code':
      return (
        <QueryEditor
          {...parts}
          language={languageOf(field.schema) ?? 'sql'}
          label={title}
          required={field.required}
          readOnly={readOnly}
          placeholder={placeholder}
          value={shown(value)}
          onChange={(next) => onChange(next === '' ? undefined : next)}
        />
      )
    case 'passage':
      return <TextArea {...each} value={shown(value)} onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)} />
    case 'lines':
      return (
        <TextArea
          {...each}
          value={Array.isArray(value) ? value.join('\n') : shown(value)}
          onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value.split('\n'))}
        />
      )
    case 'json':
      return <Typed {...each} lines value={value} read={readJson} onChange={onChange} />
    case 'choice':
      return (
        <Select {...parts} disabled={readOnly} value={shown(value ?? field.fallback)} onChange={(event) => onChange(event.target.value)}>
          {field.fallback === undefined && <option value="">{text('form.unset')}</option>}
          {field.choices.map((choice) => (
            <option key={choice} value={choice}>
              {words(field.name, `is.${choice}`) ?? wordsOf(choice)}
            </option>
          ))}
        </Select>
      )
    default:
      return <Input {...each} spellCheck={false} value={shown(value)} onChange={(event) => onChange(event.target.value)} />
  }
}

function readJson(words: string): Json {
  try {
    // JSON.parse of text gives JSON.
    return JSON.parse(words) as Json
  } catch {
    return words
  }
}

interface TypedProps extends FieldParts {
  readonly value: Json | undefined
  readonly read: (words: string) => Json
  readonly onChange: (value: Json | undefined) => void
  readonly lines?: boolean
  readonly readOnly: boolean
  readonly placeholder: string | undefined
  readonly inputMode?: 'decimal'
}

/** Keeps the text as typed ("1." on the way to "1.5") while the value is what it means. */
function Typed({ value, read, onChange, lines = false, ...rest }: TypedProps) {
  const [words, setWords] = useState(() => shown(value))
  const meant = words === '' ? undefined : read(words)
  const differs = JSON.stringify(meant) !== JSON.stringify(value)
  useEffect(() => {
    // The value was changed from outside: by undo, or by taking somebody else's.
    if (differs) setWords(shown(value))
    // oxlint-disable-next-line react/exhaustive-deps -- typing changes `differs` for one render only; `value` is what counts
  }, [value])
  const change = (next: string): void => {
    setWords(next)
    onChange(next === '' ? undefined : read(next))
  }
  return lines ? (
    <TextArea {...rest} mono spellCheck={false} value={words} onChange={(event) => change(event.target.value)} />
  ) : (
    <Input {...rest} value={words} onChange={(event) => change(event.target.value)} />
  )
}

function Choices({
  field,
  value,
  onChange,
  title,
  words,
  readOnly,
}: Pick<FormLeafProps, 'field' | 'value' | 'onChange' | 'title' | 'words'> & { readonly readOnly: boolean }) {
  const list = value ?? field.fallback
  const chosen = new Set(Array.isArray(list) ? list.map(String) : [])
  const toggle = (choice: string, on: boolean): void => onChange(field.choices.filter((c) => (c === choice ? on : chosen.has(c))))
  return (
    <fieldset className={styles['group']}>
      <legend>{title}</legend>
      {field.choices.map((choice) => (
        <Check
          key={choice}
          label={words(field.name, `is.${choice}`) ?? wordsOf(choice)}
          checked={chosen.has(choice)}
          disabled={readOnly}
          onChange={(event) => toggle(choice, event.target.checked)}
        />
      ))}
    </fieldset>
  )
}
