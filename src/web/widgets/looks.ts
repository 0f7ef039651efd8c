import type { LensStep, Widget } from '#contract/dashboard.ts'
import type { Frame } from '#contract/frame.ts'
import type { LensContext } from '#core/frame/lens.ts'
import { applyChain } from '#core/frame/lenses.ts'
import { offersFor } from '#core/frame/offers.ts'
import type { Offer, Offers } from '#core/frame/offers.ts'
import { canonicalJson } from '#core/query/canonical-json.ts'
import type { View } from '../views/view.ts'
import type { Look } from './acts.ts'

/** A look on offer. `current`: the widget has it now. `first`: the best one of its view. */
export interface OfferedLook extends Offer {
  readonly key: string
  readonly current: boolean
  readonly first: boolean
}

export interface LookShelf {
  readonly looks: readonly OfferedLook[]
  readonly refused: Offers['refused']
}

type Chain = readonly LensStep[]
const chainOf = (lenses: Chain): string => lenses.map((l) => l.lens).join(' ')
const sameChain = (a: Chain, b: Chain): boolean =>
  chainOf(a) === chainOf(b) &&
  a.every((step, i) => Object.entries(b[i]?.params ?? {}).every(([k, v]) => canonicalJson(step.params[k] ?? null) === canonicalJson(v)))

/**
 * What the switcher shows: the look the widget has, the best look of every view, then the other ways, each by how well it
 * fits. A chain the person made by hand that no single lens gives stands first as it is.
 */
export function shelfOf(frame: Frame, widget: Pick<Widget, 'view' | 'lenses'>, views: readonly View[], context: LensContext): LookShelf {
  const { offers, refused } = offersFor(frame, views, context)
  const isCurrent = (o: Offer): boolean => o.view === widget.view.kind && sameChain(o.lenses, widget.lenses)
  const current = offers.find(isCurrent)
  const own = current ? undefined : ownLook(frame, widget, views, context)
  const seen = new Set<string>()
  const tagged = [...(own ? [own] : []), ...offers].map((o): OfferedLook => {
    const first = !seen.has(o.view)
    seen.add(o.view)
    return { ...o, first, current: o === current || o === own, key: `${o.view} ${chainOf(o.lenses) || 'plain'} ${o === own ? 'own' : ''}` }
  })
  return { looks: [...tagged.filter((o) => o.first || o.current), ...tagged.filter((o) => !o.first && !o.current)], refused }
}

function ownLook(frame: Frame, { view, lenses }: Pick<Widget, 'view' | 'lenses'>, views: readonly View[], context: LensContext): Offer | undefined {
  const prepared = applyChain(frame, lenses, context)
  const fit = 'frame' in prepared ? views.find((v) => v.kind === view.kind)?.accepts(prepared.frame) : undefined
  return 'frame' in prepared && fit && 'score' in fit ? { view: view.kind, lenses, frame: prepared.frame, score: 1 } : undefined
}

/** A look as it is kept: the options of the view stay when only the way to it changes. */
export const lookFrom = (offer: Offer, widget: Pick<Widget, 'view'>): Look => ({
  view: offer.view === widget.view.kind ? widget.view : { kind: offer.view, options: {} },
  lenses: [...offer.lenses],
})
