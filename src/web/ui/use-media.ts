import { useCallback, useSyncExternalStore } from 'react'

/** Whether a media query holds, kept up to date. */
export function useMedia(query: string): boolean {
  const listen = useCallback(
    (onChange: () => void) => {
      const list = matchMedia(query)
      list.addEventListener('change', onChange)
      return () => list.removeEventListener('change', onChange)
    },
    [query],
  )
  return useSyncExternalStore(listen, () => matchMedia(query).matches)
}

/** One column and a tab bar (look.md 5). */
export const phone = '(max-width: 719px)'
/** A finger, not a mouse. */
export const coarse = '(pointer: coarse)'
/** Wide enough for the rail with its words. */
export const roomy = '(min-width: 1100px)'
