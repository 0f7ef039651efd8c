import { encodeFrame } from '#contract/frame.ts'
import type { Frame, WireFrame } from '#contract/frame.ts'
import type { Role } from '#contract/identity.ts'
import type { Reason, RoleSeeds, SeedPreview, SeedVersion } from '#contract/learning.ts'
import { readItem } from '#contract/item.ts'
import { writePhrase } from '#core/kpi/phrase.ts'
import type { Prior } from '#core/personalization/prior.ts'
import { buildPrior, choosePrior, contributionOf, fewestInRole, fewestPeople, presetPrior, seedOf, usualPaths } from '#core/personalization/seed.ts'
import type { RolePeople } from '#core/personalization/seed.ts'
import type { Actor } from '#core/policy/actor.ts'
import { withParents } from '#core/policy/parents.ts'
import { day } from '#core/time/duration.ts'
import { noted } from '../accounts/noted.ts'
import type { Asker } from '../access/asker.ts'
import { story } from '../door/answer.ts'
import type { Given } from '../door/route.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import type { SeedHead, StoredSeed } from '../store/learning.ts'
import { keptDays } from './ingest.ts'
import type { Items, Permitted } from './items.ts'
import { presetItems } from './preset-items.ts'
import { readPriors, writePriors } from './priors.ts'
import type { Priors } from './priors.ts'
import type { SeedLanding } from './seed-landing.ts'
import { minuteMs } from './strip.ts'
import { visitsOf } from './visits.ts'

export type RoleNames = (role: string | null) => Promise<{ readonly id: string; readonly name: string; readonly seed: number | null } | null>

/** Two versions are at least so far apart, so that what changed between them does not reveal one person. */
export const apartDays = 7
const apartMs = apartDays * day
const rebuildMs = 7 * day
/** A strip has eight slots; a seed a few more, so that what is muted or not permitted leaves room. */
const mostItems = 24
const mostPaths = 60
/** Versions told of; older ones stay in the store. */
const mostVersions = 20

interface SeedsSetup {
  readonly ports: Pick<Ports, 'store' | 'clock' | 'log'>
  readonly roles: { now(): Promise<readonly Role[]> }
  readonly items: Items
  readonly priors: Priors
  readonly boards: readonly string[]
  readonly landing: SeedLanding
}

interface By extends Asker {
  readonly actor: Actor
}

