import { lazy, Suspense } from 'react'
import type { Variable } from '#contract/dashboard.ts'
import type { VariableValues } from '#contract/query.ts'
import { useText } from '#web/i18n/text.ts'
import type { Text } from '#web/i18n/text.ts'
import { useVariables } from '#web/url/use-variables.ts'
import { Button } from '../Button.tsx'
import { Popover } from '../popup/Popover.tsx'
import styles from './VariableRow.module.css'

const VariableList = lazy(() => import('./VariableList.tsx'))

const listOf = (value: VariableValues[string] | undefined): readonly string[] =>
  (value === undefined ? [] : typeof value === 'string' ? [value] : value).filter((v) => v !== '')

/** The values chosen, as short as it takes: one, or one and how many more. */
export function chosenWords(values: readonly string[], text: Text): string {
  const [first, ...more] = values
  if (first === undefined) return text('variable.any')
  return more.length === 0 ? first : text('variable.some', { first, count: more.length })
}

/** The choices at the top of a dashboard. Each is a button with its value; the address keeps them. */
export function VariableRow({ variables }: { readonly variables: readonly Variable[] }) {
  const text = useText()
  const { values, setVariable } = useVariables(variables)
  if (variables.length === 0) return null
  return (
    <section className={styles['row']} aria-label={text('variable.row')}>
      {variables.map((variable) => {
        const chosen = listOf(values[variable.name])
        const label = variable.label ?? variable.name
        return (
          <Popover
            key={variable.name}
            label={label}
            align="start"
            flush
            trigger={
              <Button opens>
                <span className={styles['name']}>{label}</span> {chosenWords(chosen, text)}
              </Button>
            }
          >
            {(close) => (
              <Suspense>
                <VariableList
                  variable={variable}
                  label={label}
                  chosen={chosen}
                  onChange={(next) => {
                    setVariable(variable.name, next)
                    if (!variable.multi || next === null) close()
                  }}
                  onDone={close}
                />
              </Suspense>
            )}
          </Popover>
        )
      })}
    </section>
  )
}
