import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import * as z from 'zod/mini'
import type { Door } from '#contract/identity.ts'
import { Id } from '#contract/json.ts'
import { SourceConfig } from '#contract/source.ts'
import { guardJson } from '../door/guard-json.ts'
import { problemsOf } from '../door/issues.ts'
import type { Problem } from '../door/issues.ts'
import { ServerFault } from '../fault.ts'
import type { IntakeConfig } from '../intake/proof.ts'
import { intakeNames } from '../intake/proof.ts'
import type { Connectors } from '../sources/known-source.ts'
import { findLiteralSecret } from '../sources/literal-secret.ts'
import { addressOf } from '../sources/open-source.ts'
import { asNetwork, Auth, authFiles, authProblems } from './config/auth.ts'
import type { NamedFile } from './config/auth.ts'
import { DoorSettings, readLook } from './config/door.ts'
import { examples } from './config/examples.ts'
import { placeProblems, PublicUrl, TrustedProxies } from './config/place.ts'
import { isAllowEntry } from './gateway/allow.ts'
import { networks } from './gateway/address.ts'
import { codeOf } from './secrets.ts'
import type { Place } from './sender.ts'

/** Something wrong in the configuration: where, what is expected, and what it could look like. */
export interface ConfigProblem extends Problem {
  readonly example: string | undefined
}

export interface Config {
  readonly sources: readonly SourceConfig[]
  readonly allow: readonly string[]
  readonly intake: IntakeConfig
  /** Where browsers reach us, and the proxies in front. */
  readonly place: Place
  readonly auth: Auth
  /** What the sign-in page shows. */
  readonly look: Door['look']
  /** Every secret file the configuration names, as written. */
  readonly secretFiles: readonly string[]
  /** Folder relative file names start from. */
  readonly base: string
}

export type ConfigRead = { readonly config: Config } | { readonly problems: readonly ConfigProblem[] }

const TokenFile = z.strictObject({ tokenFile: z.string().check(z.minLength(1)) })

/** Read one by one, so that a mistake in one hides none in another. */
const sections = {
  $schema: z.optional(z.string()),
  sources: z._default(
    z.array(z.looseObject({ id: Id, kind: z.string().check(z.minLength(1)), name: z.optional(z.string().check(z.minLength(1), z.maxLength(100))) })),
    [],
  ),
  allow: z._default(z.array(z.string()), []),
  intake: z._default(z.strictObject({ events: z.optional(TokenFile), alertmanager: z.optional(TokenFile), grafana: z.optional(TokenFile) }), {}),
  publicUrl: PublicUrl,
  trustedProxies: TrustedProxies,
  auth: z._default(Auth, { local: true, oidc: [], sessions: {}, names: true }),
  door: z._default(DoorSettings, { links: [] }),
}
type Sections = typeof sections
type ConfigFile = { readonly [K in keyof Sections]: z.output<Sections[K]> }

function exampleFor(path: string): string | undefined {
  const named = path.split('.').filter((part) => !/^\d+$/.test(part))
  const last = named.at(-1) ?? ''
  if (path.startsWith('allow.')) return '"10.0.0.0/8" or "prometheus.example:9090"'
  if (named.length > 1 && examples[named.join('.')] !== undefined) return examples[named.join('.')]
  return /^sources\.\d+$/.test(path) ? examples['sources']?.slice(1, -1) : examples[last]
}

const withExample = (problem: Problem): ConfigProblem => ({ ...problem, example: exampleFor(problem.path) })

/** Names that mean something else already. */
const reserved = new Set(['auto', 'host', 'events', 'demo'])

const toSource = ({ id, kind, name, ...config }: ConfigFile['sources'][number]): unknown => ({ id, kind, name: name ?? id, config })

/** Keys the connector reads; undefined when its schema is open. */
function knownKeys(schema: z.ZodMiniType): ReadonlySet<string> | undefined {
  const { properties } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return properties && new Set(Object.keys(properties))
}

function sourceProblems(raw: ConfigFile['sources'][number], index: number, connectors: Connectors): readonly Problem[] {
  const at = ['sources', String(index)]
  const connector = Object.hasOwn(connectors, raw.kind) ? connectors[raw.kind] : undefined
  const addable = Object.values(connectors).filter((c) => c.addable)
  if (!connector?.addable) return [{ path: [...at, 'kind'].join('.'), detail: `expected ${addable.map((c) => JSON.stringify(c.kind)).join(' or ')}` }]
  const source = z.safeParse(SourceConfig, toSource(raw))
  if (!source.success) return problemsOf(source.error).map((p) => ({ ...p, path: [...at, p.path.replace(/^config\./, '')].join('.') }))
  const { config } = source.data
  const known = knownKeys(connector.config)
  const unknown = known ? Object.keys(config).filter((key) => !known.has(key)) : []
  const secret = findLiteralSecret(config, at)
  const parsed = z.safeParse(connector.config, config)
  const address = addressOf(connectors, source.data)
  const half = address?.user !== undefined && address.passwordFile === undefined
  return [
    ...(reserved.has(raw.id) ? [{ path: [...at, 'id'].join('.'), detail: `${raw.id} is built in: expected another id` }] : []),
    ...(secret ? [secret] : []),
    ...unknown.filter((key) => secret?.path !== [...at, key].join('.')).map((key) => ({ path: [...at, key].join('.'), detail: 'unknown key' })),
    ...(parsed.success ? [] : problemsOf(parsed.error, at)),
    ...(half ? [{ path: [...at, 'bearerFile'].join('.'), detail: 'expected bearerFile, or user with passwordFile' }] : []),
  ]
}

