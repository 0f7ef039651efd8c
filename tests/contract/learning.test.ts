import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Learned, Offer, RoleSeeds, SeedPreview, Signal, SignalFate, Strip } from '#contract/learning.ts'
import { rolePresets } from '#core/policy/presets.ts'
import type { Actor } from '#core/policy/actor.ts'
import { events } from '#server/connectors/events/index.ts'
import { unshared } from '#server/store/access.ts'
import { createActingWorld } from '#tests/support/acting-world.ts'
import { person, tokenWith } from '#tests/support/actors.ts'

vi.setConfig({ testTimeout: 60_000 })

/** A world with the roles of the product and dashboards everybody may see, and whoever acts in it. */
async function createWorld(boards: readonly string[] = ['a', 'b', 'c', 'd', 'e', 'f']) {
  const world = await createActingWorld({}, { events })
  await world.store.roles.seed(
    rolePresets.map((role) => ({ ...role, capabilities: [...role.capabilities], preset: true, shared: false })),
    1,
  )
  const everyone = { to: { kind: 'everyone' }, as: 'view' } as const
  for (const id of boards) await world.share(id, { ...unshared, shares: [everyone] })
  let ids = 0
  const minute = (): number => Math.floor(world.ports.clock.now() / 60_000)
  const ask = async <T>(by: Actor, method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<T> => {
    const { status, body: reply } = await world.as(by, method, path, body, headers)
    if (status !== 200) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(reply)}`)
    // Read by tests against what they expect of it.
    return reply as T
  }
  const signal = (item: string, it: Partial<Signal> = {}): Signal => ({
    id: `signal-${(ids += 1)}`,
    kind: 'open',
    item,
    via: 'navigation',
    minute: minute(),
    ...it,
  })
  return {
    ...world,
    ask,
    signal,
    minute,
    told: (by: Actor) => ask<Learned>(by, 'PUT', '/api/learned', { noticed: true }),
    send: (by: Actor, signals: readonly unknown[], here?: string) =>
      ask<Strip & { fates: SignalFate[] }>(by, 'POST', '/api/signals', { signals, ...(here !== undefined && { here }) }),
    goes: (by: Actor, ...items: readonly string[]) =>
      ask<Strip & { fates: SignalFate[] }>(by, 'POST', '/api/signals', { signals: items.map((item) => signal(item)), here: items.at(-1) }),
    strip: (by: Actor, here?: string) => ask<Strip>(by, 'GET', `/api/strip${here === undefined ? '' : `?here=${here}`}`),
  }
}

const sre = (id: string): Actor => person(id, 'editor', { roles: ['sre'] })
const ada = person('ada', 'admin')
const itemsOf = ({ slots }: Strip): readonly (string | undefined)[] => slots.map((slot) => slot?.item)

describe('signals', () => {
  test('are learned once each, and every one has its fate', async () => {
    const { told, send, signal, minute, ask } = await createWorld()
    const ann = sre('ann')
    await told(ann)
    const first = signal('dashboard:a')
    const batch = [
      first,
      first,
      signal('dashboard:b', { minute: minute() - 31 * 24 * 60 }),
      signal('dashboard:b', { minute: minute() + 60 }),
      signal('dashboard:nowhere'),
      signal('page:audit'),
      signal('page:people'),
      signal('search:secret words'),
      signal('dashboard:c', { from: 'dashboard:a' }),
    ]
    expect((await send(ann, batch)).fates).toEqual(['counted', 'known', 'late', 'late', 'unknown', 'unknown', 'unknown', 'unknown', 'counted'])
    expect((await send(ann, [first])).fates).toEqual(['known'])
    const learned = await ask<Learned>(ann, 'GET', '/api/learned')
    expect(new Map(learned.items.map(({ item, uses }) => [item, uses]))).toEqual(
      new Map([
        ['dashboard:a', 1],
        ['dashboard:c', 1],
      ]),
    )
    expect(learned.raw.count).toBe(2)
  })

  test('that are no signals are refused whole and change nothing', async () => {
    const { told, as, signal, ask } = await createWorld()
    const ann = sre('ann')
    await told(ann)
    const bad = [
      { ...signal('dashboard:a'), kind: 'dwell' },
      { ...signal('dashboard:a'), minute: 1.5 },
      { ...signal('dashboard:a'), item: 'person:ben' },
      {},
      null,
    ]
    for (const one of bad) expect((await as(ann, 'POST', '/api/signals', { signals: [one] })).status).toBe(400)
    expect((await as(ann, 'POST', '/api/signals', { signals: Array.from({ length: 51 }, () => signal('dashboard:a')) })).status).toBe(400)
    expect((await ask<Learned>(ann, 'GET', '/api/learned')).raw.count).toBe(0)
  })

  test('carry nothing beyond the minimum: what else a sender adds is not kept', async () => {
    const { told, send, signal, ask } = await createWorld()
    const ann = sre('ann')
    await told(ann)
    await send(ann, [{ ...signal('dashboard:a'), text: 'what I typed', durationMs: 4000, address: '10.1.2.3' }])
    const text = JSON.stringify(await ask(ann, 'GET', '/api/learned/export'))
    for (const gone of ['typed', 'duration', '10.1.2.3']) expect(text).not.toContain(gone)
  })

  test('of many at once, from several places, none is lost and none counts twice', async () => {
    const { told, send, signal, ask } = await createWorld()
    const ann = sre('ann')
    await told(ann)
    const batches = Array.from({ length: 12 }, (_, i) => [signal(`dashboard:${'abcdef'[i % 6]}`), signal(`dashboard:${'fedcba'[i % 6]}`)])
    await Promise.all([...batches, ...batches].map((batch) => send(ann, batch)))
    expect((await ask<Learned>(ann, 'GET', '/api/learned')).raw.count).toBe(24)
  })

  test('nothing is learned before somebody was told, while they pause, of shared accounts, or of whatever is no person', async () => {
    const { told, goes, ask, store, as } = await createWorld()
    const [like = expect.unreachable()] = await store.roles.list()
    await store.roles.create({ role: { ...like, id: 'wall', name: 'Wall', preset: false, shared: true }, at: 1 })
    const ann = sre('ann')
    const before = async (): Promise<unknown> => store.learning.find('ann')
    expect(await goes(ann, 'dashboard:a')).toMatchObject({ fates: ['off'], paused: true })
    expect(await before()).toBeUndefined()
    await told(ann)
    await goes(ann, 'dashboard:a', 'dashboard:b')
    await ask(ann, 'PUT', '/api/learned', { paused: true })
    const kept = await before()
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('a', 'b', 'c', 'nowhere'), { minLength: 1, maxLength: 8 }), async (boards) => {
        const { fates, paused } = await goes(ann, ...boards.map((id) => `dashboard:${id}`))
        expect([new Set(fates), paused]).toEqual([new Set(['off']), true])
        expect(await before()).toEqual(kept)
      }),
      { numRuns: 20 },
    )
    expect((await ask<Learned>(ann, 'GET', '/api/learned')).raw.count).toBe(2)

    const display = person('display', 'viewer', { roles: ['wall'] })
    await told(display)
    expect((await goes(display, 'dashboard:a')).fates).toEqual(['off'])
    expect(await ask<Learned>(display, 'GET', '/api/learned')).toMatchObject({ never: 'shared', items: [] })
    expect((await as(tokenWith('t', 'dashboards:read', 'dashboards:write'), 'POST', '/api/signals', { signals: [] })).status).toBe(403)
  })
})

describe('the strip', () => {
  test('shows what one goes to, with a reason that is true, and where one is keeps its slot', async () => {
    const { told, goes, strip } = await createWorld()
    const ann = sre('ann')
    await told(ann)
    for (let i = 0; i < 6; i += 1) await goes(ann, 'dashboard:a', 'dashboard:b', 'dashboard:c')
    const shown = await strip(ann, 'dashboard:a')
    const b = shown.slots.find((slot) => slot?.item === 'dashboard:b')
    expect(b).toMatchObject({ title: 'b', href: '/d/b', pinned: false })
    expect(['after', 'often', 'lately']).toContain(b?.reason.key)
    expect(itemsOf(shown)).toEqual(expect.arrayContaining(['dashboard:a', 'dashboard:b', 'dashboard:c']))
  })

  test('never shows, titles or counts what one may not open, also after it was taken away', async () => {
    const { told, goes, strip, ask, store, share } = await createWorld()
    await share('secret', { ...unshared, owner: 'olga', shares: [{ to: { kind: 'person', id: 'ann' }, as: 'view' }] })
    const [ann, ben] = [sre('ann'), sre('ben')]
    for (const who of [ann, ben]) await told(who)
    for (let i = 0; i < 5; i += 1) await goes(ann, 'dashboard:secret', 'dashboard:a')
    expect((await goes(ben, 'dashboard:secret', 'dashboard:a')).fates).toEqual(['unknown', 'counted'])
    expect(itemsOf(await strip(ann, 'dashboard:a'))).toContain('dashboard:secret')
    expect(JSON.stringify(await strip(ben))).not.toContain('secret')

    const { rev } = await store.access.dashboard('secret')
    await store.access.saveDashboard({ id: 'secret', rev, rights: { ...unshared, owner: 'olga' } }, { changes: [{ topic: 'access', id: 'secret' }] })
    for (const here of [undefined, 'dashboard:a', 'dashboard:secret']) expect(JSON.stringify((await strip(ann, here)).slots)).not.toContain('secret')
    const learned = await ask<Learned>(ann, 'GET', '/api/learned')
    expect(learned.items.find((it) => it.item === 'dashboard:secret')).toMatchObject({ title: null, href: null })
  })

  test('a pin stands in its slot whatever is done, until it is taken out', async () => {
    const { told, goes, ask, strip } = await createWorld()
    const ann = sre('ann')
    await told(ann)
    await ask(ann, 'PUT', '/api/learned/pins', { item: 'page:sources', pinned: true, slot: 5 })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1, maxLength: 10 }), async (boards) => {
        const { slots } = await goes(ann, ...boards.map((id) => `dashboard:${id}`))
        expect(slots[5]).toMatchObject({ item: 'page:sources', pinned: true, reason: { key: 'pinned' } })
        expect(slots.filter((slot) => slot?.item === 'page:sources')).toHaveLength(1)
      }),
      { numRuns: 25 },
    )
    await ask(ann, 'PUT', '/api/learned/pins', { item: 'page:sources', pinned: false })
    expect((await strip(ann)).slots.some((slot) => slot?.pinned)).toBe(false)
  })

  test('an open incident or a critical alert on what is mine comes first, says so, and goes when it is over', async () => {
    const { told, goes, strip, store, ports } = await createWorld()
    const ann = person('ann', 'editor', { roles: ['sre'], teams: ['payments'] })
    const ben = person('ben', 'editor', { roles: ['sre'], teams: ['web'] })
    for (const who of [ann, ben]) await told(who)
    for (let i = 0; i < 5; i += 1) await goes(ann, 'dashboard:a', 'dashboard:b')
    const now = ports.clock.now()
    const alert = {
      id: 'alert:x:1',
      kind: 'alert' as const,
      source: 'x',
      title: 'Checkout is down',
      severity: 'critical' as const,
      status: 'firing',
      startedAt: now - 60_000,
      endedAt: null,
      updatedAt: now,
      team: 'payments',
      service: 'checkout',
      depends: [],
      labels: {},
    }
    await store.observations.put([alert])
    vi.useFakeTimers({ toFake: ['Date'], now: now + 10_000 })
    try {
      expect((await strip(ann, 'dashboard:a')).slots[0]).toMatchObject({
        item: 'page:alerts',
        href: '/observations/alert%3Ax%3A1',
        count: 1,
        reason: { key: 'alert', args: { title: 'Checkout is down', where: 'checkout' } },
      })
      expect((await strip(ben)).slots.some((slot) => slot?.reason.key === 'alert')).toBe(false)
      await store.observations.put([{ ...alert, status: 'resolved', endedAt: now, updatedAt: now + 1 }])
      vi.setSystemTime(now + 20_000)
      expect((await strip(ann, 'dashboard:a')).slots.some((slot) => slot?.reason.key === 'alert')).toBe(false)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('one’s own', () => {
  test('what is muted leaves no trace and is not learned again until it is taken back', async () => {
    const { told, goes, ask } = await createWorld()
    const ann = sre('ann')
    await told(ann)
    for (let i = 0; i < 4; i += 1) await goes(ann, 'dashboard:a', 'dashboard:b', 'dashboard:c')
    const muted = await ask<Strip>(ann, 'PUT', '/api/learned/mutes', { item: 'dashboard:b', muted: true })
    expect(itemsOf(muted)).not.toContain('dashboard:b')
    expect((await goes(ann, 'dashboard:b')).fates).toEqual(['off'])
    const { settings, ...rest } = await ask<Record<string, Record<string, unknown>>>(ann, 'GET', '/api/learned/export')
    expect(settings?.['mutes']).toEqual(['dashboard:b'])
    expect(JSON.stringify(rest)).not.toContain('dashboard:b')
    await ask(ann, 'PUT', '/api/learned/mutes', { item: 'dashboard:b', muted: false })
    expect((await goes(ann, 'dashboard:b')).fates).toEqual(['counted'])
  })

  test('a reset forgets every habit and keeps what one decided; erasing everything leaves nothing at all', async () => {
    const { told, goes, ask, store } = await createWorld()
    const [ann, ben] = [sre('ann'), sre('ben')]
    for (const who of [ann, ben]) await told(who)
    for (const who of [ann, ben]) await goes(who, 'dashboard:a', 'dashboard:b')
    await ask(ann, 'PUT', '/api/learned/pins', { item: 'dashboard:c', pinned: true, slot: 0 })
    const old = await store.learning.find('ann')
    const others = [await store.learning.find('ben'), await ask(ben, 'GET', '/api/strip')]
    const reset = await ask<Learned>(ann, 'DELETE', '/api/learned?what=learned')
    expect(reset).toMatchObject({ items: [], paths: [], raw: { count: 0 }, bytes: 0 })
    expect(reset.pins.map((pin) => pin.item)).toEqual(['dashboard:c'])
    const gone = await ask<Learned>(ann, 'DELETE', '/api/learned?what=everything')
    expect(gone).toMatchObject({ items: [], pins: [], mutes: [], answers: [], noticedAt: null, raw: { count: 0 } })
    expect(await store.learning.signals(old?.key ?? '', 0)).toEqual([])
    expect(JSON.stringify(await ask(ann, 'GET', '/api/learned/export'))).not.toMatch(/dashboard:|signal-/)
    expect([await store.learning.find('ben'), await ask(ben, 'GET', '/api/strip')]).toEqual(others)
  })

  test('the export holds every stored field', async () => {
    const { told, goes, ask, store } = await createWorld()
    const ann = sre('ann')
    await told(ann)
    await goes(ann, 'dashboard:a', 'dashboard:b')
    const row = (await store.learning.find('ann')) ?? expect.unreachable()
    const given = await ask<Record<string, unknown>>(ann, 'GET', '/api/learned/export')
    expect(given).toMatchObject({ ...row, profile: JSON.parse(row.profile ?? '') as unknown })
    expect(given['signals']).toEqual(await store.learning.signals(row.key, 0))
  })

  test('nobody else has a way to it: an administrator sees their own, a token nothing, and no address names a person', async () => {
    const { told, goes, as } = await createWorld()
    const ann = sre('ann')
    await told(ann)
    await goes(ann, 'dashboard:a', 'dashboard:b')
    const personal = ['/api/strip', '/api/learned', '/api/learned/export']
    for (const path of personal) {
      expect(JSON.stringify((await as(ada, 'GET', `${path}?person=ann&id=ann`)).body)).not.toMatch(/"uses":[1-9]|signal-\d/)
      expect((await as(tokenWith('t', 'dashboards:read', 'queries:run'), 'GET', path)).status).toBe(403)
      for (const other of [`${path}/ann`, `/api/people/ann${path.slice(4)}`]) expect((await as(ada, 'GET', other)).status).toBe(404)
    }
  })
})

describe('seeds of roles', () => {
  const team = (role: string, n: number): readonly Actor[] => Array.from({ length: n }, (_, i) => person(`${role}-${i}`, 'editor', { roles: [role] }))
  const rebuilt = (world: Awaited<ReturnType<typeof createWorld>>, role: string) => world.ask<RoleSeeds>(ada, 'POST', `/api/roles/${role}/seeds`)
  const listOf = (seeds: RoleSeeds): readonly string[] => seeds.versions[0]?.items.map((it) => it.item) ?? []

  test('a role of nine gets its parent’s seed, one of ten its own', async () => {
    const world = await createWorld()
    for (const who of team('noc-operator', 10)) await world.told(who).then(() => world.goes(who, 'dashboard:e', 'dashboard:f'))
    const people = team('sre', 10)
    for (const who of people.slice(0, 9)) await world.told(who).then(() => world.goes(who, 'dashboard:a', 'dashboard:b'))
    const nine = await rebuilt(world, 'sre')
    expect([nine.from, nine.enough, listOf(nine).toSorted()]).toEqual(['parent', false, ['dashboard:e', 'dashboard:f']])
    const tenth = people[9] ?? expect.unreachable()
    await world.told(tenth).then(() => world.goes(tenth, 'dashboard:a', 'dashboard:b'))
    const ten = await rebuilt(world, 'sre')
    expect([ten.from, ten.enough, listOf(ten).toSorted(), ten.versions.length]).toEqual(['own', true, ['dashboard:a', 'dashboard:b'], 2])
    const nothing = await rebuilt(world, 'executive')
    expect([nothing.from, nothing.versions[0]?.items.every((it) => it.reason.key === 'preset')]).toEqual(['preset', true])
  })

  test('an item of four people never shows, and no count ever leaves', async () => {
    const world = await createWorld()
    const people = team('sre', 12)
    for (const [i, who] of people.entries()) {
      await world.told(who)
      await world.goes(who, 'dashboard:a', ...(i < 4 ? ['dashboard:b', 'dashboard:c'] : ['dashboard:d']))
      // However often: everybody weighs the same.
      if (i === 0) for (let n = 0; n < 30; n += 1) await world.goes(who, 'dashboard:c', 'dashboard:b')
    }
    const seeds = await rebuilt(world, 'sre')
    expect(listOf(seeds).toSorted()).toEqual(['dashboard:a', 'dashboard:d'])
    const { rev } = seeds
    const preview = await world.ask<SeedPreview>(ada, 'GET', '/api/roles/sre/seeds/1')
    expect(preview.lines.map(({ item, change }) => [item, change])).toEqual(listOf(seeds).map((item) => [item, 'added']))
    await world.ask(ada, 'PUT', '/api/roles/sre/seeds/1', {}, { 'if-match': `"${rev}"` })
    const paths = await world.ask<unknown>(ada, 'GET', '/api/roles/sre/paths')
    expect(JSON.stringify(paths)).toContain('"a"')
    for (const said of [seeds, preview, paths]) {
      expect(JSON.stringify(said)).not.toMatch(/dashboard:[bc]|"[bc]"|share|count|sre-\d/)
    }
    const newcomer = sre('newcomer')
    const strip = await world.strip(newcomer)
    expect(new Set(itemsOf(strip).slice(0, 2))).toEqual(new Set(['dashboard:a', 'dashboard:d']))
    expect(strip.slots[0]?.reason).toMatchObject({ args: { role: 'SRE' } })
    expect(JSON.stringify(strip)).not.toMatch(/dashboard:[bc]"/)
  })

  test('usual ways are a measure for whoever looks after roles, and for nobody else: five people or more, never a count', async () => {
    const world = await createWorld()
    for (const [i, who] of team('sre', 12).entries()) {
      await world.told(who)
      await world.goes(who, 'page:alerts', 'dashboard:a', ...(i < 4 ? ['dashboard:b', 'dashboard:c'] : ['dashboard:d']))
    }
    for (const who of team('executive', 4)) await world.told(who).then(() => world.goes(who, 'dashboard:e', 'dashboard:f'))
    const request = (source: string, match: object = {}) => ({
      query: { source, spec: { measure: 'usage.paths', match } },
      range: { from: 0, to: 1 },
      width: 600,
    })
    const asked = (by: Actor, source = 'events', match: object = {}) => world.as(by, 'POST', '/api/query', request(source, match))
    const known = async (by: Actor): Promise<boolean> =>
      (await world.ask<readonly { id: string; measures: readonly string[] }[]>(by, 'GET', '/api/sources')).some((it) => it.measures.includes('usage.paths'))

    const keeper = person('kim', 'editor', { capabilities: new Set(['roles.manage']) })
    for (const by of [ada, keeper]) {
      expect(await known(by)).toBe(true)
      const { status, body } = await asked(by)
      const { frame } = body as { readonly frame: { readonly fields: readonly { readonly role: string; readonly values: readonly string[] }[] } }
      const [from, to] = frame.fields
      const ways = from?.values.map((value, i) => `${value} > ${to?.values[i]}`).toSorted()
      expect([status, frame.fields.map(({ role }) => role)]).toEqual([200, ['source', 'target']])
      expect(ways).toEqual(['usage.named?title=a > usage.named?title=d', 'usage.page.alerts > usage.named?title=a', 'usage.start > usage.page.alerts'])
    }
    expect(JSON.stringify((await asked(ada, 'auto', { role: 'executive' })).body)).toContain('"values":[]')
    expect((await asked(ada, 'events', { role: 'nobodys' })).status).toBe(404)
    const without = [person('eve', 'editor'), person('vic', 'viewer'), sre('sre-5'), tokenWith('t', 'queries:run', 'dashboards:read')]
    for (const by of without) {
      expect((await asked(by)).status).toBe(403)
      expect((await asked(by, 'auto')).status).toBe(403)
      if (by.kind === 'person') expect(await known(by)).toBe(false)
    }
  })

  test('usual ways seen as a role name no dashboard that is not for whoever looks', async () => {
    const world = await createWorld()
    const toRole = (id: string) => ({ to: { kind: 'role' as const, id }, as: 'view' as const })
    await world.share('secret', { ...unshared, shares: [toRole('sre'), toRole('platform-admin')] })
    for (const who of team('sre', 12)) await world.told(who).then(() => world.goes(who, 'dashboard:a', 'dashboard:secret'))
    const asked = async (by: Actor, as?: string): Promise<string> => {
      const spec = { measure: 'usage.paths', match: { role: 'sre' } }
      const body = { query: { source: 'events', spec }, range: { from: 0, to: 1 }, width: 600, ...(as !== undefined && { as }) }
      const reply = await world.as(by, 'POST', '/api/query', body)
      expect(reply.status).toBe(200)
      return JSON.stringify(reply.body)
    }
    const kim = person('kim', 'editor', { capabilities: new Set(['roles.manage']) })
    expect(await asked(ada, 'platform-admin')).toContain('title=secret')
    expect(await asked(kim)).not.toContain('secret')
    expect(await asked(kim, 'platform-admin')).not.toContain('secret')
    expect(await asked(kim, 'platform-admin')).toContain('title=a')
  })

  test('whoever keeps out of it, or erased what was learned, does not count', async () => {
    const world = await createWorld()
    const people = team('noc-operator', 11)
    for (const who of people) await world.told(who).then(() => world.goes(who, 'dashboard:a', 'dashboard:b'))
    expect((await rebuilt(world, 'noc-operator')).enough).toBe(true)
    await world.ask(people[0] ?? ada, 'PUT', '/api/learned', { contribution: false })
    await world.ask(people[1] ?? ada, 'DELETE', '/api/learned?what=everything')
    expect((await rebuilt(world, 'noc-operator')).enough).toBe(false)
  })

  test('a version is published at most once a week unless said on purpose, and an older one rolls back', async () => {
    const world = await createWorld()
    const people = team('noc-operator', 10)
    for (const who of people) await world.told(who).then(() => world.goes(who, 'dashboard:a', 'dashboard:b'))
    const first = await rebuilt(world, 'noc-operator')
    const publish = (version: number, rev: number, body: object = {}) =>
      world.as(ada, 'PUT', `/api/roles/noc-operator/seeds/${version}`, body, { 'if-match': `"${rev}"` })
    expect((await publish(1, first.rev)).body).toMatchObject({ versions: [{ version: 1, state: 'published' }] })
    expect((await publish(1, first.rev)).status).toBe(412)
    for (const who of people) await world.goes(who, 'dashboard:c', 'dashboard:d', 'dashboard:c')
    const second = await rebuilt(world, 'noc-operator')
    expect(second.versions.map(({ version, state }) => [version, state])).toEqual([
      [2, 'draft'],
      [1, 'published'],
    ])
    expect((await publish(2, second.rev)).body).toMatchObject({ code: 'invalid', field: 'early' })
    const published = (await publish(2, second.rev, { early: true })).body as RoleSeeds
    expect(published.versions.map(({ state }) => state)).toEqual(['published', 'retired'])
    const back = (await publish(1, published.rev, { early: true })).body as RoleSeeds
    expect(back.versions.map(({ version, state }) => [version, state])).toEqual([
      [2, 'retired'],
      [1, 'published'],
    ])
    const audit = (await world.ask<{ entries: readonly { action: string }[] }>(ada, 'GET', '/api/audit?action=seed.publish')).entries
    expect(audit).toHaveLength(3)
  })
})

describe('proposals', () => {
  const day = 24 * 60
  const widget = (id: string, kind = 'grid') => ({
    id,
    title: `Widget ${id}`,
    query: { source: 'one', spec: { say: id } },
    lenses: [],
    view: { kind, options: {} },
    thresholds: [],
    links: [],
  })
  const stacked = (ids: readonly string[], w: number, h: number) => ids.map((id, i) => ({ id, x: 0, y: i * h, w, h }))
  const doc = (title: string, ids: readonly string[]) => ({
    v: 1,
    title,
    sections: [{ id: 's1', title: '', widgets: ids.map((id) => widget(id)), layouts: { desktop: stacked(ids, 12, 6), phone: stacked(ids, 1, 5) } }],
    variables: [],
    time: { range: { from: 'now-1h', to: 'now' }, refreshMs: 0 },
  })

  async function createBoards() {
    const world = await createWorld(['a'])
    const everyone = { ...unshared, shares: [{ to: { kind: 'everyone' as const }, as: 'view' as const }] }
    for (const [id, ids] of Object.entries({ team: ['w1', 'w2', 'w3', 'w4'], other: ['x1', 'x2'] })) {
      // The schema's own words, made by hand.
      await world.store.dashboards.create({ id, doc: doc(id, ids) as never, at: 1, origin: 'own', rights: everyone })
    }
    const ann = sre('ann')
    await world.told(ann)
    const offer = (by = ann) => world.ask<Offer>(by, 'GET', '/api/proposal?dashboard=team')
    const answer = (id: string, said: string) => world.ask<Offer>(ann, 'PUT', `/api/proposal/${id}`, { dashboard: 'team', answer: said })
    /** Something done on several days, as the signals of each arrive late. */
    const often = async (item: string, it: Partial<Signal>, days = 5): Promise<void> => {
      for (let i = days; i > 0; i -= 1) await world.send(ann, [world.signal(item, { ...it, minute: world.minute() - i * day })])
    }
    const layer = () => world.ask<{ rev: number; operations: readonly { do: string; widget?: string }[] }>(ann, 'GET', '/api/dashboards/team/layer')
    return { ...world, ann, offer, answer, often, layer }
  }

  test('the view one keeps switching to is offered with its reason, accepted into one’s own layer, and taken back whole', async () => {
    const { offer, answer, often, layer, ann, ask, store } = await createBoards()
    expect(await offer()).toEqual({ proposal: null, undo: null })
    await often('widget:team/w2', { kind: 'switch', view: 'gantt', shape: 'intervals' }, 4)
    const { proposal } = await offer()
    expect(proposal).toMatchObject({ kind: 'view', item: 'widget:team/w2', title: 'Widget w2', reason: { key: 'switched', args: { view: 'gantt' } } })
    expect((await layer()).operations).toEqual([])
    const before = await store.dashboards.read('team')
    const after = await answer(proposal?.id ?? '', 'accept')
    expect(after.undo).toMatchObject({ kind: 'view', title: 'Widget w2' })
    expect((await layer()).operations).toMatchObject([{ do: 'look', widget: 'w2', look: { view: { kind: 'gantt' } } }])
    expect(await store.dashboards.read('team')).toEqual(before)
    await ask(ann, 'DELETE', `/api/proposal/${after.undo?.id ?? ''}`)
    expect((await layer()).operations).toEqual([])
    expect(await offer()).toEqual({ proposal: null, undo: null })
  })

  test('what is used often is offered higher up, and from elsewhere; a no is kept', async () => {
    const { offer, answer, often } = await createBoards()
    await often('widget:team/w4', { kind: 'interact' }, 6)
    const first = await offer()
    expect(first.proposal).toMatchObject({ kind: 'promote', item: 'widget:team/w4', reason: { key: 'often' } })
    await answer(first.proposal?.id ?? '', 'later')
    expect((await offer()).proposal).toBeNull()
    await often('widget:other/x1', { kind: 'interact' }, 6)
    const second = await offer()
    expect(second.proposal).toMatchObject({ kind: 'add', item: 'widget:other/x1', title: 'Widget x1' })
    await answer(second.proposal?.id ?? '', 'never')
    expect((await offer()).proposal).toBeNull()
  })

  test('what was accepted can be taken back while the next change is offered, and after a no to that', async () => {
    const { offer, answer, often, layer, ann, ask } = await createBoards()
    await often('widget:team/w4', { kind: 'interact' }, 6)
    await often('widget:other/x1', { kind: 'interact' }, 6)
    const first = await offer()
    const { proposal, undo } = await answer(first.proposal?.id ?? '', 'accept')
    expect([proposal?.kind, undo?.kind]).toEqual(['add', 'promote'])
    expect((await answer(proposal?.id ?? '', 'later')).undo).toEqual(undo)
    await ask(ann, 'DELETE', `/api/proposal/${undo?.id ?? ''}`)
    expect((await layer()).operations).toEqual([])
  })

  test('what is moved to the top is there on every device the dashboard was composed for', async () => {
    const { offer, answer, often, layer } = await createBoards()
    await often('widget:team/w4', { kind: 'interact' }, 6)
    const { proposal } = await offer()
    await answer(proposal?.id ?? '', 'accept')
    expect((await layer()).operations.filter(({ widget }) => widget === 'w4')).toMatchObject([
      { do: 'place', breakpoint: 'desktop', to: { y: 0 } },
      { do: 'place', breakpoint: 'phone', to: { y: 0 } },
    ])
  })

  test('nothing is offered while an open critical on what is mine has no owner', async () => {
    const { often, ask, store, ports, told, ann } = await createBoards()
    await often('widget:team/w2', { kind: 'switch', view: 'gantt', shape: 'intervals' })
    const now = ports.clock.now()
    const alert = {
      id: 'alert:x:1',
      kind: 'alert' as const,
      source: 'x',
      title: 'Checkout is down',
      severity: 'critical' as const,
      status: 'firing',
      startedAt: now - 60_000,
      endedAt: null,
      updatedAt: now,
      team: 'payments',
      depends: [],
      labels: {},
    }
    await store.observations.put([alert])
    const onCall = { ...ann, teams: ['payments'] }
    await told(onCall)
    const offered = () => ask<Offer>(onCall, 'GET', '/api/proposal?dashboard=team')
    expect((await offered()).proposal).toBeNull()
    vi.useFakeTimers({ toFake: ['Date'], now: now + 10_000 })
    try {
      await store.observations.put([{ ...alert, owner: 'ann', updatedAt: now + 1 }])
      expect((await offered()).proposal).not.toBeNull()
    } finally {
      vi.useRealTimers()
    }
  })

  test('nothing is offered while paused, and nothing that is not offered can be accepted', async () => {
    const { offer, often, ann, as, ask } = await createBoards()
    await often('widget:team/w2', { kind: 'switch', view: 'gantt', shape: 'intervals' })
    const { proposal } = await offer()
    await ask(ann, 'PUT', '/api/learned', { paused: true })
    expect((await offer()).proposal).toBeNull()
    expect((await as(ann, 'PUT', `/api/proposal/${proposal?.id ?? ''}`, { dashboard: 'team', answer: 'accept' })).status).toBe(404)
  })
})
