import { itemKey } from '#contract/item.ts'
import type { ItemKey } from '#contract/item.ts'
import type { JsonRecord } from '#contract/json.ts'
import { stripSlots } from '#contract/learning.ts'
import type { Learned, LearnedItem, Strip } from '#contract/learning.ts'
import { exportProfile } from '#core/personalization/export.ts'
import { forget } from '#core/personalization/forget.ts'
import type { Profile } from '#core/personalization/profile.ts'
import { day } from '#core/time/duration.ts'
import type { Asker } from '../access/asker.ts'
import type { Sources } from '../access/sources.ts'
import type { Given } from '../door/route.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import { maxProfile, untold } from '../store/learning.ts'
import type { KeptQuery, Learner, LearningSettings } from '../store/learning.ts'
import { keptDays } from './ingest.ts'
import type { Items } from './items.ts'
import { stillKept } from './kept-queries.ts'
import { staysOf } from './stays.ts'
import { whyOff } from './keeper.ts'
import type { Keeper } from './keeper.ts'
import type { RoleNames } from './seeds.ts'
import { drawn, isPlace, minuteMs, openEngine, readProfile } from './strip.ts'
import type { Around } from './strip.ts'

const mostPaths = 24
/** "Not now" means so long. */
export const laterDays = 30

interface OwnSetup {
  readonly ports: Pick<Ports, 'store' | 'clock' | 'ids'>
  readonly keeper: Keeper
  readonly items: Items
  readonly sources: Pick<Sources, 'list'>
  readonly around: (by: Asker) => Promise<Around>
  readonly roles: RoleNames
}

