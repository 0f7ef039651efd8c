import { useCallback, useMemo } from 'react'
import type { Variable } from '#contract/dashboard.ts'
import type { VariableValues } from '#contract/query.ts'
import { useChangeUrl, useUrl } from './use-url.ts'
import type { UrlState } from './search.ts'

type Choice = string | readonly string[]

/** What each variable of a dashboard stands for: the address's choice, else the document's default. Pure. */
export function valuesOf(variables: readonly Variable[], chosen: UrlState['variables']): VariableValues {
  return Object.fromEntries(
    variables.map((v) => {
      const asked = chosen[v.name]
      if (!asked) return [v.name, v.default]
      return [v.name, v.multi ? [...asked] : (asked[0] ?? '')]
    }),
  )
}

export interface UseVariables {
  readonly values: VariableValues
  /** `null` goes back to the document's default. One step in the history. */
  readonly setVariable: (name: string, value: Choice | null) => void
}

export function useVariables(variables: readonly Variable[]): UseVariables {
  const { variables: chosen } = useUrl()
  const change = useChangeUrl()
  const values = useMemo(() => valuesOf(variables, chosen), [variables, chosen])
  const setVariable = useCallback(
    (name: string, value: Choice | null) => change({ variables: { [name]: typeof value === 'string' ? [value] : value } }),
    [change],
  )
  return { values, setVariable }
}
