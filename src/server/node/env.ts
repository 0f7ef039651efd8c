import { delimiter, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { ConfigProblem } from './config.ts'

/** What the environment and the command line say. */
export interface Settings {
  readonly host: string
  readonly port: number
  /** Asked for by name: then no other port will do. */
  readonly portAsked: boolean
  readonly configPath: string
  readonly configAsked: boolean
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  readonly secretFolders: readonly string[]
  readonly logLevel: string
  /** Folder of the built app. */
  readonly appFolder: string
}

export type SettingsRead = { readonly settings: Settings } | { readonly problems: readonly ConfigProblem[] }

const defaultPort = 4600
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']
const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

export const isLoopback = (host: string): boolean => loopback.has(host)

const portOf = (text: string): number | undefined => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined)

type Env = Readonly<Record<string, string | undefined>>

function readArguments(args: readonly string[]): { readonly port: string | undefined } | { readonly problem: ConfigProblem } {
  try {
    const { values } = parseArgs({ args: [...args], options: { port: { type: 'string' } } })
    return { port: values.port }
  } catch (error) {
    return { problem: { path: 'command line', detail: error instanceof Error ? error.message : 'not valid', example: '--port 4700' } }
  }
}

/** Empty variables count as unset: that is how compose files and units leave them out. */
const given = (env: Env, name: string): string | undefined => (env[name] === '' ? undefined : env[name])

export function readSettings(env: Env, args: readonly string[], isTerminal: boolean, appFolder: string): SettingsRead {
  const fromArguments = readArguments(args)
  if ('problem' in fromArguments) return { problems: [fromArguments.problem] }
  const portText = fromArguments.port ?? given(env, 'PORT')
  const port = portText === undefined ? defaultPort : portOf(portText)
  const logLevel = given(env, 'LOG_LEVEL') ?? (isTerminal ? 'warn' : 'info')
  const databaseUrl = given(env, 'DATABASE_URL')
  const problems: ConfigProblem[] = []
  if (port === undefined) problems.push({ path: 'PORT', detail: 'expected a number from 0 to 65535', example: '4700' })
  if (!levels.includes(logLevel)) problems.push({ path: 'LOG_LEVEL', detail: `expected ${levels.join(' or ')}`, example: 'info' })
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl))
    problems.push({ path: 'DATABASE_URL', detail: 'expected the URL of a PostgreSQL database', example: 'postgres://homeport@db.example/homeport' })
  if (problems.length > 0 || port === undefined) return { problems }
  const credentials = given(env, 'CREDENTIALS_DIRECTORY')
  return {
    settings: {
      host: given(env, 'HOST') ?? '127.0.0.1',
      port,
      portAsked: portText !== undefined,
      configPath: resolve(given(env, 'HOMEPORT_CONFIG') ?? 'homeport.config.json'),
      configAsked: given(env, 'HOMEPORT_CONFIG') !== undefined,
      dataFolder: resolve(given(env, 'HOMEPORT_DATA') ?? 'data'),
      databaseUrl,
      secretFolders: ['secrets', '/run/secrets', ...(credentials ? [credentials] : []), ...(given(env, 'HOMEPORT_SECRETS')?.split(delimiter) ?? [])],
      logLevel,
      appFolder,
    },
  }
}
