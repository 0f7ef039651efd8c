import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { starterDashboards } from '#core/templates/registry.ts'
import { createApi } from '../api.ts'
import { createEngine } from '../accounts/engine.ts'
import { seedRoles } from '../accounts/known-roles.ts'
import type { Api } from '../api.ts'
import { connectors } from '../connectors/registry.ts'
import { story } from '../door/answer.ts'
import { createMemoryPorts, randomIds, systemClock } from '../memory-ports.ts'
import type { Crypto, Log, Ports } from '../ports.ts'
import { baseOf } from '../sources/open-source.ts'
import { StoreRefusal } from '../store/refusal.ts'
import type { Store } from '../store/store.ts'
import { createAppFiles } from './app-files.ts'
import type { Config } from './config.ts'
import { mapsRoles, unknownRoles } from './config/mapped-roles.ts'
import { createCrypto, knowsStore } from './crypto.ts'
import type { Settings } from './env.ts'
import { allowEntryOf } from './gateway/allow.ts'
import { createGatewayOnDemand } from './gateway-on-demand.ts'
import type { Gateway } from './gateway.ts'
import { createHost } from './host.ts'
import { createHttp } from './http.ts'
import { createIdentity } from './identity.ts'
import { listen } from './listen.ts'
import { createMetricsDoor, tokenCaller } from './metrics-door.ts'
import { createOperations } from './operations.ts'
import type { Operations } from './operations.ts'
import { createLog } from './log.ts'
import { readMasterKeys } from './master-key.ts'
import { readPlan, wrongInWords } from './plan.ts'
import type { Plan } from './plan.ts'
import { say } from './say.ts'
import { createFileSecrets } from './secrets.ts'
import type { Station } from './station.ts'
import { hardStopMs, stopServing } from './stop.ts'
import { readRoleIds } from './store/role-ids.ts'

const tickMs = 10_000
/** Rates want a second to be about: the machine's own are there before somebody new has said their name. */
const secondTickMs = 1_000

/** Exit codes of sysexits.h: nothing but a change of configuration will help, or trying again may. */
const exits = { configuration: 78, failed: 70 } as const

const appFolder = fileURLToPath(new URL('../../../dist', import.meta.url))
const packageFile = fileURLToPath(new URL('../../../package.json', import.meta.url))

interface Running {
  readonly servers: readonly Server[]
  readonly operations: Operations
  readonly stopWaitMs: number
  readonly api: Api
  readonly store: Store
  readonly gateway: Gateway
  readonly log: Log
  readonly ticking: readonly NodeJS.Timeout[]
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
  const code = await api.accounts.setupCode()
  return code === undefined ? origin : `${origin}/#setup=${code}`
}

/** `/metrics` beside the app or, where the operator wants it, on a port of its own. */
async function openMetrics(
  { metrics, metricsServer }: Operations,
  api: Api,
  { config, operation }: Plan,
): Promise<{ readonly stations: readonly Station[]; readonly servers: readonly Server[] }> {
  if (operation.metrics) {
    const server = metricsServer()
    const { host, port } = operation.metrics
    if ((await listen(server, host, port, true)) === undefined) giveUp(exits.configuration, say('cli.taken', { port }))
    return { stations: [], servers: [server] }
  }
  const mayRead = async (bearer: string, network: string): Promise<boolean> => {
    const caller = tokenCaller(bearer, network)
    const actor = await api.accounts.actorOf(caller)
    const may = actor.scopes.has('metrics:read')
    if (!may && actor.kind === 'token') api.accounts.sentAway({ action: 'token.refuse', object: `token:${actor.id}`, actor, caller, detail: { why: 'scope' } })
    return may
  }
  return { stations: [createMetricsDoor({ metrics, openToMachine: config.place.publicUrl === undefined, mayRead })], servers: [] }
}

