import { api } from '#contract/api.ts'
import { route } from '../door/route.ts'
import type { Context } from './context.ts'

export function accessRoutes({ access: { dashboards, sources } }: Pick<Context, 'access'>) {
  return {
    readDashboardAccess: route(api.readDashboardAccess, (call) => dashboards.readAccess(call, call.params.id)),
    saveDashboardAccess: route(api.saveDashboardAccess, (call) => dashboards.saveAccess(call, call.params.id, call.rev, call.input)),
    readSourceAccess: route(api.readSourceAccess, (call) => sources.readAccess(call, call.params.id)),
    saveSourceAccess: route(api.saveSourceAccess, (call) => sources.saveAccess(call, call.params.id, call.rev, call.input.grants)),
  }
}
