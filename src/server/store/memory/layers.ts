import type { Layer } from '#contract/layer.ts'
import { layerId } from '../layers.ts'
import { stale } from '../record.ts'
import type { LayerStore } from '../store.ts'
import type { Trail } from '../trail.ts'
import type { Cells } from './cells.ts'
import { answeredBefore, remember } from './writes.ts'

/** What people arranged for themselves, in memory. */
export function createLayers(cells: Cells, changed: (trail?: Trail) => void): LayerStore {
  return {
    async read(key) {
      return structuredClone(cells.layers.get(layerId(key)))
    },
    async save({ person, dashboard, rev, body, at, write }, trail) {
      const id = layerId({ person, dashboard })
      const keyed = { operation: `layer.save ${id}`, at, write }
      const before = answeredBefore(cells, keyed)
      if (before) return { dashboard, rev: before.rev, ...body }
      const current = cells.layers.get(id)?.rev ?? 0
      if (current !== rev) throw stale(current, rev)
      const saved: Layer = structuredClone({ dashboard, rev: rev + 1, ...body })
      cells.layers.set(id, saved)
      remember(cells, keyed, { subject: id, rev: saved.rev, origin: 'own', body: undefined })
      changed(trail)
      return structuredClone(saved)
    },
  }
}

export function endLayers(cells: Cells, dashboard: string): void {
  for (const [id, layer] of cells.layers) if (layer.dashboard === dashboard) cells.layers.delete(id)
}
