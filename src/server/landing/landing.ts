import type { DashboardRecord, DashboardSummary } from '#contract/dashboard.ts'
import type { LandingPreview } from '#contract/landing-preview.ts'
import type { Landing } from '#contract/landing.ts'
import type { Source } from '#contract/source.ts'
import type { LandingChoices } from '#core/dashboard/landing-of.ts'
import { answerOf } from '#core/landing/answer.ts'
import { attentionOf } from '#core/landing/attention.ts'
import type { Facts } from '#core/landing/facts.ts'
import { together } from '#core/landing/happening.ts'
import { scopeOf } from '#core/landing/scope.ts'
import type { Reader } from '#core/landing/scope.ts'
import { say } from '#core/landing/sentence.ts'
import { originOf } from '#core/policy/parents.ts'
import { hasCapability } from '#core/policy/rules.ts'
import { day } from '#core/time/duration.ts'
import type { Asker } from '../access/asker.ts'
import { newcomer } from '../access/newcomer.ts'
import type { SignedIn } from '../accounts/sessions.ts'
import { story } from '../door/answer.ts'
import type { Given } from '../door/route.ts'
import { ServerFault } from '../fault.ts'
import type { Context } from '../routes/context.ts'
import { untouched } from '../store/frames.ts'
import { addresses } from './addresses.ts'
import { createAsking } from './asking.ts'
import { createBriefly } from './briefly.ts'
import { gather } from './gather.ts'
import { readHighlights } from './numbers.ts'
import { createReadiness } from './readiness.ts'
import { readRibbon } from './ribbon.ts'
import { createStand } from './stand.ts'

type Strips = Given<Pick<Landing, 'at' | 'demo' | 'answer' | 'attention' | 'highlights' | 'watch'>>

/** Long enough for a person's tabs to share one answer, short enough that nobody waits for news. */
const keepMs = 4000
/** Counts of a day or a week, and bars of a quarter of an hour, do not move faster. */
const keepCountsMs = 60_000
const keptPeople = 500

const attentionPart = ({ alerts, incidents, matters, reader, places }: Facts): Given<Landing['attention']> => ({
  state: together([alerts, incidents]),
  scope: scopeOf(reader),
  ...attentionOf(matters, places),
  all: places.all('alert', { open: true }),
})

/** Nobody is told to connect what they cannot. */
const forWhom = (answer: Given<Landing['answer']>, mayConnect: boolean): Given<Landing['answer']> =>
  answer.state !== 'unconnected' || mayConnect ? answer : { ...answer, reason: [say('none.unconnectedOthers')] }

