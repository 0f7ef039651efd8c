import { useState } from 'react'
import type { RangeSpec, TimeRange } from '#contract/time.ts'

/** The span a reader chose, and what it is at the last refresh. */
export interface Moment {
  readonly spec: RangeSpec
  readonly range: TimeRange
  /** Epoch ms of that refresh. */
  readonly now: number
}

/**
 * The moment to ask about. A refresh waits for the answer to the one before, so that a source slower than the refresh is
 * heard at all; another span is asked for at once. `follow` is told, in the same render, whether an answer is on its way.
 */
export function useAsked(latest: Moment): { readonly moment: Moment; readonly follow: (fetching: boolean) => void } {
  const [asked, setAsked] = useState(latest)
  const isOther = asked.spec !== latest.spec
  return {
    moment: isOther ? latest : asked,
    follow: (fetching) => {
      if (isOther || (asked !== latest && !fetching)) setAsked(latest)
    },
  }
}

/**
 * The moment to draw at: it moves when an answer, or the failure of one, is there, and not while it is still on its way
 * or when the widget is out of sight. So a refresh draws once and not twice.
 */
export function useDrawn(asked: Moment, waits: boolean): Moment {
  const [drawn, setDrawn] = useState(asked)
  const next = waits && drawn.spec === asked.spec ? drawn : asked
  if (next !== drawn) setDrawn(next)
  return next
}