function repeatedIds(sources: ConfigFile['sources']): readonly Problem[] {
  return sources.flatMap(({ id }, i) => {
    const first = sources.findIndex((s) => s.id === id)
    return first < i ? [{ path: `sources.${i}.id`, detail: `already the id of sources.${first}` }] : []
  })
}

function secretFilesOf(file: ConfigFile): readonly NamedFile[] {
  const ofIntake = intakeNames.flatMap((name) => {
    const tokenFile = file.intake[name]?.tokenFile
    return tokenFile === undefined ? [] : [{ path: `intake.${name}.tokenFile`, file: tokenFile, least: 16 }]
  })
  const ofSources = file.sources.flatMap((source, i) =>
    Object.entries(source).flatMap(([key, value]) =>
      key.endsWith('File') && typeof value === 'string' ? [{ path: `sources.${i}.${key}`, file: value, least: 1 }] : [],
    ),
  )
  return [...ofIntake, ...ofSources, ...authFiles(file.auth)]
}

function unreadable(named: readonly NamedFile[], base: string): readonly Problem[] {
  return named.flatMap(({ path, file, least }) => {
    try {
      const found = readFileSync(resolve(base, file), 'utf8').trim().length
      return found >= least ? [] : [{ path, detail: `expected a file with at least ${least} characters: ${file} has ${found}` }]
    } catch (error) {
      return [{ path, detail: `expected a readable file: ${file} (${codeOf(error)})` }]
    }
  })
}

/** Every section that has its shape, defaults for those that do not, and what is wrong with those. */
function readSections(value: unknown): { readonly file: ConfigFile; readonly problems: readonly Problem[] } {
  const whole = z.safeParse(z.record(z.string(), z.unknown()), value)
  if (!whole.success) return { file: readSections({}).file, problems: [{ path: '', detail: 'expected object' }] }
  const unknown = Object.keys(whole.data).filter((key) => !Object.hasOwn(sections, key))
  const read = Object.entries(sections).map(([name, schema]) => {
    const parsed = z.safeParse<z.ZodMiniType>(schema, whole.data[name])
    // What did not parse counts as not said, so that the other checks still have something to look at.
    return {
      name,
      value: parsed.success ? parsed.data : z.parse<z.ZodMiniType>(schema, undefined),
      problems: parsed.success ? [] : problemsOf(parsed.error, [name]),
    }
  })
  return {
    // Each value was parsed by the schema of its own name.
    file: Object.fromEntries(read.map(({ name, value: parsed }) => [name, parsed])) as ConfigFile,
    problems: [...(unknown.length > 0 ? [{ path: '', detail: `unknown key ${unknown.join(', ')}` }] : []), ...read.flatMap((r) => r.problems)],
  }
}

/** Checks a parsed configuration whole: every problem there is, not only the first. */
export function readConfig(value: unknown, base: string, connectors: Connectors): ConfigRead {
  const { file, problems: misshapen } = readSections(value)
  const named = secretFilesOf(file)
  const look = readLook(file.door, base)
  const problems = [
    ...misshapen,
    ...file.sources.flatMap((source, i) => sourceProblems(source, i, connectors)),
    ...repeatedIds(file.sources),
    ...file.allow.flatMap((entry, i) => (isAllowEntry(entry) ? [] : [{ path: `allow.${i}`, detail: 'expected a network or host:port' }])),
    ...placeProblems(file.publicUrl, file.trustedProxies),
    ...authProblems(file.auth),
    ...unreadable(named, base),
    ...('problem' in look ? [look.problem] : []),
  ]
  if (problems.length > 0 || 'problem' in look) return { problems: problems.map(withExample) }
  return {
    config: {
      sources: file.sources.map((source) => z.parse(SourceConfig, toSource(source))),
      allow: file.allow,
      intake: file.intake,
      place: { publicUrl: file.publicUrl === undefined ? undefined : new URL(file.publicUrl), trustedProxies: networks(file.trustedProxies.map(asNetwork)) },
      auth: file.auth,
      look: look.look,
      secretFiles: named.map((n) => n.file),
      base,
    },
  }
}

/** Reads the configuration file. A file nobody asked for may be missing; one that was asked for may not. */
export function readConfigFile(path: string, asked: boolean, connectors: Connectors): ConfigRead {
  const base = dirname(resolve(path))
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (!asked && codeOf(error) === 'ENOENT') return readConfig({}, base, connectors)
    return { problems: [{ path: 'HOMEPORT_CONFIG', detail: `expected a readable file (${codeOf(error)})`, example: './homeport.config.json' }] }
  }
  try {
    const value: unknown = JSON.parse(text)
    guardJson(value)
    return readConfig(value, base, connectors)
  } catch (error) {
    const problem =
      error instanceof ServerFault ? error.fault : { detail: error instanceof Error ? `expected JSON: ${error.message}` : 'expected JSON', field: '' }
    return { problems: [withExample({ path: problem.field ?? '', detail: problem.detail ?? 'not valid' })] }
  }
}
