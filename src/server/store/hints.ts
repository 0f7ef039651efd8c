/** How programs on one store nudge each other that something was written. Losing a nudge costs half a second, nothing else. */
export interface Hints {
  /** This program has just written. */
  told(): void
  onHint(hear: () => void): () => void
  close(): Promise<void>
}

/** Nudges inside this program only. */
export function createHints(): Hints {
  const listeners = new Set<() => void>()
  return {
    told: () => {
      for (const hear of listeners) hear()
    },
    onHint: (hear) => {
      // Wrapped, so that the same function given twice is heard twice and stopped once.
      const mine = (): void => hear()
      listeners.add(mine)
      return () => void listeners.delete(mine)
    },
    close: async () => listeners.clear(),
  }
}
