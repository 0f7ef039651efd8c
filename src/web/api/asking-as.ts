import { createContext, useContext } from 'react'

/** Role whose rights sources are asked with, where somebody looks as another would; undefined for one's own. */
export const AskingAs = createContext<string | undefined>(undefined)
export const useAskingAs = (): string | undefined => useContext(AskingAs)
