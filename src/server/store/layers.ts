import type { Layer } from '#contract/layer.ts'
import type { WriteKey } from './store.ts'
import type { Trail } from './trail.ts'

/** Whose layer, over which dashboard. */
export interface LayerKey {
  readonly person: string
  readonly dashboard: string
}

export type LayerBody = Pick<Layer, 'base' | 'operations' | 'lost'>

/** A row is found by both, and no id of either has a blank in it. */
export const layerId = ({ person, dashboard }: LayerKey): string => `${person} ${dashboard}`

/** What people arranged for themselves. It goes with the dashboard. */
export interface LayerStore {
  /** Undefined where there never was one. */
  read(key: LayerKey): Promise<Layer | undefined>
  /** `stale` when `rev` is not the current one; 0 begins one. */
  save(it: LayerKey & { readonly rev: number; readonly body: LayerBody; readonly at: number; readonly write?: WriteKey }, trail?: Trail): Promise<Layer>
}
