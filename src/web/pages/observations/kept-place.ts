/** Where somebody was in a list when they opened a row: so that coming back finds it. */
export interface KeptPlace {
  readonly id: string
  /** Distance of the row from the top of the window, in pixels. */
  readonly top: number
  /** Rows that had been asked for. */
  readonly limit: number
}

const storeKey = (address: string): string => `homeport.list ${address}`

export function keepPlace(address: string, place: KeptPlace): void {
  try {
    sessionStorage.setItem(storeKey(address), JSON.stringify(place))
  } catch {
    // Storage that is shut or full: coming back begins at the top.
  }
}

/** The place, once: a list that is opened anew later begins at its top. */
export function takePlace(address: string): KeptPlace | undefined {
  try {
    const text = sessionStorage.getItem(storeKey(address))
    sessionStorage.removeItem(storeKey(address))
    const it: unknown = text === null ? undefined : JSON.parse(text)
    if (typeof it !== 'object' || it === null || !('id' in it) || !('top' in it) || !('limit' in it)) return undefined
    const { id, top, limit } = it
    return typeof id === 'string' && typeof top === 'number' && typeof limit === 'number' ? { id, top, limit } : undefined
  } catch {
    return undefined
  }
}
