import * as z from 'zod/mini'
import { describe, expect, test } from 'vitest'
import type { Matcher } from '#contract/access.ts'
import { api } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { capabilities, levels, nobody } from '#core/policy/actor.ts'
import type { Actor } from '#core/policy/actor.ts'
import type { Connector, OpenSource } from '#server/connectors/connector.ts'
import { defineConnector } from '#server/connectors/connector.ts'
import { ServerFault } from '#server/fault.ts'
import { unshared } from '#server/store/access.ts'
import { createActingWorld } from '#tests/support/acting-world.ts'
import { person, tokenWith } from '#tests/support/actors.ts'
import { emptyDoc, frameOf, scriptedConnector, send } from '#tests/support/api-world.ts'

/** Flaws other products had, each row of the attack table as a test of its own. The rest of the rows: docs/security.md. */

const viewer = person('vera', 'viewer')
const ann = person('ann', 'editor', { capabilities: new Set(['dashboards.share']) })
const ben = person('ben', 'editor')
const admin = person('ada', 'admin')
const everybody = { to: { kind: 'everyone' as const }, matchers: [] }
const only = (actor: Actor, matchers: readonly Matcher[] = []) => ({ to: { kind: 'person' as const, id: actor.id }, matchers: [...matchers] })
const write = (n: number) => ({ 'idempotency-key': `key-${n}-0123456789` })
const range = { from: 1_799_999_000_000, to: 1_800_000_000_000 }
const ask = (source: string, spec: object = { say: 'x' }) => ({ query: { source, spec }, range, width: 600 })
const widget = (source: string) => ({ id: 'w', title: 'W', query: { source, spec: { say: 'x' } }, view: { kind: 'stat', options: {} } })
const docWith = (source: string) => ({ ...emptyDoc, sections: [{ ...emptyDoc.sections[0], widgets: [widget(source)] }] })

test('A3: no other spelling of an address gets anybody in', async () => {
  const world = await createActingWorld()
  await world.share('private', { ...unshared, owner: 'ann' })
  const targets = ['/api/dashboards/private', '/api/people', '/api/audit', '/api/audit/export', '/api/sources/one/access']
  const spellings = (path: string): readonly string[] => [
    path,
    `/${path}`,
    path.replace('/api/', '/api//'),
    path.replace('/api/', '/api/./'),
    path.replace('/api/', '/api/x/../'),
    path.replace('/api/', '/API/'),
    path.replace('/api/', '/api/%2e/'),
    path.replace('/api/', '/%61pi/'),
    `${path}/`,
    `${path}%2f`,
    `${path};.css`,
    `${path}%00`,
    `${path}?x=/public`,
    path.replaceAll('/', '%2F').replace('%2F', '/'),
  ]
  for (const path of targets.flatMap(spellings)) {
    for (const actor of [nobody, viewer]) {
      const { status, body } = await world.as(actor, 'GET', path)
      expect([actor.id, path, status >= 400, JSON.stringify(body).includes('Empty')]).toEqual([actor.id, path, true, false])
    }
  }
})

test.each([
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  '//evil.test',
  '/\\evil.test',
  'file:///etc/passwd',
])('B6: a link to %j is taken neither with a new dashboard nor with a change', async (url) => {
  const world = await createActingWorld()
  const linked = (to: string) => ({ ...emptyDoc, sections: [{ ...emptyDoc.sections[0], widgets: [{ ...widget('one'), links: [{ title: 'L', url: to }] }] }] })
  const refused = await world.as(ben, 'POST', '/api/dashboards', { doc: linked(url) }, write(1))
  expect([refused.status, refused.body]).toEqual([400, expect.objectContaining({ code: 'invalid', field: expect.stringContaining('links.0.url') })])
  const made = await world.as(ben, 'POST', '/api/dashboards', { doc: linked('https://wiki.example/x') }, write(2))
  const { id } = made.body as { readonly id: string }
  expect((await world.as(ben, 'PUT', `/api/dashboards/${id}`, { doc: linked(url) }, { 'if-match': '"1"', ...write(3) })).status).toBe(400)
})

