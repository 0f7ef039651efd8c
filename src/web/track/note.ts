import type { Signal } from '#contract/learning.ts'

/** Something a person did, told by the part of the app that saw it. What becomes of it is the tracker's business. */
export type Act = Pick<Signal, 'kind' | 'item'> & Partial<Pick<Signal, 'step' | 'view' | 'shape'>>
export type Via = Signal['via']

const hearers = new Set<(act: Act) => void>()

/** Tells of an act the person started. Nothing is kept while nobody listens. */
export function note(act: Act): void {
  for (const hear of hearers) hear(act)
}

export function hearActs(hear: (act: Act) => void): () => void {
  hearers.add(hear)
  return () => void hearers.delete(hear)
}

const viaLastsMs = 1000
let came: { readonly via: Via; readonly at: number } | undefined

/** Says through what the person goes where they are about to go: call it right before navigating. */
export function cameVia(via: Via): void {
  came = { via, at: performance.now() }
}

/** How the navigation that just happened came about. */
export function takeVia(): Via {
  const said = came
  came = undefined
  return said && performance.now() - said.at < viaLastsMs ? said.via : 'navigation'
}
