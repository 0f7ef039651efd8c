import * as z from 'zod/mini'
import { LensStep, Widget } from '#contract/dashboard.ts'
import type { Look } from '../widgets/acts.ts'

/** Looks this person chose without editing, by widget id. They lie on this device, over whatever is published. */
export type Looks = Readonly<Record<string, Look>>

const Kept = z.record(z.string(), z.object({ view: Widget.shape.view, lenses: z.array(LensStep) }))
const keyOf = (dashboard: string): string => `homeport.looks.${dashboard}`

/** Storage may be forbidden, full, or hold what an older version wrote: then there are none. */
export function readLooks(dashboard: string): Looks {
  try {
    const kept = z.safeParse(Kept, JSON.parse(localStorage.getItem(keyOf(dashboard)) ?? '{}'))
    return kept.success ? kept.data : {}
  } catch {
    return {}
  }
}

/** Keeps the looks; false when this device does not let us, and they last as long as the page. */
export function keepLooks(dashboard: string, looks: Looks): boolean {
  try {
    if (Object.keys(looks).length === 0) localStorage.removeItem(keyOf(dashboard))
    else localStorage.setItem(keyOf(dashboard), JSON.stringify(looks))
    return true
  } catch {
    return false
  }
}

/** The widget as this person looks at it; the same object where they look at it as published. */
export const lookedAt = (widget: Widget, looks: Looks): Widget => {
  const look = looks[widget.id]
  return look ? { ...widget, ...look } : widget
}
