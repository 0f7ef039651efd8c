import { layerLimits } from '#contract/layer.ts'
import type { LayerOperation } from '#contract/layer.ts'
import type { Dashboard, Widget } from '#contract/dashboard.ts'
import { layoutAt } from '../layout/derive.ts'
import { canonicalJson } from '../query/canonical-json.ts'
import { apply } from './apply.ts'
import type { AddWidget, Edit, MoveWidget, SetWidget } from './edit.ts'
import { compact, operationKey, resetWidget, widgetOf } from './layer.ts'
import type { Arrangement } from './layer.ts'
import { applyLayer, cellAt, lookOf } from './layer-apply.ts'
import { cellOf, desktopSize, sectionNamed, sectionOf, widgetNamed, widgetsOf } from './section.ts'
import { same } from './three-way.ts'

/** Why an edit is not one a person can make for themselves: what it speaks of is gone, it is the owner's, or there are too many. */
export type LayerRefusal = 'gone' | 'owners' | 'full'

export interface Arranged {
  readonly arrangement: Arrangement
  readonly refused?: LayerRefusal
}

/** What is published, and what one person makes of it. */
interface Over {
  readonly published: Dashboard
  readonly it: Arrangement
}

type Outcome = Arrangement | LayerRefusal

const put = (it: Arrangement, ...operations: readonly LayerOperation[]): Arrangement => ({ ...it, operations: compact([...it.operations, ...operations]) })
const without = (it: Arrangement, key: string): Arrangement => ({ ...it, operations: it.operations.filter((o) => operationKey(o) !== key) })

const ownOf = (it: Arrangement, id: string): Extract<LayerOperation, { do: 'add' }> | undefined =>
  it.operations.find((o): o is Extract<LayerOperation, { do: 'add' }> => o.do === 'add' && o.widget.id === id)

/** Places of a move: the moved widget's, and where every other one they placed there stands by now, pushed or risen. */
function placesAfter({ published, it }: Over, after: Dashboard, edit: Pick<MoveWidget, 'id' | 'breakpoint'>): readonly LayerOperation[] {
  const section = sectionOf(after, edit.id)
  if (!section) return []
  const placedBefore = new Set(it.operations.flatMap((o) => (o.do === 'place' && o.breakpoint === edit.breakpoint ? [o.widget] : [])))
  return layoutAt(section, edit.breakpoint).flatMap((place): readonly LayerOperation[] => {
    if (place.id !== edit.id && !placedBefore.has(place.id)) return []
    const known = it.operations.find((o) => o.do === 'place' && o.widget === place.id && o.breakpoint === edit.breakpoint)
    const base = place.id !== edit.id && known?.do === 'place' ? known.base : (cellAt(published, place.id, edit.breakpoint) ?? null)
    return [{ do: 'place', widget: place.id, breakpoint: edit.breakpoint, to: cellOf(place), base }]
  })
}

function add({ published, it }: Over, shown: Dashboard, edit: AddWidget): Outcome {
  const { doc, missed } = apply(shown, edit)
  const section = sectionNamed(doc, edit.section)
  if (missed.length > 0 || !section) return 'gone'
  const { id } = edit.widget
  const breakpoint = edit.breakpoint ?? 'desktop'
  const { w, h } = desktopSize(section, id)
  const grown = put(it, { do: 'add', section: section.id, widget: edit.widget, size: { w, h } })
  return put(grown, ...placesAfter({ published, it: grown }, doc, { id, breakpoint }))
}

/** Taking a widget of one's own away ends it; one of the owner's is hidden and can be shown again. */
function remove({ it }: Over, shown: Dashboard, id: string): Outcome {
  if (ownOf(it, id)) return resetWidget(it, id)
  return widgetNamed(shown, id) ? put(it, { do: 'hide', widget: id }) : 'gone'
}

