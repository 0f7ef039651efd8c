import { useCallback, useMemo, useState } from 'react'
import type { TimeRange } from '#contract/time.ts'
import { limitsOf, movedOn, panned, showing, within, zoomed } from './window.ts'

export interface TimeWindow {
  /** What is shown, epoch milliseconds. */
  readonly shown: TimeRange
  /** The reader looks at something else than the page's range. */
  readonly isOwn: boolean
  readonly zoom: (factor: number, at?: number) => void
  readonly pan: (byMs: number) => void
  readonly show: (interval: { readonly start: number; readonly end: number }) => void
  readonly set: (window: TimeRange) => void
  readonly fit: () => void
}

/** The time shown: the page's range until the reader zooms or pans, then the reader's own until the page looks elsewhere. */
export function useTimeWindow(base: TimeRange, extent: TimeRange | undefined): TimeWindow {
  const [own, setOwn] = useState<TimeRange>()
  const [before, setBefore] = useState(base)
  if (before.from !== base.from || before.to !== base.to) {
    setBefore(base)
    if (own && !movedOn(before, base)) setOwn(undefined)
  }
  const { from, to } = extent ?? base
  const limits = useMemo(() => limitsOf({ from: base.from, to: base.to }, { from, to }), [base.from, base.to, from, to])
  const change = useCallback(
    (next: (window: TimeRange) => TimeRange) => setOwn((now) => within(next(now ?? { from: base.from, to: base.to }), limits)),
    [base.from, base.to, limits],
  )
  return useMemo(
    () => ({
      shown: own ?? { from: base.from, to: base.to },
      isOwn: own !== undefined,
      zoom: (factor, at) => change((w) => zoomed(w, factor, at ?? (w.from + w.to) / 2, limits)),
      pan: (byMs) => change((w) => panned(w, byMs, limits)),
      show: (interval) =>
        setOwn((now) => {
          const current = now ?? { from: base.from, to: base.to }
          const next = showing(current, interval, limits)
          return next === current ? now : next
        }),
      set: (window) => change(() => window),
      fit: () => setOwn(undefined),
    }),
    [own, base.from, base.to, change, limits],
  )
}
