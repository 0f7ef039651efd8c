import { useMemo } from 'react'
import type { ReactNode } from 'react'
import type { Json } from '#contract/json.ts'
import { hasWords } from '#web/i18n/words.ts'
import { useText } from '#web/i18n/text.ts'
import type { Text } from '#web/i18n/text.ts'
import { Field } from '../field/Field.tsx'
import { Select } from '../field/Input.tsx'
import { Button } from '../Button.tsx'
import { problemsOf, variantFor, withProperty } from './check.ts'
import type { Problems } from './check.ts'
import type { FormWords } from './form-words.ts'
import { FormLeaf } from './FormLeaf.tsx'
import { constantOf, entryOf, fieldsOf, isRecord, kindOf, tellOf, variantsOf, wordsOf } from './schema.ts'
import type { FormField, Schema } from './schema.ts'
import styles from './ConfigForm.module.css'

export interface ConfigFormProps {
  readonly schema: Schema
  readonly value: Json | undefined
  /** Called with every change, also while something is wrong: ask `problemsOf(schema, value)` before using it. */
  readonly onChange: (value: Readonly<Record<string, Json>>) => void
  /** Shows problems of fields nobody has touched yet: after a try to save. */
  readonly showAll?: boolean
  readonly readOnly?: boolean
  /** What the server found wrong, by the same paths. */
  readonly refused?: { readonly path: string; readonly words: string } | undefined
  readonly words?: FormWords
  /** Names that need not be given and stand open all the same. */
  readonly open?: readonly string[]
}

/** Words every form shares, under `form.<name>.title` and `.hint`. */
const sharedWords =
  (text: Text): FormWords =>
  (name, part) => {
    const key = `form.${name}.${part}`
    return hasWords(key) ? text(key) : undefined
  }

/** A form drawn from a JSON Schema: no kind of source or view needs one of its own. */
export function ConfigForm({ words, ...rest }: ConfigFormProps) {
  const text = useText()
  const problems = useMemo(() => problemsOf(rest.schema, rest.value), [rest.schema, rest.value])
  const shared = useMemo(() => sharedWords(text), [text])
  const all: FormWords = (name, part) => words?.(name, part) ?? shared(name, part)
  return <Level {...rest} path="" problems={problems} words={all} />
}

interface LevelProps extends Omit<ConfigFormProps, 'words'> {
  /** Need not be set at all. */
  readonly optional?: boolean
  /** Takes it away as a whole. */
  readonly onClear?: () => void
  readonly path: string
  readonly problems: Problems
  readonly words: FormWords
}

/** Up to so many optional fields stand open; more fold away below the needed ones. */
const unfolded = 2

function Level(props: LevelProps) {
  const text = useText()
  const { schema, value, path, problems } = props
  if (kindOf(schema) === 'variants') return <Variants {...props} />
  const fields = fieldsOf(schema)
  const stands = (f: FormField): boolean => f.required || (path === '' && props.open?.includes(f.name) === true)
  const needed = fields.filter(stands)
  const others = fields.filter((f) => !stands(f))
  const draw = (list: readonly FormField[]): readonly ReactNode[] => list.map((field) => <Part key={field.name} {...props} field={field} />)
  // Where it was said what stands open, the rest does not stand beside it, however little it is.
  const isSorted = path === '' && (props.open?.length ?? 0) > 0
  if (needed.length === 0 || others.length === 0 || (others.length <= unfolded && !isSorted)) return <div className={styles['form']}>{draw(fields)}</div>
  const isUsed = ({ name }: FormField): boolean => (isRecord(value) && value[name] !== undefined) || problems.has(path ? `${path}.${name}` : name)
  return (
    <div className={styles['form']}>
      {draw(needed)}
      <details className={styles['more']} open={others.some(isUsed) || undefined}>
        <summary>{text('form.more')}</summary>
        <div className={styles['form']}>{draw(others)}</div>
      </details>
    </div>
  )
}

