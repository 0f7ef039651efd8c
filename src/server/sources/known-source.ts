import { en } from '#locales/en/whole.ts'
import type { KeptSecrets, SourceConfig, SourceOrigin } from '#contract/source.ts'
import type { Connector } from '../connectors/connector.ts'
import type { Ports } from '../ports.ts'

/** Every kind of source this server can speak, by kind. */
export type Connectors = Readonly<Record<string, Connector>>

/** A configured source, wherever it was configured. */
export interface KnownSource extends SourceConfig {
  readonly origin: SourceOrigin
  readonly rev: number
  /** Which secrets are kept for it; only for those made in the app. */
  readonly secrets?: KeptSecrets
}

/** Another instance's changes are seen after this long; this instance's own at once. */
const freshMs = 1_000

/** All sources in the order `auto` tries them: from the file, made in the app, built in, demo. */
export interface KnownSources {
  list(): Promise<readonly KnownSource[]>
  find(id: string): Promise<KnownSource | undefined>
  /** Forgets what was read from the store. */
  changed(): void
}

function builtins(ports: Ports, connectors: Connectors): readonly KnownSource[] {
  const all = [
    { id: 'host', kind: 'host', name: ports.host.name || 'host' },
    { id: 'events', kind: 'events', name: en['sources.events'] },
  ]
  return all.filter((s) => Object.hasOwn(connectors, s.kind)).map((s) => ({ ...s, config: {}, origin: 'builtin', rev: 1 }))
}

export function createKnownSources(ports: Ports, connectors: Connectors, fileSources: readonly SourceConfig[]): KnownSources {
  const fromFile = fileSources.map((s): KnownSource => ({ ...s, origin: 'file', rev: 1 }))
  const fixed = builtins(ports, connectors)
  let kept: { readonly all: readonly KnownSource[]; readonly at: number } | undefined
  let reading: Promise<readonly KnownSource[]> | undefined

  const read = async (): Promise<readonly KnownSource[]> => {
    const stored = await ports.store.sources.list()
    const ui = stored.filter((s) => s.origin === 'ui')
    const demo = stored.filter((s) => s.origin === 'demo')
    // The first of an id wins: what the file says is not shadowed by what was made in the app before.
    const taken = new Set([...fromFile, ...fixed].map((s) => s.id))
    return [...fromFile, ...ui.filter((s) => !taken.has(s.id)), ...fixed, ...demo.filter((s) => !taken.has(s.id))]
  }

  const list = async (): Promise<readonly KnownSource[]> => {
    const now = ports.clock.now()
    if (kept && now - kept.at < freshMs && now >= kept.at) return kept.all
    reading ??= read().finally(() => (reading = undefined))
    try {
      const all = await reading
      kept = { all, at: now }
      return all
    } catch (error) {
      // A store that is away for a moment must not take the sources with it: they answer without it.
      if (!kept) throw error
      ports.log.warn('sources.list.kept', { error: String(error) })
      return kept.all
    }
  }

  return {
    list,
    find: async (id) => (await list()).find((s) => s.id === id),
    changed: () => {
      kept = undefined
    },
  }
}
