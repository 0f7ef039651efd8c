import { api } from '#contract/api.ts'
import { route } from '../door/route.ts'
import type { LandingServer } from '../landing/landing.ts'
import type { Context } from './context.ts'
import { refuseUnknownZone } from './queries.ts'

export function landingRoutes({ ports: { store, clock } }: Pick<Context, 'ports'>, landing: LandingServer) {
  return {
    readLanding: route(api.readLanding, (call) => {
      refuseUnknownZone(call.search.zone)
      return landing.read(call, call.search.zone)
    }),
    previewLanding: route(api.previewLanding, (call) => {
      refuseUnknownZone(call.search.zone)
      return landing.preview(call, call.params.id, call.search.zone)
    }),
    // Other tabs and devices of the same person hear of it; it is nobody else's business, so there is no line in the audit.
    saveFrameChoice: route(api.saveFrameChoice, async ({ actor, params: { act, name }, input: { on } }) => {
      const choice = { person: actor.id, act, name, on, at: clock.now() }
      await store.frames.save(choice, { changes: [{ topic: 'layer', id: `${actor.id}/frame` }] })
      return store.frames.read(actor.id)
    }),
  }
}
