import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MeasureSpec } from '#contract/query.ts'
import { labelNamesQuery, labelValuesQuery } from '../../api/source-query.ts'
import { useText } from '../../i18n/text.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Field } from '../../ui/field/Field.tsx'
import { Select } from '../../ui/field/Input.tsx'
import { NamesInput } from '../../ui/field/NamesInput.tsx'
import styles from './Panel.module.css'

type Match = MeasureSpec['match']

export interface MeasureMatchProps {
  readonly match: Match
  /** What the measure can be split by, and so narrowed by. */
  readonly by: readonly string[]
  /** Source whose labels and values are offered; undefined where whichever knows the measure answers. */
  readonly source: string | undefined
  readonly onChange: (match: Match) => void
}

/** What services are known by nearly everywhere. */
const usual = ['service', 'team', 'site']
const listOf = (value: Match[string] | undefined): readonly string[] => (value === undefined ? [] : typeof value === 'string' ? [value] : value)

/** Narrows a measure by clicking: a label, then one or more of its values, of the live source where it can tell them. */
export function MeasureMatch({ match, by, source, onChange }: MeasureMatchProps) {
  const text = useText()
  /** Labels in the order they were added: a row stays where it is while its values change, and while it has none. */
  const [begun, setBegun] = useState<readonly string[]>(() => Object.keys(match))
  const { data: live = [] } = useQuery({ ...labelNamesQuery(source ?? ''), enabled: source !== undefined })
  const rows = [...new Set([...begun, ...Object.keys(match)])]
  const first = [...new Set([...by, ...(source === undefined || live.length === 0 ? usual : usual.filter((label) => live.includes(label)))])]
  const others = live.filter((label) => !label.startsWith('__') && !first.includes(label))
  const free = [...first, ...others].filter((label) => !rows.includes(label))
  const put = (label: string, values: readonly string[]): void => {
    const { [label]: _was, ...rest } = match
    const [only] = values
    onChange(only === undefined ? rest : { ...rest, [label]: values.length === 1 ? only : [...values] })
  }
  return (
    <fieldset className={styles['match']}>
      <legend>{text('panel.match')}</legend>
      {rows.map((label) => (
        <MatchRow
          key={label}
          label={label}
          values={listOf(match[label])}
          source={source}
          onChange={(values) => {
            setBegun(rows)
            put(label, values)
          }}
          onRemove={() => {
            setBegun((now) => now.filter((one) => one !== label))
            put(label, [])
          }}
        />
      ))}
      {free.length > 0 && (
        <Select aria-label={text('panel.matchAdd')} value="" onChange={(event) => event.target.value !== '' && setBegun([...begun, event.target.value])}>
          <option value="">{text('panel.matchAdd')}</option>
          {free.map((label) => (
            <option key={label} value={label}>
              {label}
            </option>
          ))}
        </Select>
      )}
    </fieldset>
  )
}

interface MatchRowProps {
  readonly label: string
  readonly values: readonly string[]
  readonly source: string | undefined
  readonly onChange: (values: readonly string[]) => void
  readonly onRemove: () => void
}

function MatchRow({ label, values, source, onChange, onRemove }: MatchRowProps) {
  const text = useText()
  const { data: known = [] } = useQuery({ ...labelValuesQuery(source ?? '', label), enabled: source !== undefined, retry: false })
  return (
    <div className={styles['matchRow']}>
      <Field label={label}>{(parts) => <NamesInput parts={parts} names={values} known={known} onChange={onChange} />}</Field>
      <IconButton size="small" icon="minus" label={text('form.removeName', { name: label })} onClick={onRemove} />
    </div>
  )
}
