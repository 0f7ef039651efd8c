import { useEffect, useMemo } from 'react'
import type { Frame } from '#contract/frame.ts'
import type { LensStep } from '#contract/dashboard.ts'
import type { LensContext } from '#core/frame/lens.ts'
import { applyChain } from '#core/frame/lenses.ts'

/** What a widget itself did with an answer, in milliseconds. */
export interface Pace {
  /** Putting it through the lenses. */
  readonly lensMs?: number
  /** From beginning to draw until it stood on the screen, with what else was drawn in the same breath. */
  readonly drawMs?: number
}

/** Kept beside the frame of the answer: it goes when the answer goes. */
const paces = new WeakMap<Frame, Pace>()

export const paceOf = (answered: Frame): Pace => paces.get(answered) ?? {}

const note = (answered: Frame, pace: Pace): void => void paces.set(answered, { ...paces.get(answered), ...pace })

/** The chain over an answer, timed. */
export function timedChain(answered: Frame, lenses: readonly LensStep[], context: LensContext): ReturnType<typeof applyChain> {
  const since = performance.now()
  const prepared = applyChain(answered, lenses, context)
  note(answered, { lensMs: performance.now() - since })
  return prepared
}

/** Times the drawing of `drawn`, made of the answer `answered`: from its render to the task after the picture it is in. */
export function useDrawTime(answered: Frame | undefined, drawn: Frame): void {
  const begun = useMemo(() => ({ drawn, at: performance.now() }), [drawn])
  useEffect(() => {
    if (!answered) return
    let soon: ReturnType<typeof setTimeout> | undefined
    const picture = requestAnimationFrame(() => {
      soon = setTimeout(() => note(answered, { drawMs: performance.now() - begun.at }))
    })
    return () => {
      cancelAnimationFrame(picture)
      clearTimeout(soon)
    }
  }, [answered, begun])
}
