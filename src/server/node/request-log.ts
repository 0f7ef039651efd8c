import { api } from '#contract/api.ts'
import type { Observe } from '../door/watch.ts'
import type { Log } from '../ports.ts'

/** One line per request, for following single ones: the endpoint's own path, never the one asked for; who by id, never by name. */
export function logRequests(log: Log): Observe {
  return ({ requestId, method, endpoint, actor, status, tookMs }) => {
    const who = actor === undefined || actor.kind === 'nobody' ? undefined : `${actor.kind}:${actor.id}`
    log.debug?.('http.request', { requestId, method, path: endpoint === undefined ? undefined : api[endpoint].path, status, ms: tookMs, who })
  }
}
