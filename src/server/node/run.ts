import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { system } from '#core/policy/actor.ts'
import type { Actor } from '#core/policy/actor.ts'
import { starterDashboards } from '#core/templates/registry.ts'
import { createApi } from '../api.ts'
import type { Api } from '../api.ts'
import { connectors } from '../connectors/registry.ts'
import { story } from '../door/answer.ts'
import { createMemoryPorts, randomIds, systemClock } from '../memory-ports.ts'
import type { Crypto, Log } from '../ports.ts'
import { baseOf } from '../sources/open-source.ts'
import { StoreRefusal } from '../store/refusal.ts'
import type { Store } from '../store/store.ts'
import { createAppFiles } from './app-files.ts'
import type { Config } from './config.ts'
import { createCrypto, knowsStore } from './crypto.ts'
import { isLoopback } from './env.ts'
import type { Settings } from './env.ts'
import { allowEntryOf } from './gateway/allow.ts'
import { createGatewayOnDemand } from './gateway-on-demand.ts'
import type { Gateway } from './gateway.ts'
import { createHost } from './host.ts'
import { createHttp } from './http.ts'
import { createIdentity } from './identity.ts'
import { listen } from './listen.ts'
import { createLog } from './log.ts'
import { readMasterKeys } from './master-key.ts'
import { readPlan, wrongInWords } from './plan.ts'
import { say } from './say.ts'
import { createFileSecrets } from './secrets.ts'

const tickMs = 10_000
/** Answers under way get this long when the server is asked to stop. */
const graceMs = 5_000

/** Exit codes of sysexits.h: nothing but a change of configuration will help, or trying again may. */
const exits = { configuration: 78, failed: 70 } as const

/** Who everybody is. `undefined`: people sign in, and what they may do is asked of the policy. */
const vouched: Actor | undefined = system

const appFolder = fileURLToPath(new URL('../../../dist', import.meta.url))
const packageFile = fileURLToPath(new URL('../../../package.json', import.meta.url))

interface Running {
  readonly server: Server
  readonly api: Api
  readonly store: Store
  readonly gateway: Gateway
  readonly log: Log
  readonly ticking: NodeJS.Timeout
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)

/** Says why the server does not start, and ends. */
function giveUp(code: number, ...lines: readonly string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`)
  process.exit(code)
}

function version(): string {
  // Our own package.json, beside which this file is delivered.
  const { version: found } = JSON.parse(readFileSync(packageFile, 'utf8')) as { readonly version: string }
  return found
}

const openStore = async ({ databaseUrl, dataFolder }: Settings, log: Log): Promise<Store> => {
  // Loaded on demand: the other database's driver would only cost memory.
  if (databaseUrl !== undefined) return (await import('./store/postgres.ts')).openPostgresStore({ url: databaseUrl, log })
  return (await import('./store/sqlite.ts')).openSqliteStore({ folder: dataFolder, log })
}

/** Whoever wrote a source or an identity provider into the file vouches for its address. */
function vouchedFor({ allow, sources, auth }: Config): readonly string[] {
  const bases = [...sources.flatMap((source) => baseOf(connectors, source) ?? []), ...auth.oidc.map(({ issuer }) => issuer)]
  return [...allow, ...bases.flatMap((base) => allowEntryOf(base) ?? [])]
}

/** The key is made or read before the store is opened, so that nothing is written that could not be read again. */
async function openCrypto({ masterKeyFile, dataFolder, databaseUrl }: Settings, store: Store): Promise<Crypto> {
  const read = readMasterKeys({ file: masterKeyFile, dataFolder, shared: databaseUrl !== undefined })
  if (!read || 'problem' in read) throw new StoreRefusal('wrong_key', read ? `${read.problem.path}: ${read.problem.detail}` : 'no master key')
  const crypto = createCrypto(read.keys)
  if (!(await knowsStore(store.facts, crypto))) throw new StoreRefusal('wrong_key', say('cli.wrongKey'))
  return crypto
}

/** Where people open it. As long as nobody can get in otherwise, the address carries the one-time code, in the part browsers keep to themselves. */
async function addressFor(origin: string, api: Api): Promise<string> {
  const code = vouched ? undefined : await api.accounts.setupCode()
  return code === undefined ? origin : `${origin}/#setup=${code}`
}

