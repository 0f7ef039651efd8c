import * as z from 'zod/mini'
import type { Breakpoint, Dashboard } from '#contract/dashboard.ts'
import { cellOf, desktopSize, sectionOf } from './section.ts'
import { EditSchema } from './edit.ts'
import type { Edit } from './edit.ts'

/** Two people changed the same thing differently. One value is in the merged document, the other is kept here. */
export interface Conflict {
  readonly about: 'dashboard' | 'section' | 'widget'
  /** Id of the section or widget; empty for the dashboard. */
  readonly id: string
  /** Its title, to be shown; may be empty. */
  readonly name: string
  /** The property; `place` at a breakpoint, `section` a widget is in, `order` of the sections, `existence` when one side took it away. */
  readonly prop: string
  readonly breakpoint?: Breakpoint | undefined
  readonly kept: 'mine' | 'theirs'
  /** Undefined where the side has no such thing any more. */
  readonly mine: unknown
  readonly theirs: unknown
}

/** What is not in the merged document. */
export const lost = (conflict: Conflict): unknown => (conflict.kept === 'mine' ? conflict.theirs : conflict.mine)

function widgetEdit(conflict: Conflict, doc: Dashboard): unknown {
  const { id, prop, breakpoint } = conflict
  const value = lost(conflict)
  if (prop === 'existence') return { do: 'removeWidget', id }
  if (prop === 'place') return { do: 'moveWidget', id, breakpoint, to: value }
  if (prop !== 'section') return { do: 'setWidget', id, prop, value }
  const home = sectionOf(doc, id)
  return home && { do: 'moveWidget', id, breakpoint: 'desktop', section: value, to: cellOf({ x: 0, y: 0, ...desktopSize(home, id) }) }
}

/** The edit that puts the lost value in place of the kept one; undefined for what no single edit can do. */
export function takeOther(conflict: Conflict, doc: Dashboard): Edit | undefined {
  const { about, id, prop } = conflict
  const value = lost(conflict)
  const edit =
    about === 'widget'
      ? widgetEdit(conflict, doc)
      : about === 'dashboard'
        ? { do: 'setDashboard', prop, value }
        : prop === 'existence'
          ? { do: 'removeSection', id }
          : { do: 'setSection', id, prop, value }
  const { success, data } = z.safeParse(EditSchema, edit)
  return success ? data : undefined
}
