import type { Matcher } from '#contract/access.ts'
import type { QueryCost, QueryRequest } from '#contract/query.ts'
import type { Source, SourceConfig, SourceHealth, SourceInput } from '#contract/source.ts'
import type { OpenSource } from '../connectors/connector.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import { answerAuto } from './auto.ts'
import { createBulkhead } from './bulkhead.ts'
import { withDeadline } from './deadline.ts'
import { toServerFault } from './failure.ts'
import { createKnownSources } from './known-source.ts'
import type { Connectors, KnownSource } from './known-source.ts'
import type { Leave } from './leave.ts'
import { sourceLimits } from './limits.ts'
import { createLiveSource } from './live-source.ts'
import type { Cataloguing, LiveSource, Reply } from './live-source.ts'
import type { SourceLoad, Traffic } from './source-guard.ts'
import { addressOf, openSource } from './open-source.ts'
import { originOf, planSecrets } from './source-secrets.ts'
import type { Address } from './source-secrets.ts'

/** All sources at work. */
export interface SourceRuntime {
  /** `forbidden` where `leave` gives none; `auto` picks among the sources it gives leave for. */
  query(request: QueryRequest, signal: AbortSignal, leave: Leave, services?: Cataloguing['services']): Promise<Reply>
  /** What the query would go through; `source_unsupported` where nobody can tell, `auto` among them. */
  estimate(request: QueryRequest, signal: AbortSignal, leave: Leave): Promise<QueryCost>
  ask<T>(id: string, question: string, work: (open: OpenSource<unknown>, signal: AbortSignal) => Promise<T>, signal: AbortSignal, leave: Leave): Promise<T>
  /** Throws `forbidden` when a source cannot keep such matchers, `not_found` when there is none of that id. */
  prove(id: string, forced: readonly Matcher[]): Promise<void>
  list(): Promise<readonly Source[]>
  find(id: string): Promise<KnownSource | undefined>
  describe(source: KnownSource): Source
  /** Whether the system behind a config, saved or not, answers. `invalid` when the config is not one. */
  check(input: SourceInput, signal: AbortSignal): Promise<SourceHealth>
  /** Where a config leads to, where it leads anywhere. */
  addressOf(config: Pick<SourceConfig, 'kind' | 'config'>): Address | undefined
  /** Asks a source that was just added or changed, without being waited for: its health tells what came of it. */
  checkSoon(source: KnownSource): void
  /** Asks every source nobody asked for a minute. */
  checkIdle(now: number): Promise<void>
  /** Questions put to each source since the last drain. */
  drain(): ReadonlyMap<string, Traffic>
  /** How busy each source at work is. */
  loads(): ReadonlyMap<string, SourceLoad>
  /** Sources were added, changed or removed. */
  changed(): void
  close(): void
}

interface Running {
  readonly made: string
  readonly live: LiveSource
}

