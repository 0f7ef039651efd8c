import { api } from '#contract/api.ts'
import { route } from '../door/route.ts'
import { createLanding } from '../landing/landing.ts'
import type { Context } from './context.ts'
import { refuseUnknownZone } from './queries.ts'

export function landingRoutes(context: Pick<Context, 'ports' | 'engine' | 'access'>) {
  const landing = createLanding(context)
  return {
    readLanding: route(api.readLanding, (call) => {
      refuseUnknownZone(call.search.zone)
      return landing(call, call.search.zone)
    }),
  }
}
