import { keyLifeMs, keyReused } from '../record.ts'
import type { WriteKey } from '../store.ts'
import type { Answered, Cells } from './cells.ts'

export interface KeyedWrite {
  readonly operation: string
  readonly at: number
  readonly write: WriteKey | undefined
}

/** What the same write was answered before; throws `key_reused` when the key belongs to another write. */
export function answeredBefore(cells: Cells, it: KeyedWrite): Answered | undefined {
  const known = it.write && cells.keys.get(it.write.key)
  if (!it.write || !known || known.at <= it.at - keyLifeMs) return undefined
  if (known.hash !== fingerprint(it.operation, it.write)) throw keyReused(it.write.key)
  return known
}

/** Ties the answer to the key, and forgets keys older than seven days. */
export function remember(cells: Cells, it: KeyedWrite, answer: Pick<Answered, 'subject' | 'rev' | 'origin' | 'body'>): void {
  if (!it.write) return
  // Oldest first, so this stops at the first one that is still wanted.
  for (const [key, { at }] of cells.keys) {
    if (at > it.at - keyLifeMs) break
    cells.keys.delete(key)
  }
  cells.keys.delete(it.write.key)
  cells.keys.set(it.write.key, { ...answer, at: it.at, hash: fingerprint(it.operation, it.write) })
}

const fingerprint = (operation: string, write: WriteKey): string => `${operation} ${write.bodyHash}`