async function start(settings: Settings, config: Config): Promise<Running> {
  const log = createLog(settings.logLevel)
  const store = await openStore(settings, log)
  const crypto = await openCrypto(settings, store)
  const { publicUrl } = config.place
  const ownPorts: number[] = []
  const gateway = createGatewayOnDemand({ allow: vouchedFor(config), ownPorts: () => ownPorts, log })
  const secrets = createFileSecrets({ base: config.base, folders: settings.secretFolders, files: config.secretFiles })
  const home = (): string => publicUrl?.origin ?? `http://${settings.host === '::1' ? '[::1]' : 'localhost'}:${ownPorts[0] ?? settings.port}`
  const identity = createIdentity({ config, vouched, accounts: () => api.accounts, home, crypto, net: gateway, secrets, clock: systemClock, log })
  const { carrier, door } = identity
  const ports = createMemoryPorts({ store, clock: systemClock, ids: randomIds, net: gateway, host: createHost(), secrets, log, crypto, identity: carrier })
  const api: Api = createApi(ports, {
    connectors,
    starters: starterDashboards,
    version: version(),
    fileSources: config.sources,
    intake: config.intake,
    door,
  })
  const app = createAppFiles(settings.appFolder)
  const server = createHttp({ api, app, log, carrier, origin: publicUrl?.origin })
  const port = await listen(server, settings.host, settings.port, settings.portAsked)
  if (port === undefined) giveUp(exits.configuration, say('cli.taken', { port: settings.port }))
  ownPorts.push(port)
  if (!app.built) print(say('cli.noApp'))
  print(say('cli.ready', { address: await addressFor(home(), api) }))
  const tick = (): void => void api.tick(systemClock.now())
  tick()
  return { server, api, store, gateway, log, ticking: setInterval(tick, tickMs) }
}

/** No new questions; those under way may finish, within reason; then everything that was opened is closed. */
async function stop({ server, api, store, gateway, ticking }: Running): Promise<void> {
  clearInterval(ticking)
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const overdue = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(overdue)
  api.close()
  await gateway.close()
  await store.close()
}

function stopOnSignals(running: Running): void {
  let stopping = false
  const end = (): void => {
    // A second signal from an impatient hand ends it at once.
    if (stopping) process.exit(1)
    stopping = true
    stop(running).then(
      () => {
        print(say('cli.stopped'))
        process.exit(0)
      },
      (error: unknown) => {
        running.log.error('stop.failed', { error: story(error) })
        process.exit(exits.failed)
      },
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  // The state after an error nobody expected is unknown. What was acknowledged is on disk, so ending is safe.
  process.on('uncaughtException', (error) => {
    running.log.error('crashed', { error: story(error) })
    process.exit(exits.failed)
  })
}

/** Reads settings and configuration, starts the server, prints its address. Ends the process with a reason when it cannot. */
export async function run(): Promise<void> {
  const [args, isTerminal] = [process.argv.slice(2), process.stdout.isTTY]
  const isCheck = args.includes('check-config')
  const read = readPlan(process.env, args, isTerminal, appFolder)
  if ('wrong' in read) giveUp(exits.configuration, ...wrongInWords(read.wrong, isCheck ? 'cli.mend' : 'cli.problems'))
  const { settings, config } = read.plan
  if (settings.command === 'check-config') return print(say('cli.checked', { file: settings.configPath }))
  // Nobody but this machine may reach a server that asks nobody who they are.
  if (vouched && !isLoopback(settings.host)) giveUp(exits.configuration, say('cli.host', { host: settings.host, file: settings.configPath }))
  try {
    stopOnSignals(await start(settings, config))
  } catch (error) {
    const detail = error instanceof StoreRefusal ? error.message : story(error)
    giveUp(error instanceof StoreRefusal ? exits.configuration : exits.failed, say('cli.failed', { detail }))
  }
}
