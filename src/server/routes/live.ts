import { api } from '#contract/api.ts'
import { route, streamRoute } from '../door/route.ts'
import type { Hub } from '../live/hub.ts'
import type { Streams } from '../live/stream.ts'

export function liveRoutes(hub: Hub, streams: Streams) {
  return {
    listChanges: route(api.listChanges, ({ actor, search }) => hub.list(actor, search.after)),
    openLive: streamRoute(api.openLive, async ({ actor, search, headers, requestId }) => {
      const after = headers.get('last-event-id') ?? search.after
      const response = streams.open((sink) => hub.join({ actor, after, sink }))
      response.headers.set('x-request-id', requestId)
      return response
    }),
  }
}