/** Seeds of roles: built from what people let count, published by an administrator, told as lists without counts. */
export function createSeeds({ ports: { store, clock, log }, roles, items, priors, boards, landing }: SeedsSetup) {
  const roleNamed = async (id: string): Promise<Role> => {
    const found = (await roles.now()).find((role) => role.id === id)
    if (!found) throw new ServerFault('not_found', { detail: `role ${id}` })
    return found
  }

  /** People of a role who were active and let it count; nothing else ever reads raw signals of several people. */
  const peopleOf = async (role: string): Promise<RolePeople> => {
    const from = Math.floor(clock.now() / minuteMs) - (keptDays * day) / minuteMs
    const people = []
    for (const { key } of await store.learning.contributors(role)) {
      const visits = visitsOf(await store.learning.signals(key, from))
      if (visits.length > 0) people.push(contributionOf(visits))
    }
    return { role, people }
  }

  const build = async (id: string): Promise<Prior> => {
    const line = withParents(await roles.now(), id)
    const preset = presetPrior(id, presetItems(line, boards))
    const levels: RolePeople[] = []
    for (const role of line) {
      const level = await peopleOf(role.id)
      levels.push(level)
      if (level.people.length >= fewestInRole) break
    }
    return choosePrior(levels, preset)
  }

  const headOf = async (role: string): Promise<SeedHead> => (await store.learning.head(role)) ?? { role, rev: 0, published: null, prior: null, builtAt: null }

  const reasonOf = async (prior: Prior): Promise<Reason> => {
    if (prior.from !== 'people') return { key: 'preset', args: {} }
    const name = (await roles.now()).find((role) => role.id === prior.role)?.name
    return { key: 'role', args: { role: name ?? prior.role } }
  }

  /** A draft of what may be used now. The same order as the newest version makes no new one. */
  const rebuild = async (id: string, by?: By): Promise<void> => {
    await roleNamed(id)
    const [head, prior, versions] = [await headOf(id), await build(id), await store.learning.seeds(id)]
    const reason = await reasonOf(prior)
    const list = seedOf(prior)
      .slice(0, mostItems)
      .map((item) => ({ item, reason }))
    const at = clock.now()
    const newest = versions[0]
    const isSame = newest !== undefined && JSON.stringify(newest.items) === JSON.stringify(list)
    const seed: StoredSeed = { role: id, version: (newest?.version ?? 0) + 1, builtAt: at, publishedAt: null, items: list }
    const next = { ...head, builtAt: at, prior: writePriors({ ...readPriors(head.prior), draft: prior }) }
    const trail = by && noted({ ...by, at }, { action: 'seed.rebuild', object: `role:${id}`, detail: { version: isSame ? newest.version : seed.version } })
    await store.learning.saveSeed({ head: next, ...(!isSame && { seed }) }, trail)
  }

  const told = async (head: SeedHead, seed: StoredSeed, permitted: Permitted): Promise<SeedVersion> => ({
    version: seed.version,
    builtAt: seed.builtAt,
    state: head.published === seed.version ? 'published' : seed.publishedAt === null ? 'draft' : 'retired',
    publishedAt: seed.publishedAt,
    items: await Promise.all(seed.items.map(async ({ item, reason }) => ({ item, title: (await permitted.told(item)).title, reason }))),
  })

  const lastPublished = (versions: readonly StoredSeed[]): number | null =>
    versions.reduce<number | null>((last, { publishedAt }) => (publishedAt !== null && (last === null || publishedAt > last) ? publishedAt : last), null)

  const list = async (by: Asker, id: string): Promise<Given<RoleSeeds>> => {
    const [role, head, versions, permitted] = await Promise.all([roleNamed(id), headOf(id), store.learning.seeds(id), items.of(by)])
    const { published, draft } = readPriors(head.prior)
    const prior = draft ?? published
    const last = lastPublished(versions)
    const next = last === null ? null : last + apartMs
    return {
      role: id,
      rev: head.rev,
      parent: role.parent,
      from: prior?.from !== 'people' ? 'preset' : prior.role === id ? 'own' : 'parent',
      needs: { people: fewestInRole, perItem: fewestPeople, days: keptDays },
      enough: prior?.from === 'people' && prior.role === id,
      nextAt: next !== null && next > clock.now() ? next : null,
      versions: await Promise.all(versions.slice(0, mostVersions).map((seed) => told(head, seed, permitted))),
    }
  }

  const versionOf = (versions: readonly StoredSeed[], id: string, version: number): StoredSeed => {
    const found = versions.find((one) => one.version === version)
    if (!found) throw new ServerFault('not_found', { detail: `version ${version} of role ${id}` })
    return found
  }

  const preview = async (by: Asker, id: string, version: number): Promise<Given<SeedPreview>> => {
    const [role, head, versions, permitted] = await Promise.all([roleNamed(id), headOf(id), store.learning.seeds(id), items.of(by)])
    const seed = versionOf(versions, id, version)
    const before = versions.find((one) => one.version === head.published)?.items ?? []
    return {
      version: await told(head, seed, permitted),
      lines: await Promise.all(differences(before, seed.items).map(async (line) => ({ ...line, title: (await permitted.told(line.item)).title }))),
      widgets: await landing.preview(by, role, seed.items),
    }
  }

  /** What people of a role do after what: five or more have each way in common, how many is not told. Ends somebody may not know of are left out. */
  const waysOf = async ({ within, ...by }: Asker, id: string): Promise<readonly Way[]> => {
    const level = await peopleOf(id)
    // Where somebody looks as another, what is named is for both.
    const permitted = await Promise.all([by, ...(within ? [{ ...by, actor: within }] : [])].map((one) => items.of(one)))
    const titleOf = async (item: string): Promise<string | null> => {
      if (item === '') return ''
      const told = await Promise.all(permitted.map((one) => one.told(item)))
      return told.some(({ title }) => title === null) ? null : (told[0]?.title ?? null)
    }
    const paths = level.people.length >= fewestInRole ? usualPaths(buildPrior(id, level.people), mostPaths) : []
    const ends = paths.map(async ({ from, to }) => {
      const [a, b] = [await titleOf(from), await titleOf(to)]
      return a === null || b === null ? [] : [{ from: { item: from, title: a }, to: { item: to, title: b } }]
    })
    return (await Promise.all(ends)).flat()
  }

  return {
    list,
    preview,
    rebuild: async (by: By, id: string) => {
      await rebuild(id, by)
      return list(by, id)
    },
    async publish(
      by: By,
      { id, version, rev, early = false }: { readonly id: string; readonly version: number; readonly rev: number; readonly early?: boolean | undefined },
    ) {
      const [role, head, versions] = await Promise.all([roleNamed(id), headOf(id), store.learning.seeds(id)])
      const seed = versionOf(versions, id, version)
      if (head.rev !== rev) throw new ServerFault('stale', { detail: `rev ${head.rev}, not ${rev}` })
      const at = clock.now()
      const last = lastPublished(versions)
      if (!early && last !== null && at < last + apartMs) throw new ServerFault('invalid', { detail: new Date(last + apartMs).toISOString(), field: 'early' })
      const { draft } = readPriors(head.prior)
      const isNewest = versions[0]?.version === version
      // Of an older one only the order is left, which is all that was ever kept of it.
      const older = (): Prior => ({
        ...presetPrior(
          id,
          seed.items.map(({ item }) => item),
        ),
        from: seed.items[0]?.reason.key === 'role' ? 'people' : 'preset',
      })
      const prior = isNewest && draft ? draft : older()
      const detail = { version, early, before: head.published }
      await store.learning.saveSeed(
        { head: { ...head, published: version, prior: writePriors({ published: prior, draft }) }, seed: { ...seed, publishedAt: at } },
        noted({ ...by, at }, { action: 'seed.publish', object: `role:${id}`, detail }, [{ topic: 'role', id }]),
      )
      priors.forget()
      await landing.write(by, role, seed.items)
      return list(by, id)
    },
    /** Usual ways of the role's own people, as edges. */
    async paths(by: Asker, id: string): Promise<Given<WireFrame>> {
      await roleNamed(id)
      const ends = await waysOf(by, id)
      const named = (item: string, title: string): string => (item === '' ? 'page:start' : readItem(item)?.kind === 'page' ? item : title)
      return encodeFrame(edges(ends.map(({ from, to }) => ({ from: named(from.item, from.title), to: named(to.item, to.title) }))))
    },
    /** The same of several roles as a widget has it, in sentences the reader's language fills. */
    async waysAsSaid(by: Asker, asked: readonly string[] | undefined): Promise<Frame> {
      const ids = asked ?? (await roles.now()).map(({ id }) => id)
      const all = []
      for (const id of ids) {
        await roleNamed(id)
        all.push(...(await waysOf(by, id)))
      }
      const { fields } = edges(all.map(({ from, to }) => ({ from: sayEnd(from), to: sayEnd(to) })))
      return { fields: fields.map((field) => ({ ...field, phrase: true })) }
    },
    /** Rebuilds what is due: once a week each. */
    async tick(now: number): Promise<void> {
      for (const role of await roles.now()) {
        const { builtAt } = await headOf(role.id)
        if (builtAt !== null && now - builtAt < rebuildMs) continue
        await rebuild(role.id).catch((error: unknown) => log.warn('seed.rebuild.failed', { role: role.id, error: story(error) }))
      }
    },
  }
}