test('A4: an unknown, a literal and another’s id open and remove nothing', async () => {
  const world = await createActingWorld()
  await world.share('annes', { ...unshared, owner: 'ann' })
  for (const id of [':id', '%3Aid', ':key', '*', 'annes', '0', 'null', 'undefined', '-1', 'annes%00', '..%2Fannes']) {
    for (const [method, path] of [
      ['GET', `/api/dashboards/${id}`],
      ['DELETE', `/api/dashboards/${id}`],
      ['GET', `/api/dashboards/${id}/access`],
      ['GET', `/api/dashboards/${id}/revisions/1`],
      ['PUT', `/api/dashboards/${id}/access`],
    ] as const) {
      const body = method === 'PUT' ? { shares: [], template: null } : undefined
      expect([path, (await world.as(ben, method, path, body, { 'if-match': '"1"' })).status >= 400]).toEqual([path, true])
    }
  }
  expect((await world.as(ann, 'GET', '/api/dashboards/annes')).status).toBe(200)
  // Whoever may see it still may not remove it.
  await world.share('shown', { ...unshared, owner: 'ann', shares: [{ to: { kind: 'everyone' }, as: 'edit' }] })
  expect((await world.as(ben, 'DELETE', '/api/dashboards/shown', undefined, { 'if-match': '"1"' })).status).toBe(403)
})

test('A5: rights on one object are none on another, in every pair', async () => {
  const relations = {
    own: { ...unshared, owner: 'ann' },
    edit: { ...unshared, owner: 'olga', shares: [{ to: { kind: 'person' as const, id: 'ann' }, as: 'edit' as const }] },
    view: { ...unshared, owner: 'olga', shares: [{ to: { kind: 'person' as const, id: 'ann' }, as: 'view' as const }] },
    none: { ...unshared, owner: 'olga' },
  }
  const allowed: Readonly<Record<string, readonly number[]>> = { own: [200, 200, 200], edit: [200, 200, 403], view: [200, 403, 403], none: [404, 404, 404] }
  for (const [a, first] of Object.entries(relations)) {
    for (const [b, second] of Object.entries(relations)) {
      const world = await createActingWorld()
      await world.share('a', first)
      await world.share('b', second)
      const on = async (id: string): Promise<readonly number[]> => [
        (await world.as(ann, 'GET', `/api/dashboards/${id}`)).status,
        (await world.as(ann, 'PUT', `/api/dashboards/${id}`, { doc: emptyDoc }, { 'if-match': '"1"', ...write(1) })).status,
        (await world.as(ann, 'PUT', `/api/dashboards/${id}/access`, { shares: [], template: null }, { 'if-match': '"1"' })).status,
      ]
      // The access of the first is tried first: what it allows must not carry over.
      const doneOnA = await on('a')
      const savesB = (await world.as(ann, 'PUT', '/api/dashboards/b', { doc: emptyDoc }, { 'if-match': '"1"', ...write(2) })).status
      expect([a, b, doneOnA, savesB]).toEqual([a, b, allowed[a], allowed[b]?.[1]])
      expect((await world.as(ann, 'PUT', '/api/dashboards/b/access', { shares: [], template: null, owner: 'ann' }, { 'if-match': '"1"' })).status).toBe(
        // Taking it over needs ownership; an owner who changes nothing about themselves may.
        b === 'own' ? 200 : allowed[b]?.[2],
      )
    }
  }
})

test('A6: a source without a grant is closed by id, by auto, by a saved widget, by import and by its labels; granted ones go on', async () => {
  const world = await createActingWorld()
  await world.grant('one', [only(ann)])
  await world.grant('two', [only(ben)])
  const status = async (actor: Actor, method: string, path: string, body?: unknown): Promise<number> => (await world.as(actor, method, path, body)).status
  expect(await status(ann, 'POST', '/api/query', ask('one'))).toBe(200)
  expect(await status(ann, 'POST', '/api/query', ask('two'))).toBe(403)
  for (const path of ['labels', 'labels/job', 'series', 'metadata']) expect(await status(ann, 'GET', `/api/sources/two/${path}`)).toBe(403)
  for (const spelling of ['Two', ' two', 'two ', 'two\0', './two', '__proto__', 'constructor'])
    expect(await status(ann, 'POST', '/api/query', ask(spelling))).toBeGreaterThanOrEqual(400)
  // `auto` asks only what was granted, and says so when that is nothing.
  expect((await world.as(ben, 'POST', '/api/query', ask('auto', { measure: 'test.load' }))).body).toMatchObject({ source: { id: 'two' } })
  expect((await world.as(viewer, 'POST', '/api/query', ask('auto', { measure: 'test.load' }))).body).toMatchObject({ code: 'forbidden' })
  // Importing a document that names it, or being shown one, grants nothing.
  const imported = await world.as(ann, 'POST', '/api/dashboards', { doc: docWith('two') }, write(1))
  expect(imported.status).toBe(201)
  expect(await status(ann, 'POST', '/api/query', ask('two'))).toBe(403)
  expect(JSON.stringify((await world.as(ann, 'GET', '/api/sources')).body)).not.toContain('"two"')
  // Nor does a scope without a grant.
  expect(await status(tokenWith('t', 'queries:run'), 'POST', '/api/query', ask('one'))).toBe(403)
})

