import type { KeptQueries } from '#contract/kept-queries.ts'
import { day } from '#core/time/duration.ts'
import type { Asker } from '../access/asker.ts'
import type { Sources } from '../access/sources.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import type { KeptQuery } from '../store/learning.ts'
import { byCodePoint } from '../store/text.ts'
import { whyOff } from './keeper.ts'
import type { Keeper } from './keeper.ts'

/** Of one source, kept by themselves; of all sources together; with names. The oldest makes room, but never one with a name. */
export const mostRecent = 12
const mostRecentOfAll = 60
export const mostNamed = 50
/** As long as raw signals. */
export const recentDays = 30

interface KeptSetup {
  readonly ports: Pick<Ports, 'store' | 'clock'>
  readonly keeper: Keeper
  readonly sources: Pick<Sources, 'list'>
}

/** What of these is still kept, latest first. */
export const stillKept = (all: readonly KeptQuery[], now: number): readonly KeptQuery[] =>
  all.filter(({ name, at }) => name !== undefined || at > now - recentDays * day)

function shown(all: readonly KeptQuery[], source: string, now: number): KeptQueries {
  const own = stillKept(all, now).filter((one) => one.source === source)
  return {
    recent: own.flatMap(({ name, text, at }) => (name === undefined ? [{ text, at }] : [])),
    named: own.flatMap(({ name, text }) => (name === undefined ? [] : [{ name, text }])).toSorted((a, b) => byCodePoint(a.name, b.name)),
  }
}

function withRecent(all: readonly KeptQuery[], one: KeptQuery): readonly KeptQuery[] {
  const recent = [one, ...all.filter(({ name, source, text }) => name === undefined && !(source === one.source && text === one.text))]
  const kept = recent.filter(({ source }, i) => recent.slice(0, i).filter((other) => other.source === source).length < mostRecent).slice(0, mostRecentOfAll)
  return [...kept, ...all.filter(({ name }) => name !== undefined)]
}

/** Queries people wrote: everybody's own, beside what is learned of them, so that they are there on every device and go with it. */
export function createKeptQueries({ ports: { store, clock }, keeper, sources }: KeptSetup) {
  const proveSource = async (by: Asker, id: string): Promise<void> => {
    if (by.actor.kind !== 'person') throw new ServerFault('forbidden', { detail: 'not a person' })
    // What may not be asked is not spoken of.
    if (!(await sources.list(by)).some((source) => source.id === id)) throw new ServerFault('not_found', { detail: `source ${id}` })
  }
  const write = async (by: Asker, source: string, decide: (all: readonly KeptQuery[]) => readonly KeptQuery[]): Promise<KeptQueries> => {
    const now = clock.now()
    const left = await keeper.change(by.actor, async (it) => {
      const next = decide(stillKept(await store.learning.queries(it.person), now))
      await store.learning.keepQueries(it, next)
      return next
    })
    return shown(left, source, now)
  }

  return {
    async list(by: Asker, source: string): Promise<KeptQueries> {
      await proveSource(by, source)
      return shown(await store.learning.queries(by.actor.id), source, clock.now())
    },
    /** One with a name is a decision and always kept; one without is kept while learning is on. */
    async keep(by: Asker, source: string, { text, name }: { readonly text: string; readonly name?: string | undefined }): Promise<KeptQueries> {
      await proveSource(by, source)
      const at = clock.now()
      if (name === undefined) {
        const [never, learner] = await Promise.all([keeper.never(by.actor), keeper.read(by.actor)])
        if (whyOff(never, learner) !== null) return shown(await store.learning.queries(by.actor.id), source, at)
        return write(by, source, (all) => withRecent(all, { source, text, at }))
      }
      return write(by, source, (all) => {
        const others = all.filter((one) => one.name === undefined || one.source !== source || one.name !== name)
        if (others.filter((one) => one.name !== undefined).length >= mostNamed)
          throw new ServerFault('invalid', { detail: `at most ${mostNamed} names`, field: 'name' })
        return [{ source, text, at, name }, ...others]
      })
    },
    /** Also of a source that is gone or no longer permitted: what is one's own can always be taken away. */
    async forget(by: Asker, source: string, name: string | undefined): Promise<KeptQueries> {
      if (by.actor.kind !== 'person') throw new ServerFault('forbidden', { detail: 'not a person' })
      const known = await store.learning.queries(by.actor.id)
      const isGone = (one: KeptQuery): boolean => one.source === source && one.name === name
      // Taken away already, in another tab: the others are still there.
      if (!known.some(isGone)) return shown(known, source, clock.now())
      return write(by, source, (all) => all.filter((one) => !isGone(one)))
    },
  }
}
