import { useQueryClient } from '@tanstack/react-query'
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { RangeSpec, TimeRange } from '#contract/time.ts'
import { resolveRange } from '#core/time/range.ts'
import { forgetOldFrames, framesAreComing, refreshFrames } from '#web/api/frame-query.ts'
import { useClock } from './clock.ts'
import { useZone } from './zone.ts'
import { isPoint } from './search.ts'
import { useUrl } from './use-url.ts'

/** What a page shows when the address does not say. */
export interface TimeDefaults {
  readonly range: RangeSpec
  /** Milliseconds between refreshes; 0 = only by hand. */
  readonly refreshMs: number
}

export interface PageTimeValue {
  readonly spec: RangeSpec
  /** The spec resolved at `now`, in the reader's zone. */
  readonly range: TimeRange
  /** Moment of the last refresh: every widget of the page asks for, and draws, the same now. */
  readonly now: number
  readonly everyMs: number
  readonly paused: boolean
  readonly defaults: TimeDefaults
  readonly refresh: () => void
}

export const fallbackTime: TimeDefaults = { range: { from: 'now-6h', to: 'now' }, refreshMs: 30_000 }

const PageTimeContext = createContext<PageTimeValue | undefined>(undefined)

/** The page's one time. Outside a `PageTime` there is none, and asking for it is a mistake in the code. */
export function usePageTime(): PageTimeValue {
  const time = useContext(PageTimeContext)
  if (!time) throw new Error('usePageTime needs a PageTime above it')
  return time
}

/** No longer than this is the first refresh put off: a source that does not answer holds nobody else up. */
const patienceMs = 5000

/**
 * Calls `onDue` every `everyMs` while the page can be seen, and at once when it is seen again after a longer while. The
 * first time waits until the page is filled: asking again for what is there would hold up what is not.
 */
function useBeat(everyMs: number, lastAt: number, onDue: () => void): void {
  const clock = useClock()
  const last = useRef(lastAt)
  const openedAt = useRef(lastAt)
  const isFilled = useRef(false)
  useEffect(() => {
    last.current = lastAt
  }, [lastAt])
  useEffect(() => {
    if (everyMs === 0) return undefined
    const beat = (): void => {
      if (document.visibilityState !== 'visible' || clock.now() - last.current < everyMs - 50) return
      isFilled.current ||= !framesAreComing() || clock.now() - openedAt.current > patienceMs
      if (isFilled.current) onDue()
    }
    const timer = setInterval(beat, everyMs)
    document.addEventListener('visibilitychange', beat)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', beat)
    }
  }, [everyMs, clock, onDue])
}

/** Gives a page its one range, now and refresh, from the address or else from `defaults`. */
export function PageTime({ defaults = fallbackTime, children }: { readonly defaults?: TimeDefaults; readonly children: ReactNode }) {
  const { range: asked, refreshMs, paused } = useUrl()
  const [zone] = useZone()
  const clock = useClock()
  const client = useQueryClient()
  const [now, setNow] = useState(() => clock.now())
  const refresh = useCallback(() => setNow(clock.now()), [clock])
  const spec = asked ?? defaults.range
  const everyMs = refreshMs ?? defaults.refreshMs

  useBeat(paused ? 0 : everyMs, now, refresh)
  const first = useRef(now)
  useEffect(() => {
    if (now === first.current) return
    // After the widgets have asked for the new range: what is still answered from before is asked again.
    forgetOldFrames(client)
    void refreshFrames(client, now)
  }, [client, now])

  const range = useMemo(() => {
    const { from, to } = resolveRange(isPoint(spec.from) && isPoint(spec.to) ? spec : fallbackTime.range, now, zone)
    return { from: Math.round(from), to: Math.round(to) }
  }, [spec, now, zone])
  const value = useMemo<PageTimeValue>(() => ({ spec, range, now, everyMs, paused, defaults, refresh }), [spec, range, now, everyMs, paused, defaults, refresh])
  return <PageTimeContext value={value}>{children}</PageTimeContext>
}
