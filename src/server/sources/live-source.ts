import type { Matcher } from '#contract/access.ts'
import type { Frame } from '#contract/frame.ts'
import type { JsonRecord } from '#contract/json.ts'
import type { Freshness, QueryCost, Took } from '#contract/query.ts'
import type { CatalogueEntry } from '#contract/services.ts'
import type { SourceHealth } from '#contract/source.ts'
import { windowed } from '#core/query/window.ts'
import type { Ask, Connector, OpenSource } from '../connectors/connector.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import { isFailure, toServerFault } from './failure.ts'
import type { KnownSource } from './known-source.ts'
import { createLastGood } from './last-good.ts'
import { sourceLimits } from './limits.ts'
import { openSource } from './open-source.ts'
import { readSpec } from './read-spec.ts'
import { createSourceGuard } from './source-guard.ts'
import type { SourceGuard } from './source-guard.ts'

/** How long whoever asked has waited for a place, and then for the source. */
export type SourceTime = Pick<Took, 'waitMs' | 'sourceMs'>

export interface Taken {
  readonly frame: Frame
  readonly freshness: Freshness
  readonly took: SourceTime
}

/** A frame, when it was read, and who gave it. */
export interface Reply extends Taken {
  readonly source: Pick<KnownSource, 'id' | 'name' | 'kind'>
}

/** Reads what catalogues say of services to whoever asks, and which of them could not say. */
export type Catalogue = () => Promise<{
  readonly entries: readonly CatalogueEntry[]
  readonly silent: readonly { readonly name: string; readonly fault: ServerFault }[]
}>
export interface Cataloguing {
  readonly services?: Catalogue | undefined
}

/** One source at work behind its own guard, with its last good answers: what it costs, it costs nobody else. */
export interface LiveSource extends Pick<SourceGuard, 'health' | 'askedAt' | 'drain' | 'load'> {
  /** `forced` matchers are part of the question: nobody gets an answer that was given to somebody held to others. */
  query(spec: JsonRecord, ask: Omit<Ask, 'signal' | 'services'> & Cataloguing, signal: AbortSignal, forced: readonly Matcher[]): Promise<Taken>
  /** `source_unsupported` where nobody can tell. */
  estimate(spec: JsonRecord, ask: Omit<Ask, 'signal'>, signal: AbortSignal, forced: readonly Matcher[]): Promise<QueryCost>
  /** Labels, series and the like: longer deadline, no last answer. */
  ask<T>(question: string, work: (open: OpenSource<unknown>, signal: AbortSignal) => Promise<T>, signal: AbortSignal, forced: readonly Matcher[]): Promise<T>
  /** Throws `forbidden` when this kind of source cannot keep the matchers. */
  prove(forced: readonly Matcher[]): void
  /** Asks whether it is there; a failure is the answer. */
  check(signal: AbortSignal): Promise<SourceHealth>
}

/** `invalid` when the connector cannot read the source's config. */
export function createLiveSource(source: KnownSource, connector: Connector, ports: Ports, limits = sourceLimits): LiveSource {
  const open = openSource(source, connector, ports)
  const guard = createSourceGuard(source.id, ports, limits)
  const lastGood = createLastGood(limits)

  /** The last good answer to a question the source has just failed; a wrong question stays wrong. */
  const fallBack = (error: unknown, question: string, range: Ask['range'], took: SourceTime): Taken => {
    const known = toServerFault(error)
    const now = ports.clock.now()
    const kept = isFailure(known.fault) ? lastGood.find(question, range, now) : undefined
    if (!kept) throw known
    // While it rests, what put it to rest tells more than that it rests.
    const fault = known.fault.code === 'source_busy' && guard.nextTryAt !== undefined ? (guard.health.fault ?? known.fault) : known.fault
    return { frame: kept.frame, freshness: { at: kept.at, stale: { fault, nextTryAt: guard.nextTryAt ?? now } }, took }
  }

  const heldTo = (forced: readonly Matcher[]): OpenSource<unknown> => {
    if (forced.length === 0) return open
    const narrowed = open.narrow?.(forced)
    if (!narrowed) throw new ServerFault('forbidden', { detail: `matchers are forced, which ${connector.kind} cannot keep` })
    return narrowed
  }

  return {
    async query(rawSpec, { services: catalogue, ...given }, signal, forced) {
      const spec = readSpec(connector, rawSpec)
      const held = heldTo(forced)
      const known = connector.wantsServices?.(spec) ? await catalogue?.() : undefined
      const services = known?.entries
      const asked = { ...given, services, range: windowed(rawSpec, given.range) }
      const question = JSON.stringify([spec, asked.variables, asked.zone, forced, services])
      const exactly = JSON.stringify(['query', question, asked.range, asked.width])
      const since = ports.clock.now()
      try {
        const { frame, begun } = await guard.ask(
          exactly,
          limits.widgetMs,
          async (own) => ({ begun: ports.clock.now(), frame: await held.query(spec, { ...asked, signal: own }) }),
          signal,
        )
        const at = ports.clock.now()
        lastGood.keep(question, { frame, range: asked.range, at })
        return { frame: without(known?.silent ?? [], frame), freshness: { at }, took: timeOf(since, begun, at) }
      } catch (error) {
        if (signal.aborted) throw error
        const at = ports.clock.now()
        return fallBack(error, question, asked.range, timeOf(since, since, at))
      }
    },
    async estimate(rawSpec, given, signal, forced) {
      const asked = { ...given, range: windowed(rawSpec, given.range) }
      const spec = readSpec(connector, rawSpec)
      const held = heldTo(forced)
      if (!held.cost) throw new ServerFault('source_unsupported', { detail: `${connector.kind} cannot tell what a query costs` })
      const { cost } = held
      return guard.ask(JSON.stringify(['cost', spec, asked, forced]), limits.widgetMs, (own) => cost(spec, { ...asked, signal: own }), signal)
    },
    async ask(question, work, signal, forced) {
      const held = heldTo(forced)
      return guard.ask(JSON.stringify(['ask', question, forced]), limits.totalMs, (own) => work(held, own), signal)
    },
    prove: (forced) => void heldTo(forced),
    async check(signal) {
      try {
        const { version } = await guard.ask('check', limits.totalMs, (own) => open.check(own), signal)
        if (version !== undefined) guard.knowVersion(version)
      } catch (error) {
        if (signal.aborted) throw error
        // The guard noted it; where it never got to ask (no place free), what is known stays known.
      }
      return guard.health
    },
    get health() {
      return guard.health
    },
    get askedAt() {
      return guard.askedAt
    },
    drain: () => guard.drain(),
    get load() {
      return guard.load
    },
  }
}

/** Whoever joined a question under way has waited for nothing but its answer. */
const timeOf = (asked: number, begun: number, over: number): SourceTime => ({
  waitMs: Math.max(0, begun - asked),
  sourceMs: Math.max(0, over - Math.max(asked, begun)),
})

/** What a silent catalogue lists is missing from the answer, which says so. */
function without(silent: Awaited<ReturnType<Catalogue>>['silent'], frame: Frame): Frame {
  if (silent.length === 0) return frame
  return { ...frame, meta: { ...frame.meta, silent: silent.map(({ name, fault }) => ({ source: name, fault: fault.fault })) } }
}
