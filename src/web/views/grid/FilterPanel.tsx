import { useId, useMemo, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { textAt, valueAt } from './cell.ts'
import type { Writer } from './cell.ts'
import type { ColumnFilter, GridOptions } from './options.ts'
import { parseAmount } from './parse-amount.ts'
import type { Column } from './shape.ts'
import styles from './filter.module.css'

export interface FilterTarget {
  readonly column: Column
  readonly rows: number
  readonly writer: Writer
}

interface FilterPanelProps {
  readonly target: FilterTarget
  readonly filter: ColumnFilter | undefined
  readonly options: GridOptions
  readonly change: (patch: Partial<GridOptions>) => void
  readonly close: () => void
}

/** More different values than this are found by text, not by ticking. */
const maxChoices = 60

/** The different values of a column with their words and counts, most frequent first; none where there are too many. */
function choicesOf({ column, rows, writer }: FilterTarget): readonly { readonly value: string; readonly words: string; readonly n: number }[] {
  const found = new Map<string, { words: string; n: number }>()
  for (let row = 0; row < rows; row += 1) {
    const raw = valueAt(column, row, writer.now)
    const value = raw === null ? '' : String(raw)
    const known = found.get(value)
    if (known) known.n += 1
    else if (found.size > maxChoices) return []
    else found.set(value, { words: textAt(column, row, writer), n: 1 })
  }
  return [...found].map(([value, { words, n }]) => ({ value, words, n })).toSorted((a, b) => b.n - a.n)
}

const isRange = (column: Column): boolean => column.as === 'lasting' || (column.field.type === 'number' && column.as !== 'moment')

function Field({
  label,
  value,
  onChange,
  wrong,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly wrong?: string | undefined
}) {
  const id = useId()
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={value}
        autoComplete="off"
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={(e) => onChange(e.target.value)}
      />
      {wrong && (
        <small id={`${id}-wrong`} role="alert">
          {wrong}
        </small>
      )}
    </div>
  )
}

function Range({
  target,
  ends,
  onEnds,
}: {
  readonly target: FilterTarget
  readonly ends: readonly [string, string]
  readonly onEnds: (ends: readonly [string, string]) => void
}) {
  const text = useText()
  const { column } = target
  const wrong = (typed: string): string | undefined =>
    typed.trim() !== '' && parseAmount(typed, column.unit, column.as === 'lasting') === undefined ? text('grid.notANumber') : undefined
  return (
    <div className={styles['range']}>
      <Field label={text('grid.from')} value={ends[0]} wrong={wrong(ends[0])} onChange={(v) => onEnds([v, ends[1]])} />
      <Field label={text('grid.to')} value={ends[1]} wrong={wrong(ends[1])} onChange={(v) => onEnds([ends[0], v])} />
    </div>
  )
}

interface ChoicesProps {
  readonly choices: ReturnType<typeof choicesOf>
  readonly chosen: ReadonlySet<string>
  readonly onChosen: (chosen: ReadonlySet<string>) => void
}

function Choices({ choices, chosen, onChosen }: ChoicesProps): ReactNode {
  const text = useText()
  const toggle = (value: string): void => {
    const next = new Set(chosen)
    if (!next.delete(value)) next.add(value)
    onChosen(next)
  }
  return (
    <fieldset className={styles['choices']}>
      <legend>{text('grid.values')}</legend>
      {choices.map(({ value, words, n }) => (
        <label key={value}>
          <input type="checkbox" checked={chosen.has(value)} onChange={() => toggle(value)} />
          <span dir="auto">{words}</span>
          <small>{n}</small>
        </label>
      ))}
    </fieldset>
  )
}

/** Narrows one column: by text, by ticked values, or by a range of numbers typed with any unit. */
export function FilterPanel({ target, filter, options, change, close }: FilterPanelProps) {
  const text = useText()
  const { column, writer } = target
  const range = isRange(column)
  const choices = useMemo(() => (range ? [] : choicesOf(target)), [range, target])
  const [words, setWords] = useState(filter?.text ?? '')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(filter?.values))
  const show = (value: number | undefined): string =>
    value === undefined ? '' : column.as === 'lasting' ? writer.format.duration(value) : writer.format.value(value, column.unit)
  const shownEnds: readonly [string, string] = [show(filter?.min), show(filter?.max)]
  const [ends, setEnds] = useState(shownEnds)
  const amount = (typed: string): number | undefined => parseAmount(typed, column.unit, column.as === 'lasting')
  const isWrong = range && ends.some((typed) => typed.trim() !== '' && amount(typed) === undefined)

  const keep = (next: Omit<ColumnFilter, 'field'>): void => {
    const others = options.filters.filter((f) => f.field !== column.id)
    const empty = !next.text && !next.values?.length && next.min === undefined && next.max === undefined
    change({ filters: empty ? others : [...others, { field: column.id, ...next }] })
    close()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isWrong) return
    // An end nobody touched keeps its exact value; what is shown of it is rounded.
    const [min, max] = ends.map((typed, i) => (typed === shownEnds[i] ? (i === 0 ? filter?.min : filter?.max) : amount(typed)))
    keep({
      ...(words.trim() && { text: words.trim() }),
      ...(chosen.size > 0 && { values: [...chosen] }),
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
    })
  }
  return (
    <form className={styles['panel']} onSubmit={submit}>
      {range ? <Range target={target} ends={ends} onEnds={setEnds} /> : <Field label={text('grid.contains')} value={words} onChange={setWords} />}
      {choices.length > 1 && <Choices choices={choices} chosen={chosen} onChosen={setChosen} />}
      <div className={styles['actions']}>
        <Button type="submit" kind="primary" size="small" disabled={isWrong}>
          {text('grid.applyFilter')}
        </Button>
        {filter && (
          <Button size="small" kind="quiet" onClick={() => keep({})}>
            {text('grid.clearFilter')}
          </Button>
        )}
      </div>
    </form>
  )
}
