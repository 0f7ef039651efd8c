import type { Layer } from '#contract/layer.ts'
import { compact } from '#core/dashboard/layer.ts'
import { decideDashboard } from '#core/policy/can.ts'
import { dashboardTable } from '#core/policy/dashboard.ts'
import type { DashboardTable } from '#core/policy/dashboard.ts'
import type { Given } from '../door/route.ts'
import type { Ports } from '../ports.ts'
import type { LayerBody, LayerKey } from '../store/layers.ts'
import type { WriteKey } from '../store/store.ts'
import { demand, keyOf } from './asker.ts'
import type { Asker } from './asker.ts'

/** What somebody arranged for themselves. The key is made from who asks, so there is no way to another's. */
export interface Layers {
  read(by: Asker, dashboard: string): Promise<Given<Layer>>
  save(
    by: Asker,
    it: { readonly dashboard: string; readonly rev: number; readonly body: LayerBody; readonly write: WriteKey | undefined },
  ): Promise<Given<Layer>>
  /** Everything as published again; the counting goes on. */
  remove(by: Asker, dashboard: string, rev: number): Promise<void>
}

export function createLayerAccess({ store, clock }: Pick<Ports, 'store' | 'clock'>, table: DashboardTable = dashboardTable): Layers {
  /** A layer over what its owner may no longer read stays, and is not served. */
  const own = async ({ actor }: Asker, dashboard: string): Promise<LayerKey> => {
    const { rights } = await store.access.dashboard(dashboard)
    demand(decideDashboard(actor, 'read', rights, table), `dashboard ${dashboard}`, 'read')
    return { person: actor.id, dashboard }
  }

  const save: Layers['save'] = async (by, { dashboard, rev, body, write }) => {
    const key = await own(by, dashboard)
    const { base, operations, lost } = body
    const given = { ...key, rev, body: { base, operations: compact(operations), lost: compact(lost) }, at: clock.now(), ...keyOf(by.actor, write) }
    // Other tabs and devices of the same person hear of it; it is nobody else's business, so there is no line in the audit.
    return store.layers.save(given, { changes: [{ topic: 'layer', id: `${key.person}/${dashboard}`, rev: rev + 1 }] })
  }

  return {
    async read(by, dashboard) {
      const key = await own(by, dashboard)
      return (await store.layers.read(key)) ?? { dashboard, rev: 0, base: 0, operations: [], lost: [] }
    },
    save,
    async remove(by, dashboard, rev) {
      await save(by, { dashboard, rev, body: { base: 0, operations: [], lost: [] }, write: undefined })
    },
  }
}