/** What somebody reads and decides about what is learned of them. There is no way to anybody else's. */
export function createOwn({ ports: { store, clock, ids }, keeper, items, sources, around, roles }: OwnSetup) {
  const minute = (): number => Math.floor(clock.now() / minuteMs)

  const proveOwner = ({ actor }: Asker): void => {
    if (actor.kind !== 'person') throw new ServerFault('forbidden', { detail: 'not a person' })
  }

  const strip = async (by: Asker, here: ItemKey | undefined, given?: Learner): Promise<Given<Strip>> => {
    const [never, learner, it] = await Promise.all([keeper.never(by.actor), given ?? keeper.read(by.actor), around(by)])
    return drawn({ learner, engine: openEngine(learner, it), here, at: minute(), around: it }, whyOff(never, learner))
  }

  const change = (by: Asker, decide: (it: Learner) => Learner | Promise<Learner>): Promise<Learner> => {
    proveOwner(by)
    return keeper.change(by.actor, async (it) => store.learning.save(await decide(it), []))
  }
  const settle = (by: Asker, decide: (it: LearningSettings) => LearningSettings): Promise<Learner> =>
    change(by, (it) => ({ ...it, settings: decide(it.settings) }))

  const learned = async (by: Asker): Promise<Given<Learned>> => {
    const [never, learner, permitted] = await Promise.all([keeper.never(by.actor), keeper.read(by.actor), items.of(by)])
    const [raw, queries] = await Promise.all([store.learning.signals(learner.key, 0), store.learning.queries(by.actor.id)])
    const { items: used, steps } = exportProfile(readProfile(learner.profile))
    const told = (key: ItemKey): Promise<LearnedItem> => permitted.told(key)
    const inOrder = used.filter((it) => it.item !== '' && it.visits > 0).toSorted((a, b) => b.recentUse - a.recentUse || b.visits - a.visits)
    const after = steps
      .filter((step) => step.after !== undefined && step.before === undefined && step.times > 0)
      .toSorted((a, b) => b.times - a.times)
      .slice(0, mostPaths)
    const { settings } = learner
    return {
      paused: settings.paused,
      never,
      contribution: settings.contribution,
      noticedAt: settings.noticedAt,
      role: await roles(by.actor.roles[0] ?? null),
      items: await Promise.all(
        inOrder.map(async (it) => ({ ...(await told(it.item)), uses: it.visits, sessions: rounded(it.sessions), inStrip: learner.slots.includes(it.item) })),
      ),
      paths: await Promise.all(
        after.map(async (it) => ({
          from: it.after === '' || it.after === undefined ? null : await told(it.after),
          to: await told(it.item),
          weight: rounded(it.times),
        })),
      ),
      stays: await Promise.all(staysOf(learner, clock.now()).map(async ({ dashboard, at }) => ({ item: await told(itemKey('dashboard', dashboard)), at }))),
      queries: queriesBySource(stillKept(queries, clock.now()), await sources.list(by)),
      views: looks(raw),
      pins: await Promise.all(settings.pins.map((pin) => told(pin.item))),
      mutes: await Promise.all(settings.mutes.map(told)),
      answers: await Promise.all(
        settings.answers.map(async (it) => ({
          kind: it.kind,
          item: await told(it.item),
          answer: it.answer,
          again: it.answer === 'later' ? it.at + laterDays * day : null,
        })),
      ),
      raw: { count: raw.length, oldest: raw[0] ? raw[0].minute * minuteMs : null, keptDays },
      bytes: new TextEncoder().encode(learner.profile ?? '').length,
      maxBytes: maxProfile,
    }
  }

  return {
    strip,
    learned,
    async pin(
      by: Asker,
      {
        item,
        pinned,
        slot,
        here,
      }: { readonly item: ItemKey; readonly pinned: boolean; readonly slot?: number | undefined; readonly here?: ItemKey | undefined },
    ) {
      proveOwner(by)
      const permitted = await items.of(by)
      if (pinned && (!isPlace(item) || (await permitted.find(item)) === undefined)) throw new ServerFault('not_found', { detail: item, field: 'item' })
      const learner = await change(by, (it) => {
        const others = it.settings.pins.filter((pin) => pin.item !== item)
        if (!pinned) return { ...it, settings: { ...it.settings, pins: others } }
        const free = freeSlots(others)
        const wanted = slot ?? it.slots.indexOf(item)
        const at = free.includes(wanted) ? wanted : free[0]
        if (at === undefined) throw new ServerFault('exists', { detail: `${stripSlots} pins`, field: 'item' })
        return { ...it, settings: { ...it.settings, pins: [...others, { item, slot: at }], mutes: it.settings.mutes.filter((one) => one !== item) } }
      })
      return strip(by, here, learner)
    },
    /** Muting leaves no trace: counters, places, pins and raw signals of the item go with it. */
    async mute(by: Asker, { item, muted, here }: { readonly item: ItemKey; readonly muted: boolean; readonly here?: ItemKey | undefined }) {
      proveOwner(by)
      const learner = await keeper.change(by.actor, async (it) => {
        const others = it.settings.mutes.filter((one) => one !== item)
        if (!muted) return store.learning.save({ ...it, settings: { ...it.settings, mutes: others } }, [])
        if (others.length >= mostMutes) throw new ServerFault('invalid', { detail: `at most ${mostMutes} mutes`, field: 'item' })
        const next: Learner = {
          ...it,
          settings: { ...it.settings, mutes: [...others, item], pins: it.settings.pins.filter((pin) => pin.item !== item) },
          profile: it.profile === null ? null : JSON.stringify(forget(readProfile(it.profile), item)),
          slots: it.slots.map((one) => (one === item ? null : one)),
          stays: (it.stays ?? []).filter(({ dashboard }) => itemKey('dashboard', dashboard) !== item),
        }
        return store.learning.erase(next, { key: it.key, of: item })
      })
      return strip(by, here, learner)
    },
    async save(
      by: Asker,
      {
        paused,
        contribution,
        noticed,
      }: { readonly paused?: boolean | undefined; readonly contribution?: boolean | undefined; readonly noticed?: true | undefined },
    ) {
      await settle(by, (it) => ({
        ...it,
        paused: paused ?? it.paused,
        contribution: contribution ?? it.contribution,
        noticedAt: noticed ? (it.noticedAt ?? clock.now()) : it.noticedAt,
      }))
      return learned(by)
    },
    async erase(by: Asker, what: 'learned' | 'everything') {
      proveOwner(by)
      await keeper.change(by.actor, async (it) => {
        const settings = what === 'everything' ? untold : it.settings
        const queries = what === 'everything' ? [] : (await store.learning.queries(it.person)).filter(({ name }) => name !== undefined)
        return store.learning.erase({ ...it, key: ids.next(), settings, profile: null, slots: [], stays: [] }, { key: it.key, queries })
      })
      return learned(by)
    },
    /** Every field that is kept: the row as it is, the queries beside it, its counters in plain words, and the raw signals. */
    async export(by: Asker): Promise<JsonRecord> {
      proveOwner(by)
      const learner = await keeper.read(by.actor)
      const [signals, queries] = await Promise.all([store.learning.signals(learner.key, 0), store.learning.queries(by.actor.id)])
      const profile: Profile | null = learner.profile === null ? null : readProfile(learner.profile)
      const told = { stays: [], ...learner, queries, profile, inWords: profile && exportProfile(profile), signals }
      // What is kept is JSON already; this drops what is undefined.
      return JSON.parse(JSON.stringify(told)) as JsonRecord
    },
  }
}

/** How many queries are kept of which source, and under which names; a source that may not be seen has no title. */
function queriesBySource(queries: readonly KeptQuery[], sources: readonly { readonly id: string; readonly name: string }[]): Learned['queries'] {
  return [...Map.groupBy(queries, ({ source }) => source)].map(([source, all]) => ({
    source,
    title: sources.find(({ id }) => id === source)?.name ?? null,
    recent: all.filter(({ name }) => name === undefined).length,
    named: all.flatMap(({ name }) => name ?? []),
  }))
}

const mostMutes = 200
const rounded = (n: number): number => Math.round(n * 10) / 10

const freeSlots = (pins: LearningSettings['pins']): readonly number[] =>
  Array.from({ length: stripSlots }, (_, i) => i).filter((i) => !pins.some((pin) => pin.slot === i))

/** Looks switched to, by what the data was, as far as raw signals go back. */
function looks(raw: readonly { readonly kind: string; readonly view?: string | undefined; readonly shape?: string | undefined }[]) {
  const counts = Map.groupBy(
    raw.flatMap(({ kind, view, shape }) => (kind === 'switch' && view !== undefined && shape !== undefined ? [{ view, shape }] : [])),
    ({ view, shape }) => `${shape} ${view}`,
  )
  return [...counts.values()].flatMap((all) => (all[0] ? [{ ...all[0], weight: all.length }] : [])).toSorted((a, b) => b.weight - a.weight)
}
