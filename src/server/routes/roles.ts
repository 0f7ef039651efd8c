import { api } from '#contract/api.ts'
import { route } from '../door/route.ts'
import type { Context } from './context.ts'

export function roleRoutes({ ports, engine }: Pick<Context, 'ports' | 'engine'>) {
  const { directory } = engine
  return {
    listRoles: route(api.listRoles, () => ports.store.roles.list()),
    createRole: route(api.createRole, (call) => directory.createRole(call.input, call)),
    saveRole: route(api.saveRole, (call) => directory.saveRole({ ...call.input, id: call.params.id }, call.rev, call)),
    removeRole: route(api.removeRole, async (call) => {
      await directory.removeRole(call.params.id, call.rev, call)
      return { removed: call.params.id }
    }),
  }
}
