import { breakpoints } from '#contract/dashboard.ts'
import type { Dashboard, Section, VisibleTo } from '#contract/dashboard.ts'
import { flow } from '../layout/flow.ts'
import { columnsOf } from '../layout/grid.ts'
import type { Actor } from './actor.ts'
import { relationTo } from './dashboard.ts'
import type { DashboardRights } from './dashboard.ts'

/** What a rule looks at. Teams and sites are those somebody was given, never those they chose. */
export type Viewer = Pick<Actor, 'roles' | 'teams' | 'sites'>

const kinds = ['roles', 'teams', 'sites'] as const

/** Whether a rule says anything: one without conditions is none. */
export const narrows = (rule: VisibleTo | undefined): rule is VisibleTo =>
  rule !== undefined && Object.values(rule).some((names) => names !== undefined && !(Array.isArray(names) && names.length === 0))

/** Whether somebody fits a rule: at least one name of each of its kinds. A kind nobody here knows fits nobody. */
export function fits(viewer: Viewer, rule: VisibleTo | undefined): boolean {
  if (!narrows(rule)) return true
  return Object.entries(rule).every(([kind, names]) => {
    if (names === undefined || (Array.isArray(names) && names.length === 0)) return true
    const known = kinds.find((one) => one === kind)
    return known !== undefined && (rule[known] ?? []).some((name) => viewer[known].includes(name))
  })
}

/** Whether anything in a dashboard is not for everybody. */
export const isNarrowed = (doc: Dashboard): boolean => doc.sections.some((s) => narrows(s.visibleTo) || s.widgets.some((w) => narrows(w.visibleTo)))

/** The section with only the widgets a viewer sees, the rest risen; the same section when nothing goes. */
function seenOf(section: Section, viewer: Viewer): Section {
  const widgets = section.widgets.filter((w) => fits(viewer, w.visibleTo))
  if (widgets.length === section.widgets.length) return section
  const seen = new Set(widgets.map((w) => w.id))
  const layouts = { ...section.layouts }
  for (const b of breakpoints) {
    const places = layouts[b]
    if (places)
      layouts[b] = [
        ...flow(
          places.filter((p) => seen.has(p.id)),
          columnsOf[b],
        ),
      ]
  }
  return { ...section, widgets, layouts }
}

/** Stands where every section is somebody else's: a dashboard has at least one. */
const nothingSeen: Section = { id: 'nothing-seen', title: '', widgets: [], layouts: { desktop: [] } }

/**
 * A dashboard as somebody sees it who may not change it: what is not for them is left out, the rest closes up, and `partial` tells
 * that it is not all. The same document when they see everything.
 */
export function seenBy(doc: Dashboard, viewer: Viewer): Dashboard {
  const sections = doc.sections.filter((s) => fits(viewer, s.visibleTo)).map((s) => seenOf(s, viewer))
  if (sections.length === doc.sections.length && sections.every((s, i) => s === doc.sections[i])) return doc
  return { ...doc, sections: sections.length > 0 ? sections : [nothingSeen], partial: true }
}

/** Whoever may change a dashboard sees all of it, because a save must not lose what they could not see. */
export const seesAll = (actor: Actor, rights: DashboardRights): boolean => {
  const relation = relationTo(actor, rights)
  return relation === 'own' || relation === 'template' || relation === 'edit'
}

/** What leaves the server for somebody. */
export const shownTo = (actor: Actor, rights: DashboardRights, doc: Dashboard): Dashboard => (seesAll(actor, rights) ? doc : seenBy(doc, actor))
