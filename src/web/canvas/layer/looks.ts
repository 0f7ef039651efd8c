import * as z from 'zod/mini'
import { LensStep, Widget } from '#contract/dashboard.ts'
import type { Look } from '../../widgets/acts.ts'

const Kept = z.record(z.string(), z.object({ view: Widget.shape.view, lenses: z.array(LensStep) }))
const keyOf = (dashboard: string): string => `homeport.looks.${dashboard}`

/** Looks that an older version kept on this device, by widget id; none where storage holds nothing readable. */
export function readLooks(dashboard: string): Readonly<Record<string, Look>> {
  try {
    return z.safeParse(Kept, JSON.parse(localStorage.getItem(keyOf(dashboard)) ?? '{}')).data ?? {}
  } catch {
    return {}
  }
}

export function forgetLooks(dashboard: string): void {
  try {
    localStorage.removeItem(keyOf(dashboard))
  } catch {
    // What cannot be written was never read either.
  }
}
