import { expect, test, vi } from 'vitest'
import type { Layer, LayerOperation } from '#contract/layer.ts'
import type { Learned, Offer, Signal, SignalFate, Strip } from '#contract/learning.ts'
import { chance } from '#core/estate/chance.ts'
import { starterDashboards } from '#core/templates/registry.ts'
import { connectors } from '#server/connectors/registry.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import { createPeopleWorld } from '#tests/support/people-world.ts'
import type { PeopleWorld, TestBrowser } from '#tests/support/people-world.ts'

vi.setConfig({ testTimeout: 120_000 })

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
/** Monday, 1 February 2027, 8:00 UTC. */
const begins = Date.UTC(2027, 1, 1, 8)
const password = 'a rare sentence of a month'

/** What somebody does in a session, as steps of a walk that strays now and then. */
interface Habit {
  readonly login: string
  readonly role: string
  readonly landing: string
  readonly rounds: readonly (readonly string[])[]
  /** Done once a session on a widget. */
  readonly widget: Pick<Signal, 'kind' | 'item' | 'view' | 'shape'>
  readonly pin: { readonly item: string; readonly slot: number }
}

const habits: readonly Habit[] = [
  {
    login: 'vela',
    role: 'sre',
    landing: 'landing-sre',
    rounds: [
      ['dashboard:landing-sre', 'dashboard:service-overview', 'dashboard:alerts-now'],
      ['dashboard:alerts-now', 'dashboard:service-overview', 'page:sources'],
    ],
    widget: { kind: 'switch', item: 'widget:landing-sre/w1-3-1', view: 'grid', shape: 'series' },
    pin: { item: 'page:dashboards', slot: 5 },
  },
  {
    login: 'wim',
    role: 'sre',
    landing: 'landing-sre',
    rounds: [
      ['dashboard:landing-sre', 'dashboard:changes-and-incidents', 'dashboard:this-machine'],
      ['dashboard:this-machine', 'dashboard:changes-and-incidents', 'page:dashboards'],
    ],
    widget: { kind: 'interact', item: 'widget:landing-sre/w1-5-1' },
    pin: { item: 'page:sources', slot: 0 },
  },
  {
    login: 'kiri',
    role: 'it-manager',
    landing: 'landing-it-manager',
    rounds: [
      ['dashboard:landing-it-manager', 'dashboard:changes-and-incidents'],
      ['dashboard:landing-it-manager', 'page:dashboards', 'dashboard:alerts-now', 'dashboard:changes-and-incidents'],
    ],
    widget: { kind: 'interact', item: 'widget:changes-and-incidents/w1-2-2' },
    pin: { item: 'dashboard:alerts-now', slot: 7 },
  },
]

/** Where everybody strays to. */
const elsewhere = ['page:dashboards', 'dashboard:alerts-now', 'dashboard:service-overview', 'dashboard:this-machine', 'page:sources']
/** A widget each of them put where they want it on the first day. */
const placed: LayerOperation = { do: 'place', widget: 'w1-2-2', breakpoint: 'desktop', to: { x: 0, y: 60, w: 6, h: 9 }, base: null }

