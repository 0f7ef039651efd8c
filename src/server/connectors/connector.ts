import type * as z from 'zod/mini'
import type { Matcher } from '#contract/access.ts'
import type { Frame } from '#contract/frame.ts'
import type { CatalogueEntry } from '#contract/services.ts'
import type { Observation } from '#contract/observation.ts'
import type { MeasureSpec, QueryCost, VariableValues } from '#contract/query.ts'
import type { SilenceMatcher } from '#contract/run.ts'
import type { sourceAbilities } from '#contract/source.ts'
import type { TimeRange } from '#contract/time.ts'
import type { Inbound, Outbound, Ports, SqlInbound, SqlOutbound } from '../ports.ts'

export interface Ask {
  readonly range: TimeRange
  /** Quantized width in CSS pixels; the number of points worth having. */
  readonly width: number
  /** Unescaped values; the connector escapes for its own language. */
  readonly variables: VariableValues
  readonly zone: string
  readonly signal: AbortSignal
  /** What catalogues say to whoever asks; only where the connector `wantsServices`. */
  readonly services?: readonly CatalogueEntry[] | undefined
}

export interface Narrowing {
  readonly match?: string | undefined
  readonly range?: TimeRange | undefined
  readonly signal: AbortSignal
}

/** What a connector gets: the ports it may use and `call`, already bound to this source's base, secret, bulkhead and deadline. */
export interface SourcePorts extends Pick<Ports, 'store' | 'clock' | 'log' | 'host'> {
  readonly sourceId: string
  call(request: Omit<Outbound, 'base' | 'auth' | 'signal'>, signal: AbortSignal): Promise<Inbound>
  sql(request: Omit<SqlOutbound, 'base' | 'auth' | 'signal'>, signal: AbortSignal): Promise<SqlInbound>
}

/** Keeping alerts quiet, where a source can. Times are epoch milliseconds. */
export interface Silence {
  readonly id: string
  readonly matchers: readonly SilenceMatcher[]
  readonly startsAt: number
  readonly endsAt: number
  readonly createdBy: string
  readonly comment: string
  /** No longer in force. */
  readonly isOver: boolean
}
/** With `id`: changes that one. The system may answer with another id, and then the old one has ended. */
export interface SilenceDraft extends Omit<Silence, 'id' | 'isOver'> {
  readonly id: string | undefined
}
export interface Silences {
  list(signal: AbortSignal): Promise<readonly Silence[]>
  put(draft: SilenceDraft, signal: AbortSignal): Promise<{ readonly id: string }>
  /** Ends it now; one that has ended or is not there is no failure. */
  end(id: string, signal: AbortSignal): Promise<void>
  /** Alerts going on that these matchers cover, silenced ones too. */
  covered(matchers: readonly SilenceMatcher[], signal: AbortSignal): Promise<readonly Observation[]>
}

/** A source that is open for questions. Every failure is thrown as `ServerFault` with a `source_*` code. */
export interface OpenSource<S> {
  query(spec: S, ask: Ask): Promise<Frame>
  /** What the query would go through, found out with far less than running it. */
  cost?(spec: S, ask: Ask): Promise<QueryCost>
  /** Cheap question that shows the system is there. */
  check(signal: AbortSignal): Promise<{ readonly version?: string }>
  labels?(narrowing: Narrowing): Promise<readonly string[]>
  labelValues?(label: string, narrowing: Narrowing): Promise<readonly string[]>
  series?(narrowing: Narrowing): Promise<readonly Readonly<Record<string, string>>[]>
  /** Services this source lists. */
  catalogue?(signal: AbortSignal): Promise<readonly CatalogueEntry[]>
  metadata?(signal: AbortSignal): Promise<readonly { metric: string; type: string; help: string; unit: string }[]>
  readonly silences?: Silences
  /**
   * The same source with these matchers on everything it is asked; `forbidden` when they cannot be kept. Without it, nobody
   * who is held to matchers may ask this kind of source.
   */
  narrow?(matchers: readonly Matcher[]): OpenSource<S>
}

/** The code that speaks one kind of source. One folder, one line in `registry.ts`. */
export interface Connector<C = unknown, S = unknown> {
  readonly kind: string
  /** False for kinds that exist exactly once and are not added by hand (host, events, demo). */
  readonly addable: boolean
  readonly config: z.ZodMiniType<C>
  readonly spec: z.ZodMiniType<S>
  /** Base URL and secret reference for outbound calls; absent where the source is inside the server. */
  address?(config: C): {
    readonly base: string
    readonly bearerFile?: string | undefined
    readonly user?: string | undefined
    readonly passwordFile?: string | undefined
  }
  readonly can: readonly (typeof sourceAbilities)[number][]
  /** Measures it knows, each mapped to its own words; undefined when the combination makes no sense here. */
  readonly measures: Readonly<Record<string, (spec: MeasureSpec) => S | undefined>>
  /** Knows this only of itself: whoever knows it of others is asked before. */
  readonly ofItself?: (spec: MeasureSpec) => boolean
  /** Whether the answer depends on what catalogues say of services. */
  wantsServices?(spec: S): boolean
  open(config: C, ports: SourcePorts): OpenSource<S>
}

/** Keeps the types of one connector inside its folder; the registry sees every kind alike. */
export const defineConnector = <C, S>(connector: Connector<C, S>): Connector<C, S> => connector
