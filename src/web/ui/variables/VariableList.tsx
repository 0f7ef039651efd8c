import { useQuery } from '@tanstack/react-query'
import type { Variable } from '#contract/dashboard.ts'
import { useAskingAs } from '#web/api/asking-as.ts'
import { labelValuesQuery } from '#web/api/source-query.ts'
import { useText } from '#web/i18n/text.ts'
import { useRange } from '#web/url/use-time.ts'
import { Button } from '../Button.tsx'
import { PickList } from '../pick/PickList.tsx'
import styles from './VariableRow.module.css'

export interface VariableListProps {
  readonly variable: Variable
  readonly label: string
  readonly chosen: readonly string[]
  readonly onChange: (next: string | readonly string[] | null) => void
  readonly onDone: () => void
}

/** The label can have values only in a while: the range is part of the question, coarsely, so that a refresh asks nothing. */
const coarseMs = 300_000
const coarse = (ms: number): number => Math.floor(ms / coarseMs) * coarseMs

export default function VariableList({ variable, label, chosen, onChange, onDone }: VariableListProps) {
  const text = useText()
  const { range } = useRange()
  const as = useAskingAs()
  const { source, label: name, match } = variable.from
  const { data, isError } = useQuery(labelValuesQuery(source, name, { match, range: { from: coarse(range.from), to: coarse(range.to) + coarseMs }, as }))
  const there = data ?? []
  // A value chosen earlier stays on offer even where the source has forgotten it.
  const values = [...chosen.filter((v) => !there.includes(v)), ...there]
  const pick = (value: string): void => {
    if (!variable.multi) return onChange(value)
    const next = chosen.includes(value) ? chosen.filter((v) => v !== value) : [...chosen, value]
    onChange(next.length > 0 ? next : null)
  }
  return (
    <PickList
      label={text('variable.find')}
      options={values.map((value) => ({ value, label: value }))}
      chosen={chosen}
      multi={variable.multi}
      onPick={pick}
      none={(query) =>
        query ? text('variable.none', { query }) : isError ? text('variable.failed') : data ? text('variable.empty', { label }) : text('app.loading')
      }
      typed={(value) => text('variable.typed', { value })}
      foot={
        <div className={styles['foot']}>
          <Button kind="quiet" size="small" onClick={() => onChange(null)}>
            {text('variable.clear')}
          </Button>
          {variable.multi && (
            <Button size="small" onClick={onDone}>
              {text('variable.done')}
            </Button>
          )}
        </div>
      }
    />
  )
}
