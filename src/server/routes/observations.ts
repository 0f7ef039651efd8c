import { api } from '#contract/api.ts'
import { route } from '../door/route.ts'
import { createObservations } from '../observations/observations.ts'
import type { Context } from './context.ts'

export function observationRoutes({ ports, access, services, probed }: Pick<Context, 'ports' | 'access' | 'services' | 'probed'>) {
  const observations = createObservations({ ports, access }, probed)
  return {
    listObservations: route(api.listObservations, (call) => {
      const { kind, from, to, show, q, choice, limit, sort, order } = call.search
      return observations.list(
        call,
        { kind, range: { from, to }, open: show === 'open', q, choice, limit, sorting: { by: sort, down: order === 'down' } },
        call.signal,
      )
    }),
    readObservation: route(api.readObservation, (call) => observations.read(call, call.params.id, call.search.at, call.signal)),
    listServices: route(api.listServices, (call) => services.list(call, call.signal)),
    readService: route(api.readService, (call) => services.read(call, call.params.id, call.signal)),
  }
}