/** One property: a field, or a level of its own below its name. */
function Part({ field, schema: _schema, value, onChange, path, problems, words, ...rest }: LevelProps & { readonly field: FormField }) {
  const own = isRecord(value) ? value[field.name] : undefined
  const set = (next: Json | undefined): void => onChange(withProperty(value, field.name, next))
  const at = path ? `${path}.${field.name}` : field.name
  const title = titleOf(field, words)
  if (field.kind === 'list') return <ListPart {...rest} field={field} value={own} onSet={set} path={at} title={title} problems={problems} words={words} />
  if (field.kind === 'group' || field.kind === 'variants')
    return (
      <fieldset className={styles['group']}>
        <legend>{title}</legend>
        <Level
          {...rest}
          optional={!field.required}
          onClear={() => set(undefined)}
          schema={field.schema}
          value={own}
          onChange={set}
          path={at}
          problems={problems}
          words={words}
        />
      </fieldset>
    )
  return <FormLeaf {...rest} field={field} value={own} onChange={set} problem={problems.get(at)} path={at} title={title} words={words} />
}

interface ListProps extends Omit<LevelProps, 'schema' | 'onChange'> {
  readonly field: FormField
  readonly title: string
  readonly onSet: (value: Json | undefined) => void
}

/** Objects of one kind below each other, each with its fields, to add and to take away. */
function ListPart({ field, value, onSet, path, title, words, readOnly, ...rest }: ListProps) {
  const text = useText()
  const entries: readonly Json[] = Array.isArray(value) ? value : []
  const put = (next: readonly Json[]): void => onSet(next.length === 0 ? undefined : [...next])
  const hint = words(field.name, 'hint')
  return (
    <fieldset className={styles['group']}>
      <legend>{title}</legend>
      {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
      {entries.map((entry, i) => (
        // Entries have no names of their own: their place is what they are known by.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={i} className={styles['entry']}>
          <Level
            {...rest}
            {...(readOnly !== undefined && { readOnly })}
            schema={entryOf(field.schema)}
            value={entry}
            path={`${path}.${i}`}
            words={words}
            onChange={(next) => put(entries.map((one, at) => (at === i ? next : one)))}
          />
          {!readOnly && (
            <Button kind="quiet" size="small" icon="minus" onClick={() => put(entries.filter((_, at) => at !== i))}>
              {text('form.removeEntry', { number: i + 1 })}
            </Button>
          )}
        </div>
      ))}
      {!readOnly && (
        <Button size="small" icon="plus" onClick={() => put([...entries, {}])}>
          {text('form.addEntry')}
        </Button>
      )}
    </fieldset>
  )
}

/** A union of objects: which one, then its own fields. Choosing another keeps what both know; one that is optional can also be none. */
function Variants({ schema, value, onChange, onClear, words, readOnly, optional = false, ...rest }: LevelProps) {
  const text = useText()
  const variants = variantsOf(schema)
  const tell = tellOf(variants) ?? ''
  const current = variantFor(schema, value)
  if (!current) return null
  const isUnset = optional && value === undefined
  const chosen = isUnset ? '' : constantOf(current, tell)
  const choose = (next: string): void => (next === '' ? onClear?.() : onChange(withProperty(value, tell, next)))
  return (
    <>
      <Field label={words(tell, 'title') ?? text('sources.kind')}>
        {(parts) => (
          <Select {...parts} value={chosen} disabled={readOnly} onChange={(event) => choose(event.target.value)}>
            {optional && <option value="">{text('form.unset')}</option>}
            {variants.map((v) => (
              <option key={constantOf(v, tell)} value={constantOf(v, tell)}>
                {words(tell, `is.${constantOf(v, tell)}`) ?? wordsOf(constantOf(v, tell))}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {!isUnset && (
        <Level
          {...rest}
          {...(readOnly !== undefined && { readOnly })}
          schema={current}
          value={value}
          words={words}
          onChange={(next) => onChange(withProperty(next, tell, chosen))}
        />
      )}
    </>
  )
}

function titleOf({ name, schema }: FormField, words: FormWords): string {
  const title = schema['title']
  return words(name, 'title') ?? (typeof title === 'string' ? title : wordsOf(name))
}