/** Puts a person's first screen together: who they are, what they may see, what of it needs them. */
export function createLanding({ ports, engine, access, options, probed }: Pick<Context, 'ports' | 'engine' | 'access' | 'options' | 'probed'>) {
  const { clock, log, store } = ports
  const readiness = createReadiness(ports, access.sources, options.connectors)
  const stand = createStand({ ...access, readiness })
  const briefly = createBriefly<Strips>(() => clock.now(), keepMs, keptPeople)
  const standing = createBriefly<Awaited<ReturnType<typeof stand>>>(() => clock.now(), keepMs, keptPeople)
  const counted = createBriefly<Pick<Strips, 'highlights' | 'watch'>>(() => clock.now(), keepCountsMs, keptPeople)

  const ready = async (by: Asker, record: DashboardRecord): Promise<DashboardRecord> => {
    const unmet = await readiness.unmetIn(by, record.doc)
    return unmet.size === 0 ? record : { ...record, unmet: Object.fromEntries(unmet) }
  }
  const readReady = async (by: Asker, id: string): Promise<DashboardRecord> => ready(by, await access.dashboards.read(by, id))

  const cameFrom = async (role: string | null): Promise<string | null> => (role === null ? null : originOf(await engine.roles.now(), role))

  const readerOf = async ({ actor }: Asker, known: SignedIn | undefined): Promise<Reader> => {
    if (!known) return { role: await cameFrom(actor.roles[0] ?? null), teams: actor.teams, sites: actor.sites }
    const { person, roles } = known
    // Teams and sites people choose themselves narrow what is shown; they are never rights.
    return {
      role: await cameFrom(roles[0]?.id ?? null),
      teams: [...person.teams, ...person.chosenTeams],
      sites: [...person.sites, ...person.chosenSites],
    }
  }

  /** A part that fails costs itself, never the page. */
  const apart = async <T>(part: string, work: Promise<T>, otherwise: T): Promise<T> =>
    work.catch((error: unknown) => {
      log.warn('landing.part.failed', { part, error: story(error) })
      return otherwise
    })

  interface Composing {
    readonly by: Asker
    readonly reader: Reader
    readonly sources: readonly Source[]
    readonly zone: string
    readonly mayConnect: boolean
    /** Whoever asks with the same gets the same. */
    readonly key: string
  }

  const compose = async ({ by, reader, sources, zone, key, mayConnect }: Composing): Promise<Strips> => {
    const now = clock.now()
    const places = addresses()
    // Shared by everybody who waits for it, so nobody's going away ends it; every source has its own deadline.
    const { signal } = new AbortController()
    const asking = await createAsking({ sources: access.sources, by, zone, signal, probed }, { from: now - day, to: now + 1 })
    const counts = counted(`${key} ${asking.demo}`, async () => {
      const [highlights, watch] = await Promise.all([
        apart('highlights', readHighlights({ asking, role: reader.role, places, now, zone }), { state: 'failed' as const, rows: [] }),
        apart('watch', readRibbon(asking, now), null),
      ])
      return { highlights, watch }
    })
    const [facts, { highlights, watch }] = await Promise.all([gather({ asking, reader, places, sources, now }), counts])
    return { at: now, demo: asking.demo, answer: forWhom(answerOf(facts), mayConnect), attention: attentionPart(facts), highlights, watch }
  }

  interface Looking {
    readonly by: Asker
    readonly role: string | null
    readonly reader: Reader
    readonly chosen: Pick<LandingChoices, 'own' | 'role'>
    readonly zone: string
    readonly readable: readonly DashboardSummary[]
    readonly mayConnect: boolean
  }

  const look = async ({ by, role, reader, chosen, zone, readable, mayConnect }: Looking) => {
    const sources = await access.sources.list(by)
    const ids = sources.map((s) => s.id)
    // A right that was given or taken makes another key: nobody is shown what was found out with rights they had.
    const rights = JSON.stringify([
      by.actor.kind,
      by.actor.id,
      by.within?.id,
      reader,
      zone,
      mayConnect,
      readable.map((d) => d.id),
      ids,
      await access.sources.standing(by, ids),
    ])
    const key = `${rights} ${sources.map((s) => s.health.state).join('')}`
    const [strips, found] = await Promise.all([
      briefly(key, () => compose({ by, reader, sources, zone, mayConnect, key })),
      standing(`${rights} ${JSON.stringify(chosen)} ${ids.length}`, () => stand({ by, chosen, readable, mayConnect })),
    ])
    return { role, ...found, ...strips }
  }

  return {
    /** The asker's own first screen. */
    async read(by: Asker, zone: string): Promise<Given<Landing>> {
      const [me, readable, frame] = await Promise.all([engine.keeper.signedIn(by.caller), access.dashboards.list(by), store.frames.read(by.actor.id)])
      const chosen = { own: me?.person.landing ?? null, role: me?.roles[0]?.landing ?? null }
      const mayConnect = hasCapability(by.actor, 'sources.manage')
      const role = me ? (me.roles[0]?.id ?? null) : (by.actor.roles[0] ?? null)
      return { ...(await look({ by, role, reader: await readerOf(by, me), chosen, zone, readable, mayConnect })), frame }
    },
    /** Somebody else's: new, of one role. */
    async preview(by: Asker, id: string, zone: string): Promise<Given<LandingPreview>> {
      const role = (await store.roles.list()).find((one) => one.id === id)
      if (!role) throw new ServerFault('not_found', { detail: `role ${id}` })
      const as = newcomer(by, role)
      const [theirs, mine] = await Promise.all([access.dashboards.list(as), access.dashboards.list(by)])
      const ids = new Set(mine.map((d) => d.id))
      const readable = theirs.filter((d) => ids.has(d.id))
      const reader: Reader = { role: await cameFrom(role.id), teams: by.actor.teams, sites: by.actor.sites }
      const mayConnect = hasCapability(as.actor, 'sources.manage')
      const landing = await look({ by: as, role: role.id, reader, chosen: { own: null, role: role.landing }, zone, readable, mayConnect })
      const record = landing.dashboard === null ? null : await readReady(as, landing.dashboard)
      return { role: { id, name: role.name }, landing: { ...landing, frame: untouched }, record }
    },
    /** A dashboard with what of it nobody can answer yet. */
    readReady,
    ready,
  }
}

export type LandingServer = ReturnType<typeof createLanding>
