import { useEffect, useRef, useState } from 'react'
import { canonicalJson } from '#core/query/canonical-json.ts'

const settleMs = 400

export interface Settled<T> {
  readonly value: T
  /** What is not ready shows, and waits for the rest to be typed. */
  readonly change: (value: T, ready: boolean) => void
}

/** Whether two values say the same. A document that others saved, or another tab changed, comes as new objects throughout. */
export const isSame = (a: unknown, b: unknown): boolean => a === b || canonicalJson(a) === canonicalJson(b)

/** What is typed shows at once, and is asked once the typing rests: a source is not asked for every letter. `T` is of plain JSON. */
export function useSettled<T>(outer: T, onSettled: (value: T) => void): Settled<T> {
  const [own, setOwn] = useState<{ readonly value: T; readonly over: T; readonly ready: boolean }>()
  const latest = useRef(onSettled)
  useEffect(() => {
    latest.current = onSettled
  })
  useEffect(() => {
    if (!own?.ready) return
    const timer = setTimeout(() => {
      latest.current(own.value)
      setOwn(undefined)
    }, settleMs)
    return () => clearTimeout(timer)
  }, [own])
  // An undo meanwhile wins over what was typed before it.
  return { value: own && isSame(own.over, outer) ? own.value : outer, change: (value, ready) => setOwn({ value, over: outer, ready }) }
}
