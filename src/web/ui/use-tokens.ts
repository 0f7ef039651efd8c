import { useMemo, useSyncExternalStore } from 'react'

let turn = 0
const listeners = new Set<() => void>()
let watching: (() => void) | undefined

const signatureOf = (element: Element): string => [...element.attributes].map((a) => `${a.name}=${a.value}`).join()

function watch(): () => void {
  const changed = (): void => {
    turn += 1
    for (const listener of listeners) listener()
  }
  // Setting an attribute to what it is already is a mutation too, but no change.
  let signature = signatureOf(document.documentElement)
  const attributes = new MutationObserver(() => {
    const next = signatureOf(document.documentElement)
    if (next === signature) return
    signature = next
    changed()
  })
  attributes.observe(document.documentElement, { attributes: true })
  const media = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)', '(pointer: coarse)'].map((q) => window.matchMedia(q))
  for (const one of media) one.addEventListener('change', changed)
  return () => {
    attributes.disconnect()
    for (const one of media) one.removeEventListener('change', changed)
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  watching ??= watch()
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    watching?.()
    watching = undefined
  }
}

/** A number that changes when theme, contrast or density do: whoever computed with tokens computes again. */
export const useThemeTurn = (): number => useSyncExternalStore(subscribe, () => turn)

const read = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** Values of tokens as text, for what CSS cannot reach (canvas). Names with their leading `--`. */
export function useTokens<N extends string>(names: readonly N[]): Readonly<Record<N, string>> {
  const at = useThemeTurn()
  const key = names.join()
  return useMemo(() => {
    // The names are the keys of the record by construction.
    return Object.fromEntries(names.map((n) => [n, read(n)])) as Record<N, string>
    // oxlint-disable-next-line react/exhaustive-deps -- `at` says when the same names have new values, `key` stands for names
  }, [key, at])
}

/** A token in pixels; `fallback` where styles are not there. */
export function useTokenPx(name: string, fallback: number): number {
  const value = useTokens([name])[name]
  return Number.parseFloat(value ?? '') || fallback
}
