import { createContext, useContext } from 'react'

/** Whether the reader is so far away that nodes show only their mark. Told to nodes, so that what cannot be read is not even made. */
export const FarContext = createContext(false)
export const useFar = (): boolean => useContext(FarContext)
