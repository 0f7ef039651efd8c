import { api } from '#contract/api.ts'
import { route, streamRoute } from '../door/route.ts'
import type { Context } from './context.ts'

export function auditRoutes({ ports, audit }: Pick<Context, 'ports' | 'audit'>) {
  return {
    listAudit: route(api.listAudit, async ({ search }) => ({ entries: await audit.search(search), chain: await audit.state(ports.clock.now()) })),
    exportAudit: streamRoute(api.exportAudit, async (call) => {
      const headers = {
        'content-type': 'application/x-ndjson; charset=utf-8',
        'content-disposition': 'attachment; filename="homeport-audit.jsonl"',
        'cache-control': 'no-store',
        'x-request-id': call.requestId,
      }
      return new Response(await audit.lines(call, call.search), { headers })
    }),
  }
}
