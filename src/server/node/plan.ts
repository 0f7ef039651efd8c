import { connectors } from '../connectors/registry.ts'
import { readConfigFile } from './config.ts'
import type { Config, ConfigProblem } from './config.ts'
import { configPlaceOf, isLoopback, readSettings } from './env.ts'
import type { Settings } from './env.ts'
import { readMasterKeys } from './master-key.ts'
import { readOperation } from './operation-settings.ts'
import type { OperationSettings } from './operation-settings.ts'
import { say } from './say.ts'

/** Everything a start needs to know, checked. */
export interface Plan {
  readonly settings: Settings
  readonly config: Config
  readonly operation: OperationSettings
}

/** What is wrong in one place: the environment, or the configuration file. */
interface Wrong {
  readonly file: string
  readonly problems: readonly ConfigProblem[]
}

export type PlanRead = { readonly plan: Plan } | { readonly wrong: readonly Wrong[] }

/** Listening beyond this machine takes https, and a proxy that is known to bring it. */
const isSpokenSafely = ({ place }: Config): boolean => place.publicUrl?.protocol === 'https:'

function masterKeyProblems({ masterKeyFile, dataFolder, databaseUrl }: Settings): readonly ConfigProblem[] {
  const keys = readMasterKeys({ file: masterKeyFile, dataFolder, shared: databaseUrl !== undefined }, false)
  return keys && 'problem' in keys ? [keys.problem] : []
}

/** Reads environment, command line, configuration and master key, and tells everything wrong with any of them. Makes and opens nothing. */
export function readPlan(env: NodeJS.ProcessEnv, args: readonly string[], isTerminal: boolean, appFolder: string): PlanRead {
  const read = readSettings(env, args, isTerminal, appFolder)
  const operated = readOperation(env, isTerminal)
  const { configPath, configAsked } = configPlaceOf(env)
  const config = readConfigFile(configPath, configAsked, connectors)
  const ofKey = 'settings' in read ? masterKeyProblems(read.settings) : []
  const outside = 'settings' in read && 'config' in config && !isLoopback(read.settings.host) && !isSpokenSafely(config.config)
  const ofHost = outside ? [{ path: 'HOST', detail: say('cli.host', { host: read.settings.host, file: configPath }), example: undefined }] : []
  const wrong = [
    {
      file: say('cli.environment'),
      problems: [...('problems' in read ? read.problems : []), ...('problems' in operated ? operated.problems : []), ...ofKey, ...ofHost],
    },
    { file: configPath, problems: 'problems' in config ? config.problems : [] },
  ].filter(({ problems }) => problems.length > 0)
  if (wrong.length > 0 || 'problems' in read || 'problems' in config || 'problems' in operated) return { wrong }
  return { plan: { settings: read.settings, config: config.config, operation: operated.operation } }
}

/** As lines for a terminal, each place with what is wrong there. */
export const wrongInWords = (wrong: readonly Wrong[], heading: 'cli.problems' | 'cli.mend'): readonly string[] =>
  wrong.flatMap(({ file, problems }) => [
    say(heading, { file }),
    ...problems.flatMap(({ path, detail, example }) => [
      say('cli.problem', { path: path || '(file)', detail }),
      ...(example ? [say('cli.example', { example })] : []),
    ]),
  ])
