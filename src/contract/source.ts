import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Fault } from './fault.ts'
import { Id, JsonRecord } from './json.ts'

/** What a source can be asked beyond queries. */
export const sourceAbilities = ['labels', 'series', 'metadata', 'catalogue', 'silences', 'cost'] as const

/** A configured connection as stored: `config` is parsed by the connector of that `kind`. */
export const SourceConfig = z.object({
  id: Id,
  kind: z.string().check(z.minLength(1), z.maxLength(64)),
  name: z.string().check(z.minLength(1), z.maxLength(100)),
  config: z._default(JsonRecord, {}),
})
export type SourceConfig = z.infer<typeof SourceConfig>

/** What a source can be given to prove itself with, beyond its configuration. */
export const secretFields = ['bearer', 'password'] as const
export type SecretField = (typeof secretFields)[number]

const Bearer = z.string().check(z.trim(), z.regex(/^[\x21-\x7e]{1,8192}$/, { error: 'expected printable characters without spaces' }))
const SourcePassword = z.string().check(z.minLength(1), z.maxLength(1000))

/** Secrets to keep: a text replaces what is kept, null takes it away, what is not told stays. They are never given back. */
export const SecretChanges = z.strictObject({ bearer: z.optional(z.nullable(Bearer)), password: z.optional(z.nullable(SourcePassword)) })
export type SecretChanges = z.infer<typeof SecretChanges>

export const SourceInput = z.object({ ...SourceConfig.shape, secrets: z.optional(SecretChanges) })
export type SourceInput = z.infer<typeof SourceInput>

const Kept = z.optional(z.object({ setAt: z.number() }))
/** Which secrets are kept and since when (epoch ms); never what they are. */
export const KeptSecrets = z.object({ bearer: Kept, password: Kept })
export type KeptSecrets = z.infer<typeof KeptSecrets>

export const SourceHealth = z.object({
  state: z.enum(['ok', 'down', 'unknown']),
  /** Epoch ms of the last answer or failure; absent before the first. */
  at: z.optional(z.number()),
  fault: z.optional(Fault),
  /** Version the system reported, where it has one. */
  version: z.optional(z.string()),
})
export type SourceHealth = z.infer<typeof SourceHealth>

/** builtin: always there (host, events). file: from homeport.config.json, read-only here. ui: made in the app. demo: the estate. */
export const SourceOrigin = z.enum(['builtin', 'file', 'ui', 'demo'])
export type SourceOrigin = z.infer<typeof SourceOrigin>

export const Source = z.object({
  ...SourceConfig.shape,
  origin: SourceOrigin,
  rev: z.int(),
  health: SourceHealth,
  can: z.array(z.enum(sourceAbilities)),
  measures: z.array(z.string()),
  /** Absent where none are kept, and for who may not change the source. */
  secrets: z.optional(KeptSecrets),
})
export type Source = z.infer<typeof Source>

const SourceId = z.object({ id: Id })

export const listSources = endpoint({ name: 'listSources', method: 'GET', path: '/api/sources', output: z.array(Source) })
export const createSource = endpoint({
  name: 'createSource',
  method: 'POST',
  path: '/api/sources',
  idempotent: true,
  status: 201,
  input: SourceInput,
  output: Source,
})
export const saveSource = endpoint({
  name: 'saveSource',
  method: 'PUT',
  path: '/api/sources/:id',
  params: SourceId,
  ifMatch: true,
  idempotent: true,
  input: SourceInput,
  output: Source,
})
export const removeSource = endpoint({
  name: 'removeSource',
  method: 'DELETE',
  path: '/api/sources/:id',
  params: SourceId,
  ifMatch: true,
  output: z.object({ removed: Id }),
})
/** Asks the system behind a source, saved or not, whether it answers. A failure is the answer, not an error. Kept secrets are used where the address is still theirs. */
export const checkSource = endpoint({ name: 'checkSource', method: 'POST', path: '/api/source-checks', input: SourceInput, output: SourceHealth })
