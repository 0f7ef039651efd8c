import { api } from '#contract/api.ts'
import type { Asker } from '../access/asker.ts'
import { noted } from '../accounts/noted.ts'
import { isDemoLoaded, loadDemo, removeDemo } from '../demo.ts'
import { route } from '../door/route.ts'
import { describeApi } from '../openapi.ts'
import type { Context } from './context.ts'

export function statusRoutes(context: Context) {
  const { ports, options, startedAt } = context
  let openApi: ReturnType<typeof describeApi> | undefined
  const tell = (by: Asker, action: string): Promise<void> =>
    ports.store.trail.write(noted({ at: ports.clock.now(), ...by }, { action, object: 'demo' }, [{ topic: 'demo', id: '' }]))
  return {
    readStatus: route(api.readStatus, async () => ({
      version: options.version,
      startedAt,
      now: ports.clock.now(),
      store: ports.store.kind,
      demo: await isDemoLoaded(ports.store),
      mock: options.mock ?? false,
    })),
    loadDemo: route(api.loadDemo, async (call) => {
      await loadDemo(context)
      await tell(call, 'demo.load')
      return { demo: true }
    }),
    removeDemo: route(api.removeDemo, async (call) => {
      await removeDemo(context)
      await tell(call, 'demo.remove')
      return { demo: false }
    }),
    readOpenApi: route(api.readOpenApi, async () => (openApi ??= describeApi(options.version))),
  }
}
