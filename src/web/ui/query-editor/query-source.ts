import { createContext, useContext } from 'react'

/** Id of the source a query is for, so that its editor can offer what there is; undefined where no source is chosen. */
export const QuerySource = createContext<string | undefined>(undefined)
export const useQuerySource = (): string | undefined => useContext(QuerySource)

/** What the source said of a text it was asked, and where in it. */
export interface Refusal {
  readonly text: string
  /** UTF-16 units from the begin. */
  readonly at: number
  readonly words: string
}

/** Marks the place in the editor that holds the very text. */
export const QueryRefusal = createContext<Refusal | undefined>(undefined)
export const useQueryRefusal = (): Refusal | undefined => useContext(QueryRefusal)

const none: readonly string[] = []

/** Names of the variables a query may use. */
export const QueryVariables = createContext(none)
export const useQueryVariables = (): readonly string[] => useContext(QueryVariables)
