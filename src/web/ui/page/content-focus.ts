import { useLayoutEffect } from 'react'
import type { RefObject } from 'react'

const nowhere = (): boolean => document.activeElement === null || document.activeElement === document.body

/** The document has just been opened: nobody has been anywhere yet, and the first Tab finds the way past the rail. */
let fresh = true

/**
 * Whoever was at a thing that is gone with its page goes on at the content of the next one, not at the top of the document
 * (WCAG 2.4.3). Whoever is at something that is still there, as in the rail, stays.
 */
export function goOnAtContent(): void {
  if (!fresh && nowhere()) document.getElementById('content')?.focus({ preventScroll: true })
  fresh = false
}

/** The same for a part of a page that goes away while somebody is in it. */
export function useGoOn(part: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const { current } = part
    return () => {
      if (current?.contains(document.activeElement) || nowhere()) document.getElementById('content')?.focus({ preventScroll: true })
    }
  }, [part])
}
