import type { Observation } from '#contract/observation.ts'
import { covers } from '#core/workflow/covers.ts'
import type { Store } from '../../store/store.ts'
import type { Silence, Silences } from '../connector.ts'

const factName = 'demo.silences'
const day = 86_400_000

/** Written after each other, whoever asks: the demo has no database of its own. */
let turn: Promise<unknown> = Promise.resolve()

const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const mine = turn.then(work, work)
  turn = mine.catch(() => undefined)
  return mine
}

type Kept = Omit<Silence, 'isOver'>

async function kept(store: Store): Promise<readonly Kept[]> {
  const text = await store.facts.read(factName)
  // Only `keep` writes it.
  return text === undefined ? [] : (JSON.parse(text) as readonly Kept[])
}

export const demoSilences = async (store: Store, now: number): Promise<readonly Silence[]> =>
  (await kept(store)).map((one) => ({ ...one, isOver: one.endsAt <= now }))

const sameMatchers = (a: Kept, b: Pick<Kept, 'matchers'>): boolean => JSON.stringify(a.matchers) === JSON.stringify(b.matchers)

/** Silences of the demo estate. They behave as Alertmanager's do: an edited end keeps the id, edited matchers make a new one. */
export function demoSilencing(store: Store, clock: { now(): number }, estateNow: () => number, firing: () => readonly Observation[]): Silences {
  let made = 0
  const keep = (all: readonly Kept[], now: number): Promise<void> =>
    store.facts.write(factName, JSON.stringify(all.filter(({ endsAt }) => endsAt > now - 7 * day)), { changes: [{ topic: 'observation', id: 'demo' }] })
  return {
    list: async () => demoSilences(store, clock.now()),
    put: ({ id, ...draft }) =>
      inTurn(async () => {
        const [all, now] = [await kept(store), clock.now()]
        const old = all.find((one) => one.id === id && one.endsAt > now)
        const isSame = old !== undefined && sameMatchers(old, draft)
        made += 1
        const next: Kept = {
          ...draft,
          startsAt: Math.max(draft.startsAt, isSame ? old.startsAt : now),
          id: isSame ? old.id : `demo-${now.toString(36)}-${made}-${all.length}`,
        }
        const rest = all.flatMap((one) => (one.id !== old?.id ? [one] : isSame ? [] : [{ ...one, endsAt: now }]))
        await keep([...rest, next], now)
        return { id: next.id }
      }),
    end: (id) =>
      inTurn(async () => {
        const [all, now] = [await kept(store), clock.now()]
        await keep(
          all.map((one) => (one.id === id && one.endsAt > now ? { ...one, endsAt: now } : one)),
          now,
        )
      }),
    covered: async (matchers) => firing().filter((alert) => alert.startedAt <= estateNow() && covers(matchers, alert)),
  }
}
