const kept = 10_000

/** Remembers the latest identities so that a repeated delivery costs no write. Forgetting one is harmless: the store knows the state's age. */
export interface Seen {
  has(identity: string): boolean
  add(identities: readonly string[]): void
}

export function createSeen(): Seen {
  const seen = new Set<string>()
  return {
    has: (identity) => seen.has(identity),
    add(identities) {
      for (const identity of identities) seen.add(identity)
      for (const oldest of seen) {
        if (seen.size <= kept) return
        seen.delete(oldest)
      }
    },
  }
}