test('A7: what was checked when a widget was made is checked again when it is changed, restored or asked', async () => {
  const world = await createActingWorld()
  await world.grant('two', [only(ben)])
  const made = await world.as(ann, 'POST', '/api/dashboards', { doc: docWith('one') }, write(1))
  const { id } = z.parse(z.object({ id: z.string() }), made.body)
  // A document is only a wish: changing its source, also back from history, opens nothing.
  expect((await world.as(ann, 'PUT', `/api/dashboards/${id}`, { doc: docWith('two') }, { 'if-match': '"1"', ...write(2) })).status).toBe(200)
  expect((await world.as(ann, 'POST', '/api/query', ask('two'))).status).toBe(403)
  // A right taken away is gone at the next request, on what was open before too.
  await world.as(
    ann,
    'PUT',
    `/api/dashboards/${id}/access`,
    { shares: [{ to: { kind: 'team', id: 'pay' }, as: 'edit' }], template: null },
    { 'if-match': '"1"' },
  )
  const colleague = person('cleo', 'editor', { teams: ['pay'] })
  expect((await world.as(colleague, 'PUT', `/api/dashboards/${id}`, { doc: docWith('one') }, { 'if-match': '"2"', ...write(3) })).status).toBe(200)
  await world.as(ann, 'PUT', `/api/dashboards/${id}/access`, { shares: [], template: null }, { 'if-match': '"2"' })
  expect((await world.as(colleague, 'PUT', `/api/dashboards/${id}`, { doc: docWith('one') }, { 'if-match': '"3"', ...write(4) })).status).toBe(404)
  // Not even the same write again, which was let through before.
  expect((await world.as(colleague, 'PUT', `/api/dashboards/${id}`, { doc: docWith('one') }, { 'if-match': '"2"', ...write(3) })).status).toBe(404)
})

