import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import * as z from 'zod/mini'
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
import { isAllowEntry } from './gateway/allow.ts'
import { codeOf } from './secrets.ts'

/** Something wrong in the configuration: where, what is expected, and what it could look like. */
export interface ConfigProblem extends Problem {
  readonly example: string | undefined
}

export interface Config {
  readonly sources: readonly SourceConfig[]
  readonly allow: readonly string[]
  readonly intake: IntakeConfig
  /** Every secret file the configuration names, as written. */
  readonly secretFiles: readonly string[]
  /** Folder relative file names start from. */
  readonly base: string
}

export type ConfigRead = { readonly config: Config } | { readonly problems: readonly ConfigProblem[] }

const TokenFile = z.strictObject({ tokenFile: z.string().check(z.minLength(1)) })
const ConfigFile = z.strictObject({
  $schema: z.optional(z.string()),
  sources: z._default(
    z.array(z.looseObject({ id: Id, kind: z.string().check(z.minLength(1)), name: z.optional(z.string().check(z.minLength(1), z.maxLength(100))) })),
    [],
  ),
  allow: z._default(z.array(z.string()), []),
  intake: z._default(z.strictObject({ events: z.optional(TokenFile), alertmanager: z.optional(TokenFile), grafana: z.optional(TokenFile) }), {}),
})
type ConfigFile = z.output<typeof ConfigFile>

/** What a field of this name could hold; the last part of the path decides, numbers aside. */
const examples: Readonly<Record<string, string>> = {
  sources: '[{ "id": "prometheus", "kind": "prometheus", "url": "http://127.0.0.1:9090" }]',
  id: '"prometheus"',
  kind: '"prometheus"',
  name: '"Prometheus in Berlin"',
  url: '"http://127.0.0.1:9090"',
  user: '"homeport"',
  bearerFile: '"/run/secrets/prometheus-token"',
  passwordFile: '"/run/secrets/prometheus-password"',
  allow: '["10.0.0.0/8", "prometheus.example:9090"]',
  intake: '{ "alertmanager": { "tokenFile": "/run/secrets/alertmanager-token" } }',
  events: '{ "tokenFile": "/run/secrets/events-token" }',
  alertmanager: '{ "tokenFile": "/run/secrets/alertmanager-token" }',
  grafana: '{ "tokenFile": "/run/secrets/grafana-token" }',
  tokenFile: '"/run/secrets/alertmanager-token"',
  '': '{ "sources": [{ "id": "prometheus", "kind": "prometheus", "url": "http://127.0.0.1:9090" }] }',
}

function exampleFor(path: string): string | undefined {
  const named = path.split('.').filter((part) => !/^\d+$/.test(part))
  const last = named.at(-1) ?? ''
  if (path.startsWith('allow.')) return '"10.0.0.0/8" or "prometheus.example:9090"'
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
  return [
    ...(reserved.has(raw.id) ? [{ path: [...at, 'id'].join('.'), detail: `${raw.id} is built in: expected another id` }] : []),
    ...(secret ? [secret] : []),
    ...unknown.filter((key) => secret?.path !== [...at, key].join('.')).map((key) => ({ path: [...at, key].join('.'), detail: 'unknown key' })),
    ...(parsed.success ? [] : problemsOf(parsed.error, at)),
  ]
}

function repeatedIds(sources: ConfigFile['sources']): readonly Problem[] {
  return sources.flatMap(({ id }, i) => {
    const first = sources.findIndex((s) => s.id === id)
    return first < i ? [{ path: `sources.${i}.id`, detail: `already the id of sources.${first}` }] : []
  })
}

interface Named {
  readonly path: string
  readonly file: string
}

function secretFilesOf(file: ConfigFile): readonly Named[] {
  const ofIntake = intakeNames.flatMap((name) => {
    const tokenFile = file.intake[name]?.tokenFile
    return tokenFile === undefined ? [] : [{ path: `intake.${name}.tokenFile`, file: tokenFile }]
  })
  const ofSources = file.sources.flatMap((source, i) =>
    Object.entries(source).flatMap(([key, value]) => (key.endsWith('File') && typeof value === 'string' ? [{ path: `sources.${i}.${key}`, file: value }] : [])),
  )
  return [...ofIntake, ...ofSources]
}

function unreadable(named: readonly Named[], base: string): readonly Problem[] {
  return named.flatMap(({ path, file }) => {
    try {
      const shortest = path.startsWith('intake.') ? 16 : 1
      const found = readFileSync(resolve(base, file), 'utf8').trim().length
      return found >= shortest ? [] : [{ path, detail: `expected a file with at least ${shortest} characters: ${file} has ${found}` }]
    } catch (error) {
      return [{ path, detail: `expected a readable file: ${file} (${codeOf(error)})` }]
    }
  })
}

/** Checks a parsed configuration whole: every problem there is, not only the first. */
export function readConfig(value: unknown, base: string, connectors: Connectors): ConfigRead {
  const parsed = z.safeParse(ConfigFile, value)
  if (!parsed.success) return { problems: problemsOf(parsed.error).map(withExample) }
  const file = parsed.data
  const named = secretFilesOf(file)
  const problems = [
    ...file.sources.flatMap((source, i) => sourceProblems(source, i, connectors)),
    ...repeatedIds(file.sources),
    ...file.allow.flatMap((entry, i) => (isAllowEntry(entry) ? [] : [{ path: `allow.${i}`, detail: 'expected a network or host:port' }])),
    ...unreadable(named, base),
  ]
  if (problems.length > 0) return { problems: problems.map(withExample) }
  const sources = file.sources.map((source) => z.parse(SourceConfig, toSource(source)))
  return { config: { sources, allow: file.allow, intake: file.intake, secretFiles: named.map((n) => n.file), base } }
}

const none = (base: string): ConfigRead => ({ config: { sources: [], allow: [], intake: {}, secretFiles: [], base } })

/** Reads the configuration file. A file nobody asked for may be missing; one that was asked for may not. */
export function readConfigFile(path: string, asked: boolean, connectors: Connectors): ConfigRead {
  const base = dirname(resolve(path))
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (!asked && codeOf(error) === 'ENOENT') return none(base)
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
