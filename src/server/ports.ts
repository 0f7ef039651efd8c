import type { Store } from './store/store.ts'

/** All the server may ask of the world. Mocks and tests give other ports to the same code. */
export interface Ports {
  readonly store: Store
  readonly clock: Clock
  readonly ids: Ids
  readonly net: Net
  readonly host: Host
  readonly secrets: Secrets
  readonly log: Log
}

export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Resolves after `ms`; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export interface Ids {
  /** A new URL-safe identifier, at least 96 random bits. */
  next(): string
  /** Uniform in [0, 1): jitter only. */
  random(): number
}

/** One outbound call. The path is appended to the source's base and can never leave it. */
export interface Outbound {
  readonly base: string
  readonly path: string
  readonly search?: Readonly<Record<string, string | readonly string[]>>
  readonly method?: 'GET' | 'POST'
  /** Sent as application/x-www-form-urlencoded. */
  readonly form?: Readonly<Record<string, string | readonly string[]>>
  /** Bearer token or basic pair, from Secrets only. */
  readonly auth?: { readonly bearer: string } | { readonly user: string; readonly password: string } | undefined
  /** Accepted content types, e.g. ['application/json']. */
  readonly accept: readonly string[]
  /** Cap on the decompressed body. */
  readonly maxBytes: number
  /** Total time from call to last byte. */
  readonly deadlineMs: number
  readonly signal?: AbortSignal | undefined
}

export interface Inbound {
  readonly status: number
  readonly contentType: string
  readonly text: string
}

/** The one way out. Failures are thrown as `ServerFault` with a `source_*` code. */
export interface Net {
  call(request: Outbound): Promise<Inbound>
}

/** One reading of this machine and this process. Numbers are gauges in the stated unit; rates are computed by the port. */
export interface HostReading {
  /** `host.cpu`, `host.memory`... (core/templates/measures.ts). */
  readonly measure: string
  /** Dimension, e.g. {mount: "/"}; empty for the machine as a whole. */
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

export interface Host {
  readonly name: string
  read(): Promise<readonly HostReading[]>
}

/** Reads a secret named by reference (`*_FILE` path today). Values never leave the server. */
export interface Secrets {
  read(reference: string): Promise<string>
}

export interface Log {
  info(event: string, facts?: Readonly<Record<string, unknown>>): void
  warn(event: string, facts?: Readonly<Record<string, unknown>>): void
  error(event: string, facts?: Readonly<Record<string, unknown>>): void
}
