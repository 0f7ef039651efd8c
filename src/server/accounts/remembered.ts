/** Look-ups are remembered so long, and so is the longest time a right lives on that was taken through another instance. */
export const rememberMs = 5_000
const most = 10_000

/** A small memory of look-ups by hash. */
export function createRemembered<T>(now: () => number, belongsTo: (it: T, id: string) => boolean) {
  const known = new Map<string, { readonly it: T; readonly at: number }>()
  return {
    get(key: string): T | undefined {
      const found = known.get(key)
      if (!found) return undefined
      if (now() - found.at < rememberMs) return found.it
      known.delete(key)
      return undefined
    },
    /** Counts from the first time, so that what is asked for all the time is read anew as well. */
    put(key: string, it: T): void {
      const at = known.get(key)?.at ?? now()
      if (!known.has(key) && known.size >= most) known.clear()
      known.set(key, { it, at })
    },
    forget(id?: string): void {
      if (id === undefined) return known.clear()
      for (const [key, { it }] of known) if (belongsTo(it, id)) known.delete(key)
    },
  }
}
