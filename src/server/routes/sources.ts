import { api } from '#contract/api.ts'
import type { SecretChanges, SourceConfig } from '#contract/source.ts'
import type { Asker } from '../access/asker.ts'
import { parseOrRefuse } from '../door/issues.ts'
import { route } from '../door/route.ts'
import { ServerFault } from '../fault.ts'
import { refuseLiteralSecret } from '../sources/literal-secret.ts'
import type { Context } from './context.ts'

/** `auto` asks whichever source knows, so no source may be called that. */
const reserved = new Set(['auto', 'host', 'events', 'demo'])

export function sourceRoutes({ options, engine, access: { sources } }: Pick<Context, 'options' | 'engine' | 'access'>) {
  const connectorFor = (kind: string) => {
    const connector = Object.hasOwn(options.connectors, kind) ? options.connectors[kind] : undefined
    if (!connector) throw new ServerFault('invalid', { detail: `no such kind; there are ${Object.keys(options.connectors).join(', ')}`, field: 'kind' })
    return connector
  }
  const proveConfig = (config: Pick<SourceConfig, 'kind' | 'config'>): void => {
    const connector = connectorFor(config.kind)
    if (!connector.addable) throw new ServerFault('forbidden', { detail: `${config.kind} is built in`, field: 'kind' })
    refuseLiteralSecret(config.config)
    parseOrRefuse(connector.config, config.config, ['config'])
  }
  /** Sources from the file, built-in ones and the demo's are changed where they come from. */
  const proveEditable = async (by: Asker, id: string): Promise<void> => {
    const source = await sources.find(by, id)
    if (!source) throw new ServerFault('not_found', { detail: `source ${id}` })
    if (source.origin !== 'ui') throw new ServerFault('forbidden', { detail: `read-only: ${source.origin}` })
  }

  /** A secret is given by somebody who signed in a moment ago; everything else about a source does not need that. */
  const proveFresh = async ({ actor, caller }: Asker, secrets: SecretChanges | undefined): Promise<void> => {
    const touched = Object.values(secrets ?? {}).some((it) => it !== undefined)
    if (touched && !(await engine.accounts.isFresh(actor, caller))) throw new ServerFault('reauthenticate')
  }

  return {
    listSources: route(api.listSources, (call) => sources.list(call)),
    createSource: route(api.createSource, async (call) => {
      const { input, write } = call
      proveConfig(input)
      await proveFresh(call, input.secrets)
      const there = await sources.find(call, input.id)
      if (reserved.has(input.id) || (there && there.origin !== 'ui')) throw new ServerFault('exists', { detail: `source ${input.id}`, field: 'id' })
      return sources.create(call, input, write)
    }),
    saveSource: route(api.saveSource, async (call) => {
      const { params, input, rev, write } = call
      if (input.id !== params.id) throw new ServerFault('invalid', { detail: 'differs from the address', field: 'id' })
      await proveEditable(call, params.id)
      proveConfig(input)
      await proveFresh(call, input.secrets)
      return sources.save(call, input, rev, write)
    }),
    removeSource: route(api.removeSource, async (call) => {
      await proveEditable(call, call.params.id)
      await sources.remove(call, call.params.id, call.rev)
      return { removed: call.params.id }
    }),
    checkSource: route(api.checkSource, async (call) => {
      const { input, signal } = call
      const there = await sources.find(call, input.id)
      // What stands in the file may be checked as it stands; anything else is held to what may be saved.
      const asItIs = there !== undefined && there.kind === input.kind && JSON.stringify(there.config) === JSON.stringify(input.config)
      if (!asItIs) proveConfig(input)
      return sources.check(call, input, signal)
    }),
  }
}