async function createMonth() {
  const store = createMemoryStore()
  const world: PeopleWorld = createPeopleWorld({ connectors, starters: starterDashboards }, { store })
  await world.clock.advance(begins - world.clock.now())
  const ada = await world.setUp()
  await world.api.tick(world.clock.now())

  const ask = async <T>(by: TestBrowser, method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<T> => {
    const reply = await by.send(method, path, body, headers)
    if (reply.status !== 200) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`)
    return reply.body as T // Read by the test against what it expects.
  }

  for (const { login, role } of habits) expect((await ada.send('POST', '/api/people', { name: login, login, password, roles: [role] })).status).toBe(201)
  const signIn = async (login: string): Promise<TestBrowser> => {
    const browser = world.browser()
    await ask(browser, 'POST', '/api/door/sign-in', { login, password })
    return browser
  }

  let sent = 0
  /** A session's signals as the app sends them: in small batches, each act at its minute. */
  const work = async (browser: TestBrowser, habit: Habit, session: number): Promise<readonly SignalFate[]> => {
    const draw = chance(3, 'month', habit.login)
    const walk = habit.rounds.flat().map((item, i) => (draw.unit(session, i) < 0.15 ? draw.pick(session * 50 + i, elsewhere) : item))
    const fates: SignalFate[] = []
    let from: string | undefined
    for (const [i, item] of walk.entries()) {
      const at = (): number => Math.floor(world.clock.now() / minute)
      const signal = (it: Partial<Signal>): Signal => ({
        id: `${habit.login}-signal-${(sent += 1)}`,
        kind: 'open',
        item,
        via: 'navigation',
        minute: at(),
        ...it,
      })
      const signals = [signal(from === undefined ? {} : { from })]
      if (i === walk.length - 1) signals.push(signal(habit.widget), ...(habit.widget.kind === 'switch' ? [signal({ ...habit.widget, view: 'grid' })] : []))
      fates.push(...(await ask<Strip & { fates: SignalFate[] }>(browser, 'POST', '/api/signals', { here: item, signals })).fates)
      from = item
      await world.clock.advance(3 * minute)
    }
    return fates
  }
  return { world, store, ask, signIn, work }
}

type Month = Awaited<ReturnType<typeof createMonth>>

const layerOf = ({ ask }: Month, by: TestBrowser, { landing }: Habit): Promise<Layer> => ask<Layer>(by, 'GET', `/api/dashboards/${landing}/layer`)
const stripOf = ({ ask }: Month, by: TestBrowser): Promise<Strip> => ask<Strip>(by, 'GET', '/api/strip')
const itemsOf = ({ slots }: Strip): readonly (string | null)[] => slots.map((slot) => slot?.item ?? null)

/** The first day: told what is learned, one pin, one widget where they want it. */
async function settleIn(month: Month, by: TestBrowser, habit: Habit): Promise<void> {
  await month.ask(by, 'PUT', '/api/learned', { noticed: true })
  await month.ask(by, 'PUT', '/api/learned/pins', { ...habit.pin, pinned: true })
  const { rev, base } = await layerOf(month, by, habit)
  const headers = { 'if-match': `"${rev}"`, 'idempotency-key': `place-${habit.login}` }
  await month.ask(by, 'PUT', `/api/dashboards/${habit.landing}/layer`, { base, operations: [placed] }, headers)
}

test('a month of use makes three people’s first screens their own, each change with its reason, and moves nothing they placed', async () => {
  const month = await createMonth()
  const { world, store, ask, signIn, work } = month
  const accepted = new Map<string, NonNullable<Offer['proposal']>>()
  const arranged = new Map<string, Layer['operations']>()
  let session = 0

  for (let date = 0; date < 28; date += 1) {
    const isWorkday = date % 7 < 5
    for (const habit of isWorkday ? habits : []) {
      const by = await signIn(habit.login)
      if (date === 0) await settleIn(month, by, habit)
      for (let n = 0; n < 2; n += 1) {
        const fates = await work(by, habit, (session += 1))
        expect(new Set(fates)).toEqual(new Set(['counted']))
        await world.clock.advance(40 * minute)
      }
      // A pin stands where it was put, and nothing they arranged changes but by an answer of theirs.
      expect(itemsOf(await stripOf(month, by))[habit.pin.slot]).toBe(habit.pin.item)
      const already = accepted.has(habit.login)
      expect((await layerOf(month, by, habit)).operations).toEqual(arranged.get(habit.login) ?? [placed])
      const { proposal } = await ask<Offer>(by, 'GET', `/api/proposal?dashboard=${habit.landing}`)
      if (already || !proposal || date < 7) continue
      accepted.set(habit.login, proposal)
      await ask(by, 'PUT', `/api/proposal/${proposal.id}`, { dashboard: habit.landing, answer: 'accept' })
      arranged.set(habit.login, (await layerOf(month, by, habit)).operations)
    }
    const next = begins + (date + 1) * day
    await world.clock.advance(Math.max(hour, next - world.clock.now()))
    await world.api.tick(world.clock.now())
  }

  const browsers = new Map(await Promise.all(habits.map(async (habit) => [habit.login, await signIn(habit.login)] as const)))
  const browserOf = ({ login }: Habit): TestBrowser => browsers.get(login) ?? expect.unreachable()
  const strips = await Promise.all(habits.map((habit) => stripOf(month, browserOf(habit))))
  const layers = await Promise.all(habits.map((habit) => layerOf(month, browserOf(habit), habit)))

  // Strips and landings differ between any two, also between the two of one role.
  const differing = <T>(all: readonly T[]): number => new Set(all.map((it) => JSON.stringify(it))).size
  expect(differing(strips.map(itemsOf))).toBe(3)
  expect(differing(layers.map((layer) => layer.operations))).toBe(3)
  expect([...accepted].map(([login, { kind, item, reason }]) => [login, kind, item, reason.key])).toEqual([
    ['vela', 'view', 'widget:landing-sre/w1-3-1', 'switched'],
    ['wim', 'promote', 'widget:landing-sre/w1-5-1', 'often'],
    ['kiri', 'add', 'widget:changes-and-incidents/w1-2-2', 'often'],
  ])
  // Everybody finds what they go to, with a reason of their own.
  for (const [i, { rounds }] of habits.entries()) {
    const slots = strips[i]?.slots.flatMap((slot) => slot ?? []) ?? []
    for (const item of new Set(rounds.flat().filter((it) => it.startsWith('dashboard:')))) expect(slots.map((slot) => slot.item)).toContain(item)
    const own = slots.filter(({ reason }) => ['pinned', 'after', 'often', 'lately', 'start'].includes(reason.key))
    expect(own.length).toBeGreaterThanOrEqual(4)
    expect(slots.every(({ reason }) => reason.key.length > 0)).toBe(true)
  }

  // One pauses: nothing counts, whatever they do.
  const wim = habits[1] ?? expect.unreachable()
  const by = browserOf(wim)
  const people = await store.people.list()
  const id = people.find((one) => one.name === 'wim')?.id ?? expect.unreachable()
  await ask(by, 'PUT', '/api/learned', { paused: true })
  const [kept, before] = [await store.learning.find(id), await ask<Learned>(by, 'GET', '/api/learned')]
  expect(before.items.length).toBeGreaterThan(4)
  for (let n = 0; n < 4; n += 1) expect(new Set(await work(by, wim, 900 + n))).toEqual(new Set(['off']))
  expect(await store.learning.find(id)).toEqual(kept)
  expect(await ask<Learned>(by, 'GET', '/api/learned')).toEqual(before)

  // And erases: of all that was learned nothing is anywhere in the store; what they arranged themselves stays.
  const key = kept?.key ?? expect.unreachable()
  const held = store.snapshot()
  expect([held.includes(key), held.includes('wim-signal-')]).toEqual([true, true])
  const layer = await layerOf(month, by, wim)
  await ask(by, 'DELETE', '/api/learned?what=everything')
  const left = store.snapshot()
  expect([left.includes(key), left.includes('wim-signal-'), left.includes('vela-signal-')]).toEqual([false, false, true])
  expect(await store.learning.find(id)).toMatchObject({ profile: null, slots: [], settings: { pins: [], mutes: [], answers: [], noticedAt: null } })
  expect(await layerOf(month, by, wim)).toEqual(layer)
})
