import { api as endpoints } from '#contract/api.ts'
import type { EndpointName } from '#contract/api.ts'
import { tables } from '#core/policy/can.ts'
import { judge, rules } from '#core/policy/rules.ts'
import type { Rule } from '#core/policy/rules.ts'
import { workflows } from '#core/workflow/registry.ts'
import { createDashboardAccess } from './access/dashboards.ts'
import { createLandings } from './access/landings.ts'
import { createLayerAccess } from './access/layers.ts'
import { createSourceAccess } from './access/sources.ts'
import type { Accounts } from './accounts/accounts.ts'
import { createEngine } from './accounts/engine.ts'
import type { Engine } from './accounts/engine.ts'
import { createAudit } from './audit/audit.ts'
import { createRefusals } from './audit/refusals.ts'
import { writeStarters } from './demo.ts'
import { story } from './door/answer.ts'
import { mount } from './door/mount.ts'
import type { Admit } from './door/mount.ts'
import type { Route } from './door/route.ts'
import { ServerFault } from './fault.ts'
import { createLearning } from './learning/learning.ts'
import { withUsage } from './learning/usage-measure.ts'
import { createServices } from './observations/services.ts'
import { createProbed } from './landing/asking.ts'
import type { Learning } from './learning/learning.ts'
import { createLanding } from './landing/landing.ts'
import type { LandingServer } from './landing/landing.ts'
import { adoptLandings, writeLandings } from './landings.ts'
import { createLive } from './live/live.ts'
import type { Live } from './live/live.ts'
import type { Streams } from './live/stream.ts'
import type { ApiOptions } from './options.ts'
import type { Ports } from './ports.ts'
import { accessRoutes } from './routes/access.ts'
import { auditRoutes } from './routes/audit.ts'
import { catalogueRoutes } from './routes/catalogue.ts'
import type { Context } from './routes/context.ts'
import { dashboardRoutes } from './routes/dashboards.ts'
import { doorRoutes } from './routes/door.ts'
import { intakeRoutes } from './routes/intake.ts'
import { landingRoutes } from './routes/landing.ts'
import { observationRoutes } from './routes/observations.ts'
import { learningRoutes } from './routes/learning.ts'
import { layerRoutes } from './routes/layers.ts'
import { liveRoutes } from './routes/live.ts'
import { meRoutes } from './routes/me.ts'
import { nameRoutes } from './routes/names.ts'
import { peopleRoutes } from './routes/people.ts'
import { queryRoutes } from './routes/queries.ts'
import { roleRoutes } from './routes/roles.ts'
import { runRoutes } from './routes/runs.ts'
import { sourceRoutes } from './routes/sources.ts'
import { statusRoutes } from './routes/status.ts'
import { tokenRoutes } from './routes/tokens.ts'
import { createRunBeat } from './runs/beat.ts'
import { createRuns } from './runs/runs.ts'
import type { Runs } from './runs/runs.ts'
import { createSampler } from './sampler.ts'
import { resealSecrets } from './sources/reseal.ts'
import { createSourceRuntime } from './sources/runtime.ts'
import type { SourceLoad } from './sources/source-guard.ts'
import type { Behind } from './store/trail.ts'
import { createVitals } from './vitals.ts'

/** The whole server as a function from request to response; whoever carries it decides where it listens. */
export interface Api {
  fetch(request: Request): Promise<Response>
  /** Samples the host and asks sources nobody asked for a while. Called every ten seconds; never throws. */
  tick(now: number): Promise<void>
  close(): void
  /** Sends everybody who listens to a stream away; they come back by themselves, to whoever answers then. */
  endStreams(): void
  /** How busy it is, for whoever operates it. */
  readings(): { readonly streams: number; readonly sources: ReadonlyMap<string, SourceLoad> }
  /** How far it is behind what others changed; undefined before it first looked. */
  behind(): Promise<Behind | undefined>
  /** Who is who, for the carrier: it signs people in whom others vouch for. */
  readonly accounts: Accounts
  /** For a carrier that writes streams in a way of its own. */
  readonly streams: Pick<Streams, 'attached'>
}

