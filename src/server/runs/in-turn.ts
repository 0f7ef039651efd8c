/** Work under the same name waits for the work before it, in this process; names nobody waits for are forgotten. */
export function createTurns() {
  const last = new Map<string, Promise<unknown>>()
  return async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(name) ?? Promise.resolve()
    // What went wrong before is told to whoever asked for it.
    const mine = before.catch(() => undefined).then(work)
    last.set(name, mine)
    try {
      return await mine
    } finally {
      if (last.get(name) === mine) last.delete(name)
    }
  }
}