test('A14: no body reaches a prototype, at any depth', async () => {
  const world = await createActingWorld()
  const before = Object.getOwnPropertyNames(Object.prototype)
  const bodies: readonly (readonly [string, string, string])[] = [
    [
      'POST',
      '/api/dashboards',
      '{"doc":{"v":1,"__proto__":{"polluted":1},"title":"x","sections":[{"id":"s","title":"","widgets":[],"layouts":{"desktop":[]}}],"time":{"range":{"from":"now-1h","to":"now"}}}}',
    ],
    ['POST', '/api/query', '{"query":{"source":"one","spec":{"say":"x","constructor":{"prototype":{"polluted":1}}}},"range":{"from":1,"to":2},"width":1}'],
    ['POST', '/api/query', '{"query":{"source":"one","spec":{"say":"x"}},"variables":{"__proto__":"polluted"},"range":{"from":1,"to":2},"width":1}'],
    ['PUT', '/api/sources/one/access', '{"grants":[{"to":{"kind":"everyone","__proto__":{"polluted":1}},"matchers":[]}]}'],
    ['PUT', '/api/dashboards/x/access', '{"__proto__":{"polluted":1},"shares":[],"template":null}'],
    ['POST', '/api/sources', '{"id":"x","kind":"scripted","name":"x","config":{"url":"http://x","__proto__":{"polluted":1}}}'],
    ['POST', '/api/roles', '{"name":"x","level":"viewer","capabilities":["__proto__"],"landing":null}'],
  ]
  for (const [method, path, body] of bodies) {
    const init = { method, body, headers: { 'content-type': 'application/json', 'x-actor': 'person:ada', 'if-match': '"0"', ...write(1) } }
    await world.as(admin, 'GET', '/api/status')
    const { status } = await world.api.fetch(new Request(`http://localhost${path}`, init))
    expect([path, status >= 400]).toEqual([path, true])
  }
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('A16: a crawl of every GET as everybody finds no planted secret', async () => {
  const secret = 'canary-7f3a'
  const world = await createActingWorld({ intake: { events: { tokenFile: secret } } })
  await world.share('d', { ...unshared, shares: [{ to: { kind: 'everyone' }, as: 'view' }] })
  const gets = (Object.values(api) as readonly Endpoint[]).filter((it) => it.method === 'GET' && !it.stream)
  const cast = [
    nobody,
    ...levels.map((l) => person(l, l)),
    ...capabilities.map((c) => person(c, 'viewer', { capabilities: new Set([c]) })),
    tokenWith('t', 'dashboards:read', 'queries:run'),
  ]
  let read = 0
  for (const actor of cast) {
    for (const { path } of gets) {
      const at = path.replace(':rev', '1').replace('/sources/:id', '/sources/one').replace('/dashboards/:id', '/dashboards/d').replace(/:\w+/g, 'job')
      const headers = { 'x-actor': `${actor.kind}:${actor.id}` }
      await world.as(actor, 'GET', '/api/status')
      const text = await (await world.api.fetch(new Request(`http://localhost${at}`, { headers }))).text()
      expect([at, actor.id, text.includes(secret)]).toEqual([at, actor.id, false])
      // Where a secret lies is for who manages sources.
      const manages = actor.level === 'admin' || actor.capabilities.has('sources.manage')
      expect([at, actor.id, text.includes('/canary/') && !manages]).toEqual([at, actor.id, false])
      read += text.length > 2 ? 1 : 0
    }
  }
  expect(read).toBeGreaterThan(gets.length)
  expect(JSON.stringify(world.logged)).not.toContain(secret)
})

test('A18: under the id of a removed source nobody keeps a grant, and a row without an owner is nobody’s', async () => {
  const world = await createActingWorld()
  const config = { id: 'three', kind: 'scripted', name: 'Three', config: { url: 'http://three.test' } }
  await world.as(admin, 'POST', '/api/sources', config, write(1))
  await world.as(admin, 'PUT', '/api/sources/three/access', { grants: [] }, { 'if-match': '"0"' })
  expect(JSON.stringify((await world.as(ann, 'GET', '/api/sources')).body)).not.toContain('three')
  await world.as(admin, 'DELETE', '/api/sources/three', undefined, { 'if-match': '"1"' })
  await world.as(admin, 'POST', '/api/sources', config, write(2))
  // New, and open like any new source; the old revision of its grants fits nowhere.
  expect((await world.as(admin, 'PUT', '/api/sources/three/access', { grants: [] }, { 'if-match': '"1"' })).status).toBe(412)
  for (const owner of [null, '', '0']) await world.share(`orphan${String(owner)}`.replace(/\W/g, ''), { ...unshared, owner })
  for (const actor of [ann, viewer, person('', 'editor'), tokenWith('', 'dashboards:read')])
    expect((await world.as(actor, 'GET', '/api/dashboards')).body).toEqual([])
})

describe('B12: nobody gets an answer meant for another', () => {
  /** Answers with the matchers it was asked with; can be told to fail, or to wait. */
  const echoing = (state: { fails: boolean; asked: number; gate?: Promise<void> }): Connector => {
    const open = (forced: readonly Matcher[]): OpenSource<{ readonly say: string }> => ({
      async query() {
        state.asked += 1
        await state.gate
        if (state.fails) throw new ServerFault('source_down')
        return { fields: [{ name: forced.map((m) => m.value).join() || 'free', type: 'number', role: 'value', values: [1] }] }
      },
      check: async () => ({}),
      labels: async () => [forced.map((m) => m.value).join() || 'free'],
      narrow: (matchers) => open([...forced, ...matchers]),
    })
    return defineConnector({
      kind: 'echo',
      addable: false,
      config: z.object({}),
      spec: z.object({ say: z.string() }),
      can: ['labels'],
      measures: {},
      open: () => open([]),
    })
  }
  const own = (value: string): readonly Matcher[] => [{ label: 'team', op: '=', value }]
  const setUp = async () => {
    const state: { fails: boolean; asked: number; gate?: Promise<void> } = { fails: false, asked: 0 }
    const world = await createActingWorld({ fileSources: [{ id: 'echo', kind: 'echo', name: 'Echo', config: {} }] }, { echo: echoing(state) })
    await world.grant('echo', [only(ann, own('a')), only(ben, own('b'))])
    const said = async (actor: Actor): Promise<string> => {
      const { body } = await world.as(actor, 'POST', '/api/query', ask('echo'))
      return /"name":"(a|b|free)"/.exec(JSON.stringify(body))?.[1] ?? JSON.stringify(body)
    }
    return { state, world, said }
  }

  test('not from questions under way, which are shared only by who is held to the same', async () => {
    const { state, said, world } = await setUp()
    let open = (): void => undefined
    state.gate = new Promise((resolve) => (open = () => resolve()))
    const asked = [said(ann), said(ben), said(ann), said(admin)]
    await new Promise((resolve) => setTimeout(resolve, 20))
    open()
    expect(await Promise.all(asked)).toEqual(['a', 'b', 'a', 'free'])
    expect(state.asked).toBe(3)
    expect((await world.as(ann, 'GET', '/api/sources/echo/labels')).body).toEqual(['a'])
    expect((await world.as(ben, 'GET', '/api/sources/echo/labels')).body).toEqual(['b'])
  })

  test('not from the last good answer', async () => {
    const { state, said } = await setUp()
    expect(await said(ann)).toBe('a')
    state.fails = true
    expect(await said(ann)).toBe('a')
    expect(await said(ben)).toContain('source_down')
    expect(await said(admin)).toContain('source_down')
  })

  test('not by another’s idempotency key', async () => {
    const world = await createActingWorld()
    const mine = await world.as(ann, 'POST', '/api/dashboards', { doc: emptyDoc }, write(1))
    expect(mine.status).toBe(201)
    const theirs = await world.as(ben, 'POST', '/api/dashboards', { doc: emptyDoc }, write(1))
    expect([theirs.status, JSON.stringify(theirs.body).includes(z.parse(z.object({ id: z.string() }), mine.body).id)]).toEqual([422, false])
    expect((await world.as(ann, 'POST', '/api/dashboards', { doc: emptyDoc }, write(1))).body).toEqual(mine.body)
  })

  test('and no answer is kept on the way', async () => {
    const world = await createActingWorld()
    await world.grant('one', [everybody])
    expect((await world.as(ann, 'POST', '/api/query', ask('one'))).headers.get('cache-control')).toBe('no-store')
    expect((await send(world.api, 'GET', '/api/dashboards')).headers.get('cache-control')).toBe('no-store')
  })

  test('a source that cannot keep matchers is closed to whoever is held to some', async () => {
    const world = await createActingWorld()
    await world.grant('one', [only(ann, own('a'))])
    expect((await world.as(ann, 'POST', '/api/query', ask('one'))).body).toMatchObject({ code: 'forbidden' })
    expect(
      (await world.as(admin, 'PUT', '/api/sources/one/access', { grants: [{ to: { kind: 'everyone' }, matchers: own('a') }] }, { 'if-match': '"1"' })).status,
    ).toBe(403)
  })
})

test('A6: of grants that cannot be asked together the first stands, and the answer says that it is a part', async () => {
  const script = { query: async () => frameOf(1) }
  const scripted = scriptedConnector(new Map([['one', script]]))
  const keeping: Connector = {
    ...scripted,
    open: (config, ports) => {
      const open = scripted.open(config, ports)
      return { ...open, narrow: () => open }
    },
  }
  const world = await createActingWorld({}, { scripted: keeping })
  const is = (label: string, value: string): Matcher => ({ label, op: '=', value })
  const partOf = async (actor: Actor): Promise<unknown> => {
    const { status, body } = await world.as(actor, 'POST', '/api/query', ask('one'))
    expect(status).toBe(200)
    return (body as { readonly frame: { readonly meta?: { readonly part?: boolean } } }).frame.meta?.part
  }
  await world.grant('one', [only(ann, [is('team', 'pay')]), only(ann, [is('site', 'b1')]), only(ben, [is('team', 'pay')]), only(ben, [is('team', 'web')])])
  expect([await partOf(ann), await partOf(ben), await partOf(admin)]).toEqual([true, undefined, undefined])
})