async function start(plan: Plan): Promise<Running> {
  const { settings, config, operation } = plan
  const log = createLog(settings.logLevel)
  const opened = await openStore(settings, log)
  const operations = createOperations({ store: opened, clock: systemClock, log, folder: settings.databaseUrl === undefined ? settings.dataFolder : undefined })
  const { store } = operations
  const crypto = await openCrypto(settings, store)
  const { publicUrl } = config.place
  const ownPorts: number[] = []
  const gateway = createGatewayOnDemand({ allow: vouchedFor(config), ownPorts: () => ownPorts, log })
  const secrets = createFileSecrets({ base: config.base, folders: settings.secretFolders, files: config.secretFiles })
  const home = (): string => publicUrl?.origin ?? `http://${settings.host === '::1' ? '[::1]' : 'localhost'}:${ownPorts[0] ?? settings.port}`
  const identity = createIdentity({ config, accounts: () => api.accounts, home, store, crypto, net: gateway, secrets, clock: systemClock, log })
  const { carrier, door } = identity
  const ports = createMemoryPorts({ store, clock: systemClock, ids: randomIds, net: gateway, host: createHost(), secrets, log, crypto, identity: carrier })
  const api: Api = createApi(ports, {
    connectors,
    starters: starterDashboards,
    version: version(),
    fileSources: config.sources,
    intake: config.intake,
    door,
    ...operations.watch,
  })
  operations.follow(api)
  const app = createAppFiles(settings.appFolder)
  const { stations, servers } = await openMetrics(operations, api, plan)
  const server = createHttp({ api, app, log, carrier, open: [operations.health], stations, origin: publicUrl?.origin })
  const port = await listen(server, settings.host, settings.port, settings.portAsked)
  if (port === undefined) giveUp(exits.configuration, say('cli.taken', { port: settings.port }))
  ownPorts.push(port)
  if (!app.built) print(say('cli.noApp'))
  print(say('cli.ready', { address: await addressFor(home(), api) }))
  await tellUnknownRoles(plan, ports).catch((error: unknown) => log.warn('config.rolesUnchecked', { error: story(error) }))
  const tick = (): void => void api.tick(systemClock.now())
  tick()
  const ticking = [setTimeout(tick, secondTickMs), setInterval(tick, tickMs)]
  return { servers: [server, ...servers], operations, stopWaitMs: operation.stopWaitMs, api, store, gateway, log, ticking }
}

/** Balancers are told, answers under way finish, streams end; then everything that was opened is closed. */
async function stop({ servers, operations, stopWaitMs, api, store, gateway, ticking }: Running): Promise<void> {
  for (const timer of ticking) clearTimeout(timer)
  await stopServing({ servers, health: operations.health, waitMs: stopWaitMs, endStreams: () => api.endStreams() })
  api.close()
  await gateway.close()
  operations.close()
  await store.close()
}

function stopOnSignals(running: Running): void {
  let stopping = false
  const end = (): void => {
    // A second signal from an impatient hand ends it at once.
    if (stopping) process.exit(1)
    stopping = true
    // Whatever hangs: what was acknowledged is on disk.
    setTimeout(() => process.exit(exits.failed), hardStopMs).unref()
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

/** Prints an address that lets one person in who forgot their password. With the embedded database the server has to be stopped for it. */
async function printResetCode({ settings, config }: Plan, login: string): Promise<void> {
  const store = await openStore(settings, createLog(settings.logLevel))
  try {
    const ports = createMemoryPorts({ store, crypto: await openCrypto(settings, store) })
    const code = await createEngine(ports, { local: config.auth.local }).accounts.resetCode(login)
    if (code === undefined) return giveUp(exits.failed, say('cli.noLogin', { login }))
    const origin = config.place.publicUrl?.origin ?? `http://localhost:${settings.port}`
    print(say('cli.resetCode', { login, address: `${origin}/#setup=${code}` }))
  } finally {
    await store.close()
  }
}

/** What only the database knows: whether the roles claims are mapped to are there. A server starts without them, whoever checks wants to know. */
async function checkRoles({ settings, config }: Plan): Promise<void> {
  const known = mapsRoles(config.auth) ? await readRoleIds(settings) : []
  const problems = known && mapsRoles(config.auth) ? unknownRoles(config.auth, known) : []
  if (problems.length > 0) {
    const wrong = [{ file: settings.configPath, problems: problems.map((problem) => ({ ...problem, example: undefined })) }]
    giveUp(exits.configuration, ...wrongInWords(wrong, 'cli.mend'))
  }
  print(say('cli.checked', { file: settings.configPath }))
  if (!known) print(say('cli.rolesUnchecked'))
}

/** A role nobody can hold keeps people out, not the server: it is said once, in the log, and everybody else gets in. */
async function tellUnknownRoles({ settings, config }: Plan, ports: Ports): Promise<void> {
  if (!mapsRoles(config.auth)) return
  await seedRoles(ports)
  const known = (await ports.store.roles.list()).map(({ id }) => id)
  for (const { path, detail } of unknownRoles(config.auth, known)) ports.log.warn('config.unknownRole', { file: settings.configPath, path, detail })
}

/** Reads settings and configuration, starts the server, prints its address. Ends the process with a reason when it cannot. */
export async function run(): Promise<void> {
  const [args, isTerminal] = [process.argv.slice(2), process.stdout.isTTY]
  const isCheck = args.includes('check-config')
  const read = readPlan(process.env, args, isTerminal, appFolder)
  if ('wrong' in read) giveUp(exits.configuration, ...wrongInWords(read.wrong, isCheck ? 'cli.mend' : 'cli.problems'))
  const { settings } = read.plan
  if (settings.command === 'check-config') return checkRoles(read.plan)
  try {
    if (settings.command === 'reset-code') return await printResetCode(read.plan, settings.login ?? '')
    stopOnSignals(await start(read.plan))
  } catch (error) {
    const detail = error instanceof StoreRefusal ? error.message : story(error)
    giveUp(error instanceof StoreRefusal ? exits.configuration : exits.failed, say('cli.failed', { detail }))
  }
}
