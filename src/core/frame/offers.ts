import * as z from 'zod/mini'
import type { LensStep } from '#contract/dashboard.ts'
import type { Frame } from '#contract/frame.ts'
import { JsonRecord } from '#contract/json.ts'
import type { LensContext, Refusal } from './lens.ts'
import { applyLens } from './lenses.ts'
import { lenses } from './lenses/registry.ts'
import type { LensName } from './lenses/registry.ts'
import { rowCount } from './shapes.ts'

/** What has to be known of a view to offer it. */
export interface OfferView {
  readonly kind: string
  accepts(frame: Frame): { readonly score: number } | { readonly refused: Refusal }
}

/** One way to look at an answer, drawn from the data already here. */
export interface Offer {
  readonly view: string
  /** No lens, or one with its parameters, ready to be kept in the widget. */
  readonly lenses: readonly LensStep[]
  readonly frame: Frame
  /** 0 to 1; offers come best first. */
  readonly score: number
  /** Text key of what the lens does, and its arguments; absent when the view takes the answer as it is. */
  readonly how?: `offer.${LensName}`
  readonly args?: OfferArgs
}

/** The parameters of the lens that are words, numbers or yes/no; `by` is `none` where nothing is split. */
export type OfferArgs = Readonly<Record<string, string | number | boolean>>

export interface Offers {
  readonly offers: readonly Offer[]
  /** Views nothing leads to, each with the reason that helps most. */
  readonly refused: readonly { readonly view: string; readonly refusal: Refusal }[]
}

interface Look extends Pick<Offer, 'lenses' | 'frame' | 'how' | 'args'> {
  readonly weight: number
}

const isPlain = (entry: readonly [string, unknown]): entry is readonly [string, string | number | boolean] =>
  ['string', 'number', 'boolean'].includes(typeof entry[1])
const argsOf = (params: LensStep['params']): OfferArgs => ({ by: 'none', ...Object.fromEntries(Object.entries(params).filter(isPlain)) })

// Object.entries widens the keys; they are exactly the names.
const shelf = Object.entries(lenses) as readonly (readonly [LensName, (typeof lenses)[LensName]])[]

/** The answer through each lens that suits it; one that changes nothing or leaves nothing is no other look. */
function looksOf(frame: Frame, context: LensContext): readonly Look[] {
  const looks = shelf.flatMap(([name, lens]): readonly Look[] => {
    if (lens.whole && frame.meta?.truncated) return []
    const fit = lens.fit(frame)
    if ('refused' in fit) return []
    const step = { lens: name, params: z.parse(JsonRecord, fit.params) }
    const made = applyLens(frame, step, context)
    if ('refused' in made || made.frame === frame || (rowCount(made.frame) === 0 && rowCount(frame) > 0)) return []
    return [{ lenses: [step], frame: made.frame, weight: lens.weight, how: `offer.${name}`, args: argsOf(step.params) }]
  })
  return [{ lenses: [], frame, weight: 1 }, ...looks]
}

/** Every view reachable as the answer is or through one lens, best fit first; equals stay in the order of the views. */
export function offersFor(frame: Frame, views: readonly OfferView[], context: LensContext): Offers {
  const looks = looksOf(frame, context)
  const offers = views.flatMap((view) =>
    looks.flatMap(({ weight, ...look }): readonly Offer[] => {
      const fit = view.accepts(look.frame)
      return 'score' in fit ? [{ view: view.kind, ...look, score: fit.score * weight }] : []
    }),
  )
  const reached = new Set(offers.map((o) => o.view))
  // Cut short, the answer may be missing nothing but its other rows: then that is the reason that helps.
  const whole = frame.meta?.truncated ? looksOf({ ...frame, meta: { ...frame.meta, truncated: undefined } }, context) : []
  const refused = views.flatMap((view) => {
    const fit = reached.has(view.kind) ? undefined : view.accepts(frame)
    if (!fit || 'score' in fit) return []
    const needsEveryRow = whole.some((look) => 'score' in view.accepts(look.frame))
    return [{ view: view.kind, refusal: needsEveryRow ? ('needsEveryRow' as const) : fit.refused }]
  })
  return { offers: offers.toSorted((a, b) => b.score - a.score), refused }
}
