import { readFileSync } from 'node:fs'
import { delimiter, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { ConfigProblem } from './config.ts'

/** What the environment and the command line say. */
export interface Settings {
  /** `check-config` says what is wrong with the configuration and starts nothing; `reset-code` prints a one-time code for one login. */
  readonly command: Command
  /** Whose code. */
  readonly login: string | undefined
  readonly host: string
  readonly port: number
  /** Asked for by name: then no other port will do. */
  readonly portAsked: boolean
  readonly configPath: string
  readonly configAsked: boolean
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  /** File with the key secrets are sealed with; one is made beside the embedded database when this is not set. */
  readonly masterKeyFile: string | undefined
  readonly secretFolders: readonly string[]
  readonly logLevel: string
  /** Folder of the built app. */
  readonly appFolder: string
}

const commands = ['serve', 'check-config', 'reset-code'] as const
type Command = (typeof commands)[number]
const isCommand = (text: string): text is Command => commands.some((command) => command === text)

export type SettingsRead = { readonly settings: Settings } | { readonly problems: readonly ConfigProblem[] }

const defaultPort = 4600
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']
const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

export const isLoopback = (host: string): boolean => loopback.has(host)

const portOf = (text: string): number | undefined => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined)

type Env = Readonly<Record<string, string | undefined>>

interface Arguments {
  readonly command: Command
  readonly login: string | undefined
  readonly port: string | undefined
}

function readArguments(args: readonly string[]): Arguments | { readonly problem: ConfigProblem } {
  const wrong = (detail: string, example: string) => ({ problem: { path: 'command line', detail, example } })
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { port: { type: 'string' } }, allowPositionals: true })
    const [command = 'serve', login, ...rest] = positionals
    if (command === 'reset-code' && login === undefined) return wrong('expected a login after reset-code', 'reset-code ada.sample')
    const tooMany = rest.length > 0 || (login !== undefined && command !== 'reset-code')
    if (tooMany || !isCommand(command)) return wrong('expected serve, check-config or reset-code with a login, or nothing', 'check-config')
    return { command, login, port: values.port }
  } catch (error) {
    return wrong(error instanceof Error ? error.message : 'not valid', '--port 4700')
  }
}

/** Empty variables count as unset: that is how compose files and units leave them out. */
const given = (env: Env, name: string): string | undefined => (env[name] === '' ? undefined : env[name])

/** Where the configuration file is looked for, and whether it was asked for by name. */
export const configPlaceOf = (env: Env): Pick<Settings, 'configPath' | 'configAsked'> => ({
  configPath: resolve(given(env, 'HOMEPORT_CONFIG') ?? 'homeport.config.json'),
  configAsked: given(env, 'HOMEPORT_CONFIG') !== undefined,
})

interface Database {
  readonly url: string | undefined
  readonly problem?: ConfigProblem
}

/** The address of the database has its password in it, so it may stand in a file as every other secret does. */
function databaseOf(env: Env): Database {
  const file = given(env, 'DATABASE_URL_FILE')
  const name = file === undefined ? 'DATABASE_URL' : 'DATABASE_URL_FILE'
  const wrong = (detail: string): Database => ({
    url: undefined,
    problem: { path: name, detail, example: file === undefined ? 'postgres://homeport@db.example/homeport' : '/run/secrets/database-url' },
  })
  if (file !== undefined && given(env, 'DATABASE_URL') !== undefined) return wrong('expected only one of DATABASE_URL and DATABASE_URL_FILE')
  try {
    const url = file === undefined ? given(env, 'DATABASE_URL') : readFileSync(file, 'utf8').trim()
    const isPostgres = url === undefined || /^postgres(ql)?:\/\//.test(url)
    return isPostgres ? { url } : wrong('expected the URL of a PostgreSQL database')
  } catch {
    return wrong(`cannot be read: ${file}`)
  }
}

export function readSettings(env: Env, args: readonly string[], isTerminal: boolean, appFolder: string): SettingsRead {
  const fromArguments = readArguments(args)
  if ('problem' in fromArguments) return { problems: [fromArguments.problem] }
  const portText = fromArguments.port ?? given(env, 'PORT')
  const port = portText === undefined ? defaultPort : portOf(portText)
  const logLevel = given(env, 'LOG_LEVEL') ?? (isTerminal ? 'warn' : 'info')
  const database = databaseOf(env)
  const problems: ConfigProblem[] = []
  if (port === undefined) problems.push({ path: 'PORT', detail: 'expected a number from 0 to 65535', example: '4700' })
  if (!levels.includes(logLevel)) problems.push({ path: 'LOG_LEVEL', detail: `expected ${levels.join(' or ')}`, example: 'info' })
  if (database.problem) problems.push(database.problem)
  if (problems.length > 0 || port === undefined) return { problems }
  const credentials = given(env, 'CREDENTIALS_DIRECTORY')
  return {
    settings: {
      command: fromArguments.command,
      login: fromArguments.login,
      host: given(env, 'HOST') ?? '127.0.0.1',
      port,
      portAsked: portText !== undefined,
      ...configPlaceOf(env),
      dataFolder: resolve(given(env, 'HOMEPORT_DATA') ?? 'data'),
      databaseUrl: database.url,
      masterKeyFile: given(env, 'HOMEPORT_MASTER_KEY_FILE'),
      secretFolders: ['secrets', '/run/secrets', ...(credentials ? [credentials] : []), ...(given(env, 'HOMEPORT_SECRETS')?.split(delimiter) ?? [])],
      logLevel,
      appFolder,
    },
  }
}
