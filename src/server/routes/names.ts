import { api } from '#contract/api.ts'
import { createNames } from '../accounts/names.ts'
import { route } from '../door/route.ts'
import type { Context } from './context.ts'

export function nameRoutes({ ports, options }: Pick<Context, 'ports' | 'options'>) {
  const find = createNames(ports, options.door?.names ?? true)
  return { findNames: route(api.findNames, ({ actor, search }) => find(actor, search.q)) }
}
