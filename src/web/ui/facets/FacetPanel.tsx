import { useId, useState } from 'react'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { SearchInput } from '../field/Input.tsx'
import { isChosen, toggled } from './choice.ts'
import type { Choice, FacetGroup, FacetValue } from './choice.ts'
import styles from './Facets.module.css'

/** Shown before the rest of a facet is asked for. */
const first = 6
/** From so many on, a name is found faster by typing. */
const worthSearching = 16

export interface FacetPanelProps {
  readonly groups: readonly FacetGroup[]
  readonly choice: Choice
  readonly onChoice: (choice: Choice) => void
}

/** Everything a list can be narrowed by, each value with how many rows it would leave. */
export function FacetPanel({ groups, choice, onChoice }: FacetPanelProps) {
  const narrowing = groups.filter(({ name, values }) => narrows(values, (value) => isChosen(choice, name, value)))
  // Where nothing could be narrowed the place is kept, and says what all rows have in common.
  const shown = narrowing.length > 0 ? narrowing : groups.filter(({ values }) => values.length > 0)
  return (
    <div className={styles['panel']}>
      {shown.map((group) => (
        <Group key={group.name} group={group} choice={choice} onChoice={onChoice} />
      ))}
    </div>
  )
}

/** One value that all rows share narrows nothing. */
const narrows = (values: readonly FacetValue[], chosen: (value: string) => boolean): boolean => values.length > 1 || values.some(({ value }) => chosen(value))

/** What is chosen never hides behind "show all". */
function shownOf(values: readonly FacetValue[], chosen: (value: string) => boolean, whole: boolean, find: string): readonly FacetValue[] {
  const wanted = find.trim().toLowerCase()
  if (whole) return wanted === '' ? values : values.filter(({ label, value }) => chosen(value) || label.toLowerCase().includes(wanted))
  return values.filter(({ value }, i) => i < first || chosen(value))
}

function Group({ group, choice, onChoice }: Omit<FacetPanelProps, 'groups'> & { readonly group: FacetGroup }) {
  const text = useText()
  const format = useFormat()
  const id = useId()
  const [whole, setWhole] = useState(false)
  const [find, setFind] = useState('')
  const { name, label, values } = group
  const chosen = (value: string): boolean => isChosen(choice, name, value)
  const shown = shownOf(values, chosen, whole, find)
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['legend']}>{label}</legend>
      {whole && values.length >= worthSearching && (
        <SearchInput label={text('facets.find', { facet: label })} value={find} onChange={(event) => setFind(event.target.value)} />
      )}
      <ul id={id} className={styles['values']}>
        {shown.map(({ value, label: words, count }) => (
          <li key={value}>
            <label className={styles['value']} data-none={count === 0 || undefined}>
              <input type="checkbox" checked={chosen(value)} onChange={() => onChoice(toggled(choice, name, value))} />
              <span className={styles['word']} dir="auto">
                {words}
              </span>
              <span className={styles['number']}>
                <span className="hp-hidden">, </span>
                {format.value(count)}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {values.length > first && (
        <button type="button" className={styles['more']} aria-expanded={whole} aria-controls={id} onClick={() => setWhole(!whole)}>
          {whole ? text('facets.fewer') : text('facets.all', { n: values.length })}
          <span className="hp-hidden">: {label}</span>
        </button>
      )}
    </fieldset>
  )
}
