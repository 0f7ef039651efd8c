import { api } from '#contract/api.ts'
import { isDemoLoaded, loadDemo, removeDemo } from '../demo.ts'
import { route } from '../door/route.ts'
import { describeApi } from '../openapi.ts'
import type { Context } from './context.ts'

export function statusRoutes(context: Context) {
  const { ports, options, startedAt } = context
  let openApi: ReturnType<typeof describeApi> | undefined
  return {
    readStatus: route(api.readStatus, async () => ({
      version: options.version,
      startedAt,
      now: ports.clock.now(),
      store: ports.store.kind,
      demo: await isDemoLoaded(ports.store),
      mock: options.mock ?? false,
    })),
    loadDemo: route(api.loadDemo, async () => {
      await loadDemo(context)
      return { demo: true }
    }),
    removeDemo: route(api.removeDemo, async () => {
      await removeDemo(context)
      return { demo: false }
    }),
    readOpenApi: route(api.readOpenApi, async () => (openApi ??= describeApi(options.version))),
  }
}
