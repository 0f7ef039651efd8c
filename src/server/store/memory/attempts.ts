import type { AttemptKey, AttemptStore } from '../attempts.ts'
import type { Cells } from './cells.ts'

const idOf = ({ kind, key }: AttemptKey): string => `${kind} ${key}`
const kindOf = (id: string): string => id.slice(0, id.indexOf(' '))

/** Counted attempts in memory. */
export function createAttempts({ attempts }: Cells, changed: () => void): AttemptStore {
  return {
    async take(it) {
      const { burst, everyMs } = it.pace
      const full = attempts.get(idOf(it)) ?? it.at
      const waitMs = full - it.at - (burst - 1) * everyMs
      if (waitMs > 0) return waitMs
      attempts.set(idOf(it), Math.max(full, it.at) + everyMs)
      changed()
      return 0
    },

    async giveBack(its) {
      for (const it of its) {
        const full = attempts.get(idOf(it))
        if (full !== undefined) attempts.set(idOf(it), full - it.pace.everyMs)
      }
      changed()
    },

    async use(it) {
      if ((attempts.get(idOf(it)) ?? it.at) > it.at) return false
      attempts.set(idOf(it), it.until)
      changed()
      return true
    },

    async sweep({ at, most }) {
      for (const [id, until] of attempts) if (until <= at) attempts.delete(id)
      for (const kind of new Set([...attempts.keys()].map(kindOf))) {
        const rows = [...attempts].filter(([id]) => kindOf(id) === kind).toSorted(([, a], [, b]) => b - a)
        for (const [id] of rows.slice(most)) attempts.delete(id)
      }
      changed()
    },
  }
}
