import { api } from '#contract/api.ts'
import { route } from '../door/route.ts'
import type { WriteKey } from '../store/store.ts'
import type { Context } from './context.ts'

const once = (write: WriteKey | undefined): { readonly write?: WriteKey } => (write ? { write } : {})

export function dashboardRoutes({ ports }: Pick<Context, 'ports'>) {
  const { dashboards } = ports.store
  const now = (): number => ports.clock.now()
  return {
    listDashboards: route(api.listDashboards, () => dashboards.list()),
    createDashboard: route(api.createDashboard, ({ input, write }) =>
      dashboards.create({ id: ports.ids.next(), doc: input.doc, at: now(), origin: 'own', ...once(write) }),
    ),
    readDashboard: route(api.readDashboard, ({ params }) => dashboards.read(params.id)),
    saveDashboard: route(api.saveDashboard, ({ params, input, rev, write }) =>
      dashboards.save({ id: params.id, rev, doc: input.doc, at: now(), ...once(write) }),
    ),
    removeDashboard: route(api.removeDashboard, async ({ params, rev }) => {
      await dashboards.remove({ id: params.id, rev, at: now() })
      return { removed: params.id }
    }),
    listRevisions: route(api.listRevisions, ({ params }) => dashboards.revisions(params.id)),
    readRevision: route(api.readRevision, ({ params }) => dashboards.revision(params.id, params.rev)),
  }
}
