import * as z from 'zod/mini'
import type { LensStep } from '#contract/dashboard.ts'
import type { Frame } from '#contract/frame.ts'
import type { Lens, LensContext, Refusal } from './lens.ts'
import { lensNamed } from './lenses/registry.ts'
import { rowCount } from './shapes.ts'

/** The prepared frame, or which step of the chain does not fit and why. */
export type Prepared =
  | { readonly frame: Frame }
  | {
      /** Index of the step in the chain. */
      readonly broken: number
      readonly lens: string
      readonly refusal: Refusal
    }

/**
 * What the person chose. If that says everything the lens must know, nothing is guessed; else it is completed by what suits
 * this frame. Nothing chosen means everything is.
 */
function paramsFor(lens: Lens, frame: Frame, chosen: LensStep['params']): { readonly params: unknown } | { readonly refused: Refusal } {
  const complete = z.safeParse(lens.params, chosen)
  if (complete.success && Object.keys(chosen).length > 0) return { params: complete.data }
  const fit = lens.fit(frame)
  if ('refused' in fit) return fit
  const completed = z.safeParse(lens.params, { ...(typeof fit.params === 'object' && fit.params), ...chosen })
  return completed.success ? { params: completed.data } : { refused: 'badParams' }
}

/** An answer without rows stays one without rows, whatever is done to it: it is shown as empty, not as broken. */
const isEmpty = (frame: Frame): boolean => rowCount(frame) === 0
const nothing = (frame: Frame): Frame => ({ ...frame, fields: frame.fields.map((f) => (f.values.length === 0 ? f : { ...f, values: [] })) })

/** One lens on one frame. Parameters that are left out are chosen to suit the frame. */
export function applyLens(frame: Frame, step: LensStep, context: LensContext): { readonly frame: Frame } | { readonly refused: Refusal } {
  const lens = lensNamed(step.lens)
  if (!lens) return { refused: 'unknownLens' }
  if (lens.whole && frame.meta?.truncated) return { refused: 'needsEveryRow' }
  const found = paramsFor(lens, frame, step.params)
  const made = 'refused' in found ? found : lens.apply(frame, found.params, context)
  if (!('refused' in made)) return { frame: made }
  return isEmpty(frame) && made.refused !== 'badParams' ? { frame: nothing(frame) } : made
}

/** A widget's chain of lenses, one after the other. Stops at the first step that does not fit. */
export function applyChain(frame: Frame, steps: readonly LensStep[], context: LensContext): Prepared {
  let now = frame
  for (const [index, step] of steps.entries()) {
    const made = applyLens(now, step, context)
    if ('refused' in made) return { broken: index, lens: step.lens, refusal: made.refused }
    now = made.frame
  }
  return { frame: now }
}
