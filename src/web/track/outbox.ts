import type { Signal } from '#contract/learning.ts'

/** Where signals wait on this device until the server has them. */
export interface Box {
  read(): string | null
  write(text: string): void
}

const boxName = 'homeport.signals'

/** Storage may be forbidden or full: what waits then lasts as long as the page. */
export const storageBox: Box = {
  read() {
    try {
      return localStorage.getItem(boxName)
    } catch {
      return null
    }
  },
  write(text) {
    try {
      if (text === '') localStorage.removeItem(boxName)
      else localStorage.setItem(boxName, text)
    } catch {
      // The queue in memory goes on by itself.
    }
  },
}

/** What of a long time without the server is worth keeping: the latest. */
const most = 200

interface Kept {
  readonly who: string
  readonly signals: Signal[]
}

/** What another person left on this device is nobody's. */
function readBox(box: Box, who: string): Signal[] {
  try {
    // Only this file writes the box; the server looks at every signal anyway.
    const found = JSON.parse(box.read() ?? 'null') as Kept | null
    return found?.who === who && Array.isArray(found.signals) ? found.signals : []
  } catch {
    return []
  }
}

/** One person's signals in order, bounded, kept across reloads and lost connections. */
export function createOutbox(who: string, box: Box = storageBox) {
  let waiting = readBox(box, who)
  const keep = (next: Signal[]): void => {
    waiting = next.slice(-most)
    box.write(waiting.length === 0 ? '' : JSON.stringify({ who, signals: waiting } satisfies Kept))
  }
  return {
    add: (signal: Signal): void => keep([...waiting, signal]),
    /** The oldest, at most so many. */
    first: (n: number): readonly Signal[] => waiting.slice(0, n),
    /** Those are the server's now, or nobody's. */
    drop(done: readonly Signal[]): void {
      const gone = new Set(done.map((signal) => signal.id))
      keep(waiting.filter((signal) => !gone.has(signal.id)))
    },
    clear: (): void => keep([]),
    get size(): number {
      return waiting.length
    },
  }
}

export type Outbox = ReturnType<typeof createOutbox>
