import { api } from '#contract/api.ts'
import type { SourceConfig } from '#contract/source.ts'
import { parseOrRefuse } from '../door/issues.ts'
import { route } from '../door/route.ts'
import { ServerFault } from '../fault.ts'
import type { KnownSource } from '../sources/known-source.ts'
import { refuseLiteralSecret } from '../sources/literal-secret.ts'
import type { StoredSource } from '../store/store.ts'
import type { Context } from './context.ts'

/** `auto` asks whichever source knows, so no source may be called that. */
const reserved = new Set(['auto', 'host', 'events', 'demo'])

export function sourceRoutes({ ports, options, sources }: Pick<Context, 'ports' | 'options' | 'sources'>) {
  const stored = ports.store.sources
  const now = (): number => ports.clock.now()

  const connectorFor = (kind: string) => {
    const connector = Object.hasOwn(options.connectors, kind) ? options.connectors[kind] : undefined
    if (!connector) throw new ServerFault('invalid', { detail: `no such kind; there are ${Object.keys(options.connectors).join(', ')}`, field: 'kind' })
    return connector
  }
  const proveConfig = (config: SourceConfig): void => {
    const connector = connectorFor(config.kind)
    if (!connector.addable) throw new ServerFault('forbidden', { detail: `${config.kind} is built in`, field: 'kind' })
    refuseLiteralSecret(config.config)
    parseOrRefuse(connector.config, config.config, ['config'])
  }
  /** Sources from the file, built-in ones and the demo's are changed where they come from. */
  const editable = async (id: string): Promise<KnownSource> => {
    const source = await sources.find(id)
    if (!source) throw new ServerFault('not_found', { detail: `source ${id}` })
    if (source.origin !== 'ui') throw new ServerFault('forbidden', { detail: `read-only: ${source.origin}` })
    return source
  }
  const settled = (source: StoredSource) => {
    sources.changed()
    return sources.describe(source)
  }

  return {
    listSources: route(api.listSources, () => sources.list()),
    createSource: route(api.createSource, async ({ input, write }) => {
      proveConfig(input)
      const there = await sources.find(input.id)
      if (reserved.has(input.id) || (there && there.origin !== 'ui')) throw new ServerFault('exists', { detail: `source ${input.id}`, field: 'id' })
      return settled(await stored.create(input, 'ui', now(), write))
    }),
    saveSource: route(api.saveSource, async ({ params, input, rev, write }) => {
      if (input.id !== params.id) throw new ServerFault('invalid', { detail: 'differs from the address', field: 'id' })
      await editable(params.id)
      proveConfig(input)
      return settled(await stored.save(input, rev, now(), write))
    }),
    removeSource: route(api.removeSource, async ({ params, rev }) => {
      await editable(params.id)
      await stored.remove(params.id, rev)
      sources.changed()
      return { removed: params.id }
    }),
    checkSource: route(api.checkSource, async ({ input, signal }) => {
      const there = await sources.find(input.id)
      // What stands in the file may be checked as it stands; anything else is held to what may be saved.
      const asItIs = there !== undefined && there.kind === input.kind && JSON.stringify(there.config) === JSON.stringify(input.config)
      if (!asItIs) proveConfig(input)
      return sources.check(input, signal)
    }),
  }
}
