import { api } from '#contract/api.ts'
import { route } from '../door/route.ts'
import type { Context } from './context.ts'

export function tokenRoutes({ engine }: Pick<Context, 'engine'>) {
  const { tokens } = engine
  return {
    listTokens: route(api.listTokens, () => tokens.list()),
    createToken: route(api.createToken, (call) => tokens.create(call.input, call)),
    removeToken: route(api.removeToken, async (call) => {
      await tokens.remove(call.params.id, call)
      return { removed: call.params.id }
    }),
  }
}
