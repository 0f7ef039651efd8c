import type { Layer } from '#contract/layer.ts'

/** Whose layer, over which dashboard. */
export interface LayerKey {
  readonly person: string
  readonly dashboard: string
}

export type LayerBody = Pick<Layer, 'base' | 'operations' | 'lost'>

/** A row is found by both, and no id of either has a blank in it. */
export const layerId = ({ person, dashboard }: LayerKey): string => `${person} ${dashboard}`
