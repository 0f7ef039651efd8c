import { useRef } from 'react'

/** Refreshes closer than this are fast. */
const fastMs = 4500

/**
 * Whether refreshes come close to each other: by the pace of the page, or, where somebody refreshes by hand, because the
 * last two did. `now` is the page's clock: it moves with each of them.
 */
export function useFast(now: number, everyMs = 0): boolean {
  const seen = useRef({ now, fast: 0 })
  if (seen.current.now !== now) {
    const apart = now - seen.current.now
    seen.current = { now, fast: apart > 0 && apart < fastMs ? seen.current.fast + 1 : 0 }
  }
  return (everyMs > 0 && everyMs < fastMs) || seen.current.fast >= 2
}
