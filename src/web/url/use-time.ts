import { useCallback } from 'react'
import type { RangeSpec, TimeRange } from '#contract/time.ts'
import { usePageTime } from './PageTime.tsx'
import { useChangeUrl } from './use-url.ts'

/** A resolved range as it stands in the address. */
export const fixedSpec = ({ from, to }: TimeRange): RangeSpec => ({ from: String(Math.round(from)), to: String(Math.round(to)) })

export interface UseRange {
  readonly spec: RangeSpec
  readonly range: TimeRange
  readonly now: number
  /** Milliseconds between refreshes; 0 while there are none. */
  readonly everyMs: number
  /** Looks at another range; a resolved one stays where it is. `null` goes back to the dashboard's own. One step in the history. */
  readonly setRange: (range: RangeSpec | TimeRange | null) => void
}

/** The page's range, resolved at the last refresh. */
export function useRange(): UseRange {
  const { spec, range, now, everyMs, paused, refresh } = usePageTime()
  const change = useChangeUrl()
  const setRange = useCallback(
    (next: RangeSpec | TimeRange | null) => {
      // The contract's RangeSpec has words, a TimeRange numbers.
      const asked = next === null ? null : typeof next.from === 'string' ? (next as RangeSpec) : fixedSpec(next as TimeRange)
      change({ range: asked, forget: ['from', 'to'] })
      refresh()
    },
    [change, refresh],
  )
  return { spec, range, now, everyMs: paused ? 0 : everyMs, setRange }
}

export interface UseRefresh {
  /** 0 = only by hand. */
  readonly everyMs: number
  readonly paused: boolean
  /** Moment of the last refresh. */
  readonly now: number
  readonly setEvery: (everyMs: number | null) => void
  readonly setPaused: (paused: boolean) => void
  /** Asks every widget on screen again, now. */
  readonly refresh: () => void
}

export function useRefresh(): UseRefresh {
  const { everyMs, paused, now, refresh } = usePageTime()
  const change = useChangeUrl()
  const setEvery = useCallback((next: number | null) => change({ refreshMs: next, paused: false }, { replace: true }), [change])
  const setPaused = useCallback((next: boolean) => change({ paused: next }, { replace: true }), [change])
  return { everyMs, paused, now, setEvery, setPaused, refresh }
}
