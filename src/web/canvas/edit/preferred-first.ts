import type { Learned } from '#contract/learning.ts'

/** So many switches before a view counts as what somebody wants; fewer may be curiosity. */
const enough = 3

/** Offers with the view the person keeps switching such data to in front; the others keep their order. */
export function preferredFirst<O extends { readonly view: string }>(offers: readonly O[], shapes: readonly string[], views: Learned['views']): readonly O[] {
  const wanted = views.filter(({ shape, weight }) => weight >= enough && shapes.includes(shape)).toSorted((a, b) => b.weight - a.weight)
  const first = wanted.map(({ view }) => offers.find((offer) => offer.view === view)).find((offer) => offer !== undefined)
  return first === undefined ? offers : [first, ...offers.filter((offer) => offer !== first)]
}
