import { api } from '#contract/api.ts'
import { route } from '../door/route.ts'
import type { Context } from './context.ts'

export function dashboardRoutes({ access: { dashboards } }: Pick<Context, 'access'>) {
  return {
    listDashboards: route(api.listDashboards, (call) => dashboards.list(call)),
    createDashboard: route(api.createDashboard, (call) => dashboards.create(call, call.input.doc, call.write)),
    readDashboard: route(api.readDashboard, (call) => dashboards.read(call, call.params.id)),
    saveDashboard: route(api.saveDashboard, (call) => dashboards.save(call, { id: call.params.id, rev: call.rev, doc: call.input.doc, write: call.write })),
    removeDashboard: route(api.removeDashboard, async (call) => {
      await dashboards.remove(call, { id: call.params.id, rev: call.rev })
      return { removed: call.params.id }
    }),
    listRevisions: route(api.listRevisions, (call) => dashboards.revisions(call, call.params.id)),
    readRevision: route(api.readRevision, (call) => dashboards.revision(call, call.params.id, call.params.rev)),
  }
}