/** One route per endpoint of the contract: the compiler refuses a missing one, a law test refuses a foreign one. */
function routesOf(context: Context, { hub, streams }: Live, learning: Learning, runs: Runs, landing: LandingServer): Readonly<Record<EndpointName, Route>> {
  return {
    ...dashboardRoutes(context, landing),
    ...accessRoutes(context),
    ...layerRoutes(context),
    ...queryRoutes(context),
    ...landingRoutes(context, landing),
    ...observationRoutes(context),
    ...sourceRoutes(context),
    ...auditRoutes(context),
    ...catalogueRoutes(context),
    ...intakeRoutes(context),
    ...statusRoutes(context),
    ...doorRoutes(context),
    ...meRoutes(context),
    ...peopleRoutes(context),
    ...roleRoutes(context),
    ...nameRoutes(context),
    ...tokenRoutes(context),
    ...runRoutes(runs),
    ...liveRoutes(hub, streams),
    ...learningRoutes(learning),
  }
}

/** The one door: who asks, from what their carrier knows, and whether the endpoint's own line of the table lets them in. */
const admission = ({ accounts }: Engine, by: Readonly<Record<EndpointName, Rule>>): Admit => ({
  who: async (caller, request) => caller.vouched ?? (await accounts.actorOf(caller, request)),
  async prove({ name }, actor, caller) {
    // A law test compares every route's name with the contract's.
    const rule = by[name as EndpointName]
    const verdict = judge(rule, actor)
    if (verdict !== 'pass') throw new ServerFault(verdict)
    if (rule.fresh && !(await accounts.isFresh(actor, caller))) throw new ServerFault('reauthenticate')
  },
})

export function createApi(ports: Ports, options: ApiOptions): Api {
  const startedAt = ports.clock.now()
  const sources = createSourceRuntime(ports, options.connectors, options.fileSources ?? [], options.limits)
  const policy = options.policy ?? { rules, ...tables }
  const refusals = createRefusals(ports, policy.rules)
  const engine = createEngine(ports, options.door, refusals)
  const dashboards = createDashboardAccess(ports, policy.dashboard)
  const access = {
    dashboards,
    // Catalogues are sources themselves: they are asked as whoever asks, through the same door.
    sources: createSourceAccess(ports, sources, policy.source, (by) => services.known(by)),
    layers: createLayerAccess(ports, policy.dashboard),
    landings: createLandings(ports, dashboards),
  }
  const probed = createProbed(ports)
  const services = createServices(ports, access.sources, probed)
  const audit = createAudit(ports)
  const context: Context = { ports, options, sources, engine, access, audit, services, probed, startedAt }
  const vitals = createVitals(startedAt)
  const sample = createSampler({ ports, vitals, sources: () => sources.list() })
  const live = createLive({ ports, engine, sources, access: access.sources })
  const learning = createLearning(context)
  const runs = createRuns(ports, access.sources, options.workflows ?? workflows)
  const beatRuns = createRunBeat(ports, runs)
  const told: Context = { ...context, access: { ...access, sources: withUsage(access.sources, ports.clock, learning.seeds.waysAsSaid) } }
  const routes = routesOf(told, live, learning, runs, createLanding(told))
  const names = Object.keys(endpoints) as EndpointName[] // keyof of a const object is exactly its keys
  const answer = mount(
    names.map((name) => routes[name]),
    ports,
    admission(engine, policy.rules),
    {
      observe: (seen) => {
        vitals.observe(seen.status, seen.tookMs)
        options.observe?.(seen)
      },
      refused: refusals.note,
      pace: options.pace,
    },
  )

  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    await work().catch((error: unknown) => ports.log.error(what, { error: story(error) }))
  }

  let started: Promise<void> | undefined
  /** Once per process; a store that was away is tried again at the next request. */
  const start = (): Promise<void> =>
    (started ??= attempt('start.failed', async () => {
      try {
        await writeStarters(context)
        await writeLandings(ports, options.starters)
        await engine.start()
        await resealSecrets(ports, (source) => sources.addressOf(source))
        await adoptLandings(ports)
      } catch (error) {
        started = undefined
        throw error
      }
    }))

  return {
    async fetch(request) {
      await start()
      return answer(request)
    },
    async tick(now) {
      await start()
      const traffic = sources.drain()
      await Promise.all([
        attempt('sample.failed', () => sample(now, traffic)),
        attempt('check.failed', () => sources.checkIdle(now)),
        attempt('sessions.failed', () => engine.tick(now)),
        attempt('runs.failed', () => beatRuns(now)),
        attempt('live.failed', () => live.tick(now)),
        attempt('learning.failed', () => learning.tick(now)),
        attempt('audit.failed', () => refusals.flush().then(() => audit.seal())),
      ])
    },
    close: () => {
      live.hub.close()
      learning.close()
      sources.close()
    },
    endStreams: () => live.hub.close(),
    readings: () => ({ streams: live.hub.size, sources: sources.loads() }),
    behind: () => live.hub.behind(),
    streams: live.streams,
    accounts: engine.accounts,
  }
}