export function createSourceRuntime(ports: Ports, connectors: Connectors, fileSources: readonly SourceConfig[], limits = sourceLimits): SourceRuntime {
  const known = createKnownSources(ports, connectors, fileSources)
  const running = new Map<string, Running>()
  const adHoc = createBulkhead(limits)
  const closing = new AbortController()

  const connectorOf = (kind: string) => (Object.hasOwn(connectors, kind) ? connectors[kind] : undefined)
  const neededConnector = (kind: string) => {
    const connector = connectorOf(kind)
    if (!connector) throw new ServerFault('source_unsupported', { detail: `no kind ${kind}`, field: 'kind' })
    return connector
  }

  /** The source at work; made anew when its configuration changed, so that old failures do not follow a new address. */
  const liveOf = (source: KnownSource): LiveSource => {
    const made = JSON.stringify([source.kind, source.config, source.rev])
    const there = running.get(source.id)
    if (there?.made === made) return there.live
    const live = createLiveSource(source, neededConnector(source.kind), ports, limits)
    running.set(source.id, { made, live })
    return live
  }

  /** What a removed source left behind: its answers, its counts. */
  const forget = (all: readonly KnownSource[]): void => {
    const ids = new Set(all.map((s) => s.id))
    for (const id of running.keys()) if (!ids.has(id)) running.delete(id)
  }

  const needed = async (id: string): Promise<KnownSource> => {
    const source = await known.find(id)
    if (!source) throw new ServerFault('not_found', { detail: `source ${id}`, field: 'source' })
    return source
  }

  const heldAt = (source: KnownSource, leave: Leave): readonly Matcher[] => {
    const forced = leave(source.id)
    if (forced === undefined) throw new ServerFault('forbidden', { detail: `no grant for source ${source.id}`, field: 'source' })
    return forced
  }

  const put = async (source: KnownSource, request: QueryRequest & Cataloguing, signal: AbortSignal, leave: Leave): Promise<Reply> => {
    const forced = heldAt(source, leave)
    const { range, width, variables, zone, services } = request
    const taken = await liveOf(source).query(request.query.spec, { range, width, variables, zone, services }, signal, forced)
    return { ...taken, source: { id: source.id, name: source.name, kind: source.kind } }
  }

  const healthOf = (source: KnownSource): SourceHealth => {
    try {
      return liveOf(source).health
    } catch (error) {
      // Its kind is gone or its config no longer fits: it is listed as broken, with the reason, not left out.
      return { state: 'down', fault: toServerFault(error).fault }
    }
  }

  const describe = (source: KnownSource): Source => {
    const connector = connectorOf(source.kind)
    return { ...source, health: healthOf(source), can: [...(connector?.can ?? [])], measures: Object.keys(connector?.measures ?? {}) }
  }

  return {
    async query(asked, caller, leave, services) {
      const request = { ...asked, services }
      const signal = AbortSignal.any([caller, closing.signal])
      if (request.query.source !== 'auto') return put(await needed(request.query.source), request, signal, leave)
      const all = await known.list()
      const since = ports.clock.now()
      const reply = await withDeadline(ports.clock, limits.totalMs, signal, (own) =>
        answerAuto(all, connectors, request, leave, (source) => put(source, request, own, leave)),
      )
      // Sources that were asked before the one that knew are part of what was waited for.
      const { waitMs } = reply.took
      return { ...reply, took: { waitMs, sourceMs: Math.max(0, ports.clock.now() - since - waitMs) } }
    },
    async estimate({ query, range, width, variables, zone }, caller, leave) {
      if (query.source === 'auto') throw new ServerFault('source_unsupported', { detail: 'auto: who answers is not known before' })
      const source = await needed(query.source)
      const signal = AbortSignal.any([caller, closing.signal])
      return liveOf(source).estimate(query.spec, { range, width, variables, zone }, signal, heldAt(source, leave))
    },
    async ask(id, question, work, caller, leave) {
      const source = await needed(id)
      return liveOf(source).ask(question, work, AbortSignal.any([caller, closing.signal]), heldAt(source, leave))
    },
    prove: async (id, forced) => liveOf(await needed(id)).prove(forced),
    list: async () => (await known.list()).map(describe),
    find: (id) => known.find(id),
    describe,
    addressOf: (config) => addressOf(connectors, config),
    async check({ secrets: typed, ...config }, caller) {
      const there = await known.find(config.id)
      const [address, before] = [addressOf(connectors, config), there && addressOf(connectors, there)]
      // What is kept for one address is never sent to another.
      const sameAddress = address !== undefined && before !== undefined && originOf(address.base) === originOf(before.base)
      if (there?.origin !== 'file') planSecrets(address, typed, { base: before?.base, secrets: there?.secrets })
      const open = openSource({ ...config, typed, secrets: sameAddress ? there?.secrets : undefined }, neededConnector(config.kind), ports)
      const at = (): number => ports.clock.now()
      try {
        const { version } = await withDeadline(ports.clock, limits.totalMs, AbortSignal.any([caller, closing.signal]), async (own) => {
          const leave = await adHoc.enter(own)
          return open.check(own).finally(leave)
        })
        return { state: 'ok', at: at(), ...(version !== undefined && { version }) }
      } catch (error) {
        if (caller.aborted) throw error
        return { state: 'down', at: at(), fault: toServerFault(error).fault }
      }
    },
    checkSoon(source) {
      // A check that fails is noted as the source's health; what is left to fail is that the program stops.
      void tryOr(() => liveOf(source))
        ?.check(closing.signal)
        .catch(() => undefined)
    },
    async checkIdle(now) {
      const all = await known.list()
      forget(all)
      const idle = all.flatMap((source) => {
        const live = tryOr(() => liveOf(source))
        return live && now - (live.askedAt ?? Number.NEGATIVE_INFINITY) >= limits.idleMs ? [live] : []
      })
      await Promise.all(idle.map((live) => live.check(closing.signal)))
    },
    loads: () => new Map([...running].map(([id, r]) => [id, r.live.load])),
    drain: () => new Map([...running].map(([id, r]) => [id, r.live.drain()])),
    changed() {
      known.changed()
    },
    close() {
      closing.abort(new ServerFault('unavailable', { detail: 'shutting down' }))
    },
  }
}

/** A source that cannot even be opened is described as broken elsewhere; here it is only passed over. */
function tryOr<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}
