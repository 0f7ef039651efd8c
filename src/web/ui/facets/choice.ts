/** Chosen values by the name of their facet; a facet without any is not in it. */
export type Choice = Readonly<Record<string, readonly string[]>>

/** A value that can be chosen, in the reader's words, and how many rows it would leave. */
export interface FacetValue {
  readonly value: string
  readonly label: string
  readonly count: number
}

export interface FacetGroup {
  readonly name: string
  readonly label: string
  readonly values: readonly FacetValue[]
}

export const isChosen = (choice: Choice, name: string, value: string): boolean => choice[name]?.includes(value) ?? false

/** The choice with one value added, or taken back. */
export function toggled(choice: Choice, name: string, value: string): Choice {
  const { [name]: before = [], ...rest } = choice
  const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value]
  return after.length === 0 ? rest : { ...rest, [name]: after }
}

export const howMany = (choice: Choice): number => Object.values(choice).reduce((sum, values) => sum + values.length, 0)
