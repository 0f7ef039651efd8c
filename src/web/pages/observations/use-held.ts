import { useMemo, useState } from 'react'
import { held } from './held.ts'
import type { Held } from './held.ts'

const nothing: readonly never[] = []

/**
 * Rows that stay where they are while newer answers to the same question come in; another question shows its own at once.
 * `show` takes what waits. `next` is undefined while there is no answer to `question` yet.
 */
export function useHeld<T extends { readonly id: string }>(question: string, next: readonly T[] | undefined): Held<T> & { readonly show: () => void } {
  const [kept, setKept] = useState<{ readonly question: string; readonly rows: readonly T[] }>()
  const mine = kept?.question === question ? kept.rows : undefined
  const it = useMemo(() => held(mine ?? nothing, next ?? mine ?? nothing), [mine, next])
  // Kept from drawing to drawing: the order that is held is the one that was seen.
  if (next && (!mine || mine.length !== it.rows.length || mine.some((row, i) => row !== it.rows[i]))) setKept({ question, rows: it.rows })
  return { ...it, show: () => next && setKept({ question, rows: next }) }
}