function move({ published, it }: Over, shown: Dashboard, edit: MoveWidget): Outcome {
  const { doc, missed } = apply(shown, edit)
  if (missed.length > 0) return 'gone'
  const home = sectionOf(shown, edit.id)
  const target = edit.section ?? home?.id
  if (target === undefined || target === home?.id) return put(it, ...placesAfter({ published, it }, doc, edit))
  const own = ownOf(it, edit.id)
  // Places at other widths were of the section it leaves.
  const free = { ...it, operations: it.operations.filter((o) => !(o.do === 'place' && o.widget === edit.id)) }
  const theirs = sectionOf(published, edit.id)?.id ?? null
  const moved = own
    ? put(free, { ...own, section: target })
    : theirs === target
      ? without(free, `section ${edit.id}`)
      : put(free, { do: 'section', widget: edit.id, section: target, base: theirs })
  return put(moved, ...placesAfter({ published, it: moved }, doc, edit))
}

function set({ published, it }: Over, shown: Dashboard, edit: SetWidget): Outcome {
  const now = widgetNamed(shown, edit.id)
  if (!now) return 'gone'
  const own = ownOf(it, edit.id)
  // A property set to nothing is taken away, as JSON does it.
  const next: Widget = { ...now, [edit.prop]: edit.value }
  if (own) return put(it, { ...own, widget: next })
  if (edit.prop !== 'view' && edit.prop !== 'lenses') return 'owners'
  const theirs = widgetNamed(published, edit.id)
  const base = theirs ? lookOf(theirs) : null
  return same(base, lookOf(next)) ? without(it, `look ${edit.id}`) : put(it, { do: 'look', widget: edit.id, look: lookOf(next), base })
}

function fold({ published, it }: Over, id: string, folded: boolean): Outcome {
  const theirs = sectionNamed(published, id)
  if (!theirs) return 'gone'
  return (theirs.collapsed === true) === folded ? without(it, `fold ${id}`) : put(it, { do: 'fold', section: id, folded })
}

function one(over: Over, shown: Dashboard, edit: Exclude<Edit, { do: 'batch' }>): Outcome {
  switch (edit.do) {
    case 'addWidget':
      return add(over, shown, edit)
    case 'removeWidget':
      return remove(over, shown, edit.id)
    case 'moveWidget':
      return move(over, shown, edit)
    case 'setWidget':
      return set(over, shown, edit)
    case 'setSection':
      return edit.prop === 'collapsed' ? fold(over, edit.id, edit.value === true) : 'owners'
    default:
      return 'owners'
  }
}

const fits = ({ operations, lost }: Arrangement): boolean =>
  // A letter takes three bytes at most, so whatever fits here fits through the door.
  operations.length <= layerLimits.operations && canonicalJson([operations, lost]).length <= layerLimits.bytes / 3

/** Makes an edit of the document one of this person alone. Nothing of a batch happens where a part of it cannot. */
export function arrange(published: Dashboard, it: Arrangement, edit: Edit): Arranged {
  const parts = edit.do === 'batch' ? edit.edits : [edit]
  let now = it
  for (const part of parts) {
    const { arrangement, refused } =
      part.do === 'batch' ? arrange(published, now, part) : told(now, one({ published, it: now }, applyLayer(published, now).doc, part))
    if (refused) return { arrangement: it, refused }
    now = arrangement
  }
  return fits(now) ? { arrangement: now } : { arrangement: it, refused: 'full' }
}

const told = (before: Arrangement, outcome: Outcome): Arranged =>
  typeof outcome === 'string' ? { arrangement: before, refused: outcome } : { arrangement: outcome }

/** The widgets of the owner's they do not want to see, with their titles, as far as they are there. */
export function hiddenIn(published: Dashboard, it: Arrangement): readonly Widget[] {
  const ids = new Set(it.operations.flatMap((o) => (o.do === 'hide' ? [o.widget] : [])))
  return widgetsOf(published).filter((w) => ids.has(w.id))
}

export const show = (it: Arrangement, widget: string): Arrangement => without(it, `hide ${widget}`)

/** How many things differ from what is published: widgets and sections, each counted once. */
export const differences = (it: Arrangement): number => new Set(it.operations.map((o) => widgetOf(o) ?? operationKey(o))).size
