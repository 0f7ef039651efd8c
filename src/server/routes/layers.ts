import { api } from '#contract/api.ts'
import { route } from '../door/route.ts'
import type { Context } from './context.ts'

/** What people arrange for themselves, and where they land. */
export function layerRoutes({ access: { layers, landings } }: Pick<Context, 'access'>) {
  return {
    readLayer: route(api.readLayer, (call) => layers.read(call, call.params.id)),
    saveLayer: route(api.saveLayer, (call) => layers.save(call, { dashboard: call.params.id, rev: call.rev, body: call.input, write: call.write })),
    removeLayer: route(api.removeLayer, async (call) => {
      await layers.remove(call, call.params.id, call.rev)
      return { removed: call.params.id }
    }),
    readOrganisation: route(api.readOrganisation, () => landings.organisation()),
    saveOrganisation: route(api.saveOrganisation, (call) => landings.saveOrganisation(call, call.input)),
  }
}
