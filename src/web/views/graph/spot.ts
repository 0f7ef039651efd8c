import { createContext, useContext, useSyncExternalStore } from 'react'

/** What the reader looks at: everything outside is dimmed. Kept beside React so that a hover redraws only what changes. */
export interface Spot {
  /** Ids in the light; undefined when all are. */
  readonly set: (near: ReadonlySet<string> | undefined) => void
  readonly has: (id: string) => boolean
  /** Whether anything is singled out at all. */
  readonly isLit: () => boolean
  subscribe(changed: () => void): () => void
}

export function createSpot(): Spot {
  let near: ReadonlySet<string> | undefined
  const listeners = new Set<() => void>()
  return {
    set: (next) => {
      if (next === near) return
      near = next
      for (const listener of listeners) listener()
    },
    has: (id) => near?.has(id) ?? true,
    isLit: () => near !== undefined,
    subscribe: (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
  }
}

export const SpotContext = createContext<Spot>(createSpot())

/** `plain` when nothing is singled out, `near` when all the given ids are in the light, else `far`. */
export function useLight(...ids: readonly string[]): 'near' | 'far' | 'plain' {
  const spot = useContext(SpotContext)
  return useSyncExternalStore(
    (changed) => spot.subscribe(changed),
    () => (spot.isLit() ? (ids.every((id) => spot.has(id)) ? 'near' : 'far') : 'plain'),
  )
}
