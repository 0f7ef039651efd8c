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

/** Kept beside the frame of the answer: it goes when the answer goes. */
const paces = new WeakMap<Frame, Noted>()

export const paceOf = (answered: Frame): Pace => paces.get(answered) ?? {}

/** The chain over an answer, timed. */
export function timedChain(answered: Frame, lenses: readonly LensStep[], context: LensContext): ReturnType<typeof applyChain> {
  const since = performance.now()
  const prepared = applyChain(answered, lenses, context)
  const readyAt = performance.now()
  paces.set(answered, { lensMs: readyAt - since, readyAt })
  return prepared
}

/** Times the first drawing of an answer: until the task after the picture it is in. */
export function useDrawTime(answered: Frame | undefined): void {
  useEffect(() => {
    if (!answered) return
    let soon: ReturnType<typeof setTimeout> | undefined
    const picture = requestAnimationFrame(() => {
      soon = setTimeout(() => {
        const noted = paces.get(answered)
        if (noted && noted.drawMs === undefined) paces.set(answered, { ...noted, drawMs: performance.now() - noted.readyAt })
      })
    })
    return () => {
      cancelAnimationFrame(picture)
      clearTimeout(soon)
    }
  }, [answered])
}
