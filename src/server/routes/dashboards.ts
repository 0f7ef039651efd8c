import { api } from '#contract/api.ts'
import { route } from '../door/route.ts'
import type { LandingServer } from '../landing/landing.ts'
import type { Context } from './context.ts'

/** A dashboard leaves with what of it nobody can answer yet, read and saved alike. */
export function dashboardRoutes({ access: { dashboards } }: Pick<Context, 'access'>, { ready, readReady }: Pick<LandingServer, 'ready' | 'readReady'>) {
  return {
    listDashboards: route(api.listDashboards, (call) => dashboards.list(call)),
    createDashboard: route(api.createDashboard, (call) => dashboards.create(call, call.input.doc, call.write)),
    readDashboard: route(api.readDashboard, (call) => readReady(call, call.params.id)),
    saveDashboard: route(api.saveDashboard, async (call) =>
      ready(call, await dashboards.save(call, { id: call.params.id, rev: call.rev, doc: call.input.doc, write: call.write })),
    ),
    removeDashboard: route(api.removeDashboard, async (call) => {
      await dashboards.remove(call, { id: call.params.id, rev: call.rev })
      return { removed: call.params.id }
    }),
    listRevisions: route(api.listRevisions, (call) => dashboards.revisions(call, call.params.id)),
    readRevision: route(api.readRevision, (call) => dashboards.revision(call, call.params.id, call.params.rev)),
  }
}
