import type { JsonRecord } from '#contract/json.ts'
import type { Actor } from '#core/policy/actor.ts'
import type { Store } from './store/store.ts'

/** All the server may ask of the world. Mocks and tests give other ports to the same code. */
export interface Ports {
  readonly store: Store
  readonly clock: Clock
  readonly ids: Ids
  readonly net: Net
  readonly host: Host
  readonly secrets: Secrets
  readonly identity: Identity
  readonly crypto: Crypto
  readonly log: Log
}

/** What only the carrier of a request knows about its sender. Cookies and peers never reach further than here. */
export interface Caller {
  /** An actor the carrier answers for itself: mocks without people, tests, benchmarks. The server's own carrier never does. */
  readonly vouched: Actor | undefined
  /** Session token the browser brought. */
  readonly session: string | undefined
  /** Token of an `Authorization: Bearer` header. With one, a session is not looked at. */
  readonly bearer: string | undefined
  /** Claims of a reverse proxy that proved itself. */
  readonly proxied: ProxyClaims | undefined
  /** Address prefix of the sender, /24 or /64: for limits and the audit. */
  readonly network: string
  /** Browser and system in a few words. */
  readonly agent: string
  /** Scheme, host and port under which browsers reach us. */
  readonly origin: string
}

export interface ProxyClaims {
  readonly subject: string
  readonly name: string
  readonly email: string | undefined
  readonly groups: readonly string[]
}

export interface Identity {
  callerOf(request: Request): Caller
  /** Has the sender's browser keep this session, or forget the one it has. */
  keep(request: Request, session: { readonly token: string; readonly maxAgeS: number } | undefined): void
}

/** The few primitives identity needs, each from the carrier's own library. */
export interface Crypto {
  /** 256 random bits, base64url. */
  token(): string
  /** SHA-256 of the text, lower-case hex. */
  digest(text: string): Promise<string>
  /** A self-describing password record (PHC string); slow on purpose. */
  hashPassword(password: string): Promise<string>
  verifyPassword(password: string, record: string): Promise<boolean>
  /** Encrypts for keeping; `context` (table, row, field) has to be the same when it is opened. */
  seal(text: string, context: string): Promise<string>
  open(sealed: string, context: string): Promise<string>
  /** Sealed with a key that opens but no longer seals. */
  isOld(sealed: string): boolean
  /** A digest only who has the key can make: of what could be guessed from a plain one. Lower-case hex. */
  mac(text: string, context: string): Promise<string>
  /** The same by every key that still opens, the one that seals first. */
  macs(text: string, context: string): Promise<readonly string[]>
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
  readonly method?: 'GET' | 'POST' | 'DELETE'
  /** Sent as application/x-www-form-urlencoded. */
  readonly form?: Readonly<Record<string, string | readonly string[]>>
  /** Sent as application/json. */
  readonly json?: JsonRecord
  /** Bearer token or basic pair, from Secrets only. */
  readonly auth?: { readonly bearer: string } | { readonly user: string; readonly password: string } | undefined
  /** Accepted content types, e.g. ['application/json']; '' for an answer without one. */
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

/** One statement for a database that is not ours. It may read and nothing else. */
export interface SqlOutbound {
  /** `postgres://host:port/database`; credentials never stand in it. */
  readonly base: string
  readonly auth: { readonly user: string; readonly password: string | undefined }
  /** verify: TLS with a certificate that is checked. off: plain, for a database beside us. */
  readonly tls: 'verify' | 'off'
  /** One query, with `$1`, `$2`... where values belong. */
  readonly text: string
  readonly values: readonly (string | null)[]
  /** Rows fetched at most, one more than kept to know whether there is a rest. */
  readonly maxRows: number
  /** Only how it would be answered (`EXPLAIN`, as JSON in one cell): nothing is run. */
  readonly plan?: boolean
  readonly deadlineMs: number
  readonly signal?: AbortSignal | undefined
}

export interface SqlInbound {
  /** Columns by name and by their type as the database calls it (`timestamptz`, `int8`...). */
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  /** Cells as the database writes them; times in UTC. */
  readonly rows: readonly (readonly (string | null)[])[]
  /** The role may change something in this database, and was therefore not asked: there are no rows. */
  readonly mayWrite: boolean
}

/** The one way out. Failures are thrown as `ServerFault` with a `source_*` code; of one in SQL, `at` is a place in its `text`. */
export interface Net {
  call(request: Outbound): Promise<Inbound>
  sql(request: SqlOutbound): Promise<SqlInbound>
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
  /** What helps to follow single requests; mostly not written. */
  readonly debug?: (event: string, facts?: Readonly<Record<string, unknown>>) => void
  info(event: string, facts?: Readonly<Record<string, unknown>>): void
  warn(event: string, facts?: Readonly<Record<string, unknown>>): void
  error(event: string, facts?: Readonly<Record<string, unknown>>): void
}
