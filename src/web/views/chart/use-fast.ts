import { useRef } from 'react'

/** Refreshes closer than this are fast. */
const fastMs = 4500

/** Whether the last two refreshes came close to each other. `now` is the page's clock: it moves with each of them. */
export function useFast(now: number): boolean {
  const seen = useRef({ now, fast: 0 })
  if (seen.current.now !== now) {
    const apart = now - seen.current.now
    seen.current = { now, fast: apart > 0 && apart < fastMs ? seen.current.fast + 1 : 0 }
  }
  return seen.current.fast >= 2
}
