import { useEffect } from 'react'
import type { Frame } from '#contract/frame.ts'
import type { LensStep } from '#contract/dashboard.ts'
import type { LensContext } from '#core/frame/lens.ts'
import { applyChain } from '#core/frame/lenses.ts'

/** What a widget itself did with an answer, in milliseconds. */
export interface Pace {
  /** Putting it through the lenses. */
  readonly lensMs?: number
  /** From having it ready until it stood on the screen, with what else was drawn in the same breath. */
  readonly drawMs?: number
}

interface Noted extends Pace {
  /** When it was ready to be drawn, on the page's clock. */
  readonly readyAt: number
}

/** Kept beside the frame of the answer, for each widget that shows it: it goes when the answer goes. */
const paces = new WeakMap<Frame, Map<string, Noted>>()

export const paceOf = (widget: string, answered: Frame): Pace => paces.get(answered)?.get(widget) ?? {}

/** The chain of a widget over an answer, timed. */
export function timedChain(widget: string, answered: Frame, lenses: readonly LensStep[], context: LensContext): ReturnType<typeof applyChain> {
  const since = performance.now()
  const prepared = applyChain(answered, lenses, context)
  const readyAt = performance.now()
  const noted = paces.get(answered) ?? new Map<string, Noted>()
  paces.set(answered, noted.set(widget, { lensMs: readyAt - since, readyAt }))
  return prepared
}

/**
 * Times the first drawing of an answer as `shown`: until the task after the picture it is in. `answered` is undefined until
 * there is something to draw it with. In a page nobody sees nothing is drawn, and the wait for somebody is no one's slowness.
 */
export function useDrawTime(widget: string, answered: Frame | undefined, shown: Frame): void {
  useEffect(() => {
    if (!answered || document.visibilityState === 'hidden') return
    let soon: ReturnType<typeof setTimeout> | undefined
    const picture = requestAnimationFrame(() => {
      soon = setTimeout(() => {
        const all = paces.get(answered)
        const noted = all?.get(widget)
        if (noted && noted.drawMs === undefined) all?.set(widget, { ...noted, drawMs: performance.now() - noted.readyAt })
      })
    })
    const stop = (): void => {
      cancelAnimationFrame(picture)
      clearTimeout(soon)
      document.removeEventListener('visibilitychange', stop)
    }
    document.addEventListener('visibilitychange', stop)
    return stop
  }, [widget, answered, shown])
}
