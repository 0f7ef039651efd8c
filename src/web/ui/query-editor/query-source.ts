import { createContext, useContext } from 'react'

/** Id of the source a query is for, so that its editor can offer what there is; undefined where no source is chosen. */
export const QuerySource = createContext<string | undefined>(undefined)
export const useQuerySource = (): string | undefined => useContext(QuerySource)

const none: readonly string[] = []

/** Names of the variables a query may use. */
export const QueryVariables = createContext(none)
export const useQueryVariables = (): readonly string[] => useContext(QueryVariables)