interface End {
  /** '' for the start of a session. */
  readonly item: string
  readonly title: string
}
interface Way {
  readonly from: End
  readonly to: End
}

/** The start of a session, pages and work have names only the app knows; everything else says its own. */
function sayEnd({ item, title }: End): string {
  if (item === '') return 'usage.start'
  const known = readItem(item)
  return known?.kind === 'page' || known?.kind === 'workflow' ? `usage.${known.kind}.${known.id}` : writePhrase({ key: 'usage.named', args: { title } })
}

const edges = (all: readonly { readonly from: string; readonly to: string }[]): Frame => ({
  fields: [
    { name: 'from', type: 'string', role: 'source', values: all.map((it) => it.from) },
    { name: 'to', type: 'string', role: 'target', values: all.map((it) => it.to) },
  ],
})

type Line = StoredSeed['items'][number] & { readonly change: 'added' | 'removed' | 'up' | 'down' | 'same' }

/** What a list brings against the one before, in its own order; what it drops comes last. */
export function differences(before: StoredSeed['items'], after: StoredSeed['items']): readonly Line[] {
  const [was, is] = [before.map((it) => it.item), after.map((it) => it.item)]
  const changed = after.map((it, i): Line => {
    const old = was.indexOf(it.item)
    return { ...it, change: old < 0 ? 'added' : i < old ? 'up' : i > old ? 'down' : 'same' }
  })
  return [...changed, ...before.filter((it) => !is.includes(it.item)).map((it): Line => ({ ...it, change: 'removed' }))]
}
