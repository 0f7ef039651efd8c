import { beforeAll, describe, expect, test, vi } from 'vitest'
import { api } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Scope } from '#core/policy/actor.ts'
import { rolePresets } from '#core/policy/presets.ts'
import { starterDashboards } from '#core/templates/registry.ts'
import type { Connector } from '#server/connectors/connector.ts'
import { events } from '#server/connectors/events/index.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import { frameOf, scriptedConnector } from '#tests/support/api-world.ts'
import { createPeopleWorld } from '#tests/support/people-world.ts'
import type { PeopleWorld, TestBrowser } from '#tests/support/people-world.ts'

/**
 * Every GET of the contract, as every role there is, as tokens and as nobody, with every id anybody can find: no word that was
 * hidden somewhere ever comes back to whom it is not for. Whoever adds an endpoint that can be read adds nothing here, unless it
 * needs search parameters to answer; whoever keeps something new that is not for everybody plants a word in it.
 */

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const gets: readonly Endpoint[] = Object.values(api as Readonly<Record<string, Endpoint>>).filter(({ method }) => method === 'GET')
/** What an endpoint has to be asked with to say something. */
const searches: Readonly<Record<string, readonly string[]>> = {
  findNames: ['?q=plant', '?q=se', '?q=ad'],
  readStrip: ['?here=page:alerts', ''],
  listObservations: ['?kind=incident&from=1&to=1900000000000'],
  readProposal: ['?dashboard=this-machine'],
}
const scopes: readonly Scope[] = ['dashboards:read', 'dashboards:write', 'queries:run', 'metrics:read']

interface Plant {
  readonly word: string
  /** Who may read it, of those who ask; absent: nobody, ever. */
  readonly for?: (who: string) => boolean
}

const isAdmin = (who: string): boolean => who === 'administrator' || who === 'platform-admin'
const plants: Readonly<Record<string, Plant>> = {
  hiddenTitle: { word: 'PlantedHiddenTitle', for: (who) => isAdmin(who) || who === 'security-analyst' },
  run: { word: 'PlantedRunField', for: isAdmin },
  hiddenQuery: { word: 'PlantedHiddenQuery', for: (who) => isAdmin(who) || who === 'security-analyst' },
  hiddenLink: { word: 'PlantedHiddenLink', for: (who) => isAdmin(who) || who === 'security-analyst' },
  hiddenId: { word: 'PlantedHiddenId', for: (who) => isAdmin(who) || who === 'security-analyst' },
  hiddenSection: { word: 'PlantedSection', for: isAdmin },
  inHiddenSection: { word: 'PlantedInSection', for: isAdmin },
  takenOut: { word: 'PlantedTakenOut', for: isAdmin },
  private: { word: 'PlantedPrivateWidget', for: isAdmin },
  sourceAddress: { word: 'planted-source.test', for: isAdmin },
  sourceFile: { word: '/planted/source/password', for: isAdmin },
  login: { word: 'planted-login', for: isAdmin },
  site: { word: 'PlantedSite', for: isAdmin },
  subject: { word: 'planted-subject' },
  password: { word: 'planted pass phrase of ben' },
  intakeToken: { word: 'planted-intake-token-1234' },
}

const widget = (id: string, title: string, more: object = {}) => ({
  id,
  title,
  query: { source: 'one', spec: { say: 'x' } },
  view: { kind: 'stat', options: {} },
  ...more,
})
const section = (id: string, title: string, widgets: readonly { readonly id: string }[], more: object = {}) => ({
  id,
  title,
  widgets,
  layouts: { desktop: widgets.map((w, i) => ({ id: w.id, x: 0, y: i * 4, w: 4, h: 4 })) },
  ...more,
})
const docOf = (title: string, sections: readonly object[]) => ({
  v: 1,
  title,
  sections,
  variables: [],
  time: { range: { from: 'now-1h', to: 'now' }, refreshMs: 0 },
})
const key = (n: number): Record<string, string> => ({ 'idempotency-key': `key-${n}-0123456789` })
const secretOf = ({ word }: Plant): string => word

const script = { query: async () => frameOf(1, 2) }
const scripted = scriptedConnector(
  new Map([
    ['one', script],
    ['two', script],
  ]),
)
/** A source that can be asked everything. */
const answersAll: Connector = {
  ...scripted,
  can: ['labels', 'series', 'metadata'],
  open: (config, ports) => ({
    ...scripted.open(config, ports),
    series: async () => [{ job: 'api' }],
    metadata: async () => [{ metric: 'up', type: 'gauge', help: '', unit: '' }],
  }),
}

interface Reader {
  readonly who: string
  readonly headers: Readonly<Record<string, string>>
}

const store = createMemoryStore()
let world: PeopleWorld
let readers: readonly Reader[]
let runOfBen = ''
/** Secrets that only come to be when the world does: what they are. */
const made: { readonly what: string; readonly word: string }[] = []

const sessionOf = (browser: TestBrowser): string => browser.session ?? ''

beforeAll(async () => {
  world = createPeopleWorld(
    {
      connectors: { scripted: answersAll, events },
      starters: starterDashboards,
      fileSources: [{ id: 'one', kind: 'scripted', name: 'One', config: { url: 'http://planted-source.test', passwordFile: '/planted/source/password' } }],
      intake: { events: { tokenFile: 't' }, alertmanager: { tokenFile: 't' }, grafana: { tokenFile: 't' } },
    },
    { secrets: { read: async () => secretOf(plants['intakeToken']!) }, store },
  )
  const admin = await world.setUp({ login: 'ada' })
  const done = async (what: string, reply: Promise<{ readonly status: number; readonly body: unknown }>): Promise<Record<string, string>> => {
    const { status, body } = await reply
    if (status >= 300) throw new Error(`${what}: ${status} ${JSON.stringify(body)}`)
    return body as Record<string, string>
  }
  const join = async (
    login: string,
    roles: readonly string[],
    password = `a long sentence of ${login}`,
    sites: readonly string[] = [],
  ): Promise<TestBrowser> => {
    await done(login, admin.send('POST', '/api/people', { name: `Person ${login.slice(0, 3)}`, login, password, roles, teams: [], sites }))
    const browser = world.browser('10.9.8.0/24')
    await done(login, browser.send('POST', '/api/door/sign-in', { login, password }))
    return browser
  }

  // Somebody whose things are nobody else's, apart from what they share.
  const ben = await join(secretOf(plants['login']!), ['sre'], secretOf(plants['password']!), [secretOf(plants['site']!)])
  await world.store.people.create({
    id: 'from-outside',
    name: 'Zoe Outside',
    login: null,
    email: null,
    password: null,
    disabled: false,
    roles: [{ role: 'sre', from: 'idp' }],
    active: 'sre',
    teams: [],
    sites: [],
    chosenTeams: [],
    chosenSites: [],
    identities: [{ issuer: 'https://id.example', subject: secretOf(plants['subject']!) }],
    createdAt: 1,
    seenAt: null,
  })
  const hidden = widget(secretOf(plants['hiddenId']!), secretOf(plants['hiddenTitle']!), {
    query: { source: 'one', spec: { say: secretOf(plants['hiddenQuery']!) } },
    links: [{ title: 'x', url: `https://x.example/${secretOf(plants['hiddenLink']!)}` }],
    visibleTo: { roles: ['security-analyst'] },
  })
  const before = docOf('Shared', [section('s', 'First', [widget('old', secretOf(plants['takenOut']!))])])
  const after = docOf('Shared', [
    section('s', 'First', [widget('plain', 'Plain'), hidden]),
    section('t', secretOf(plants['hiddenSection']!), [widget('v', secretOf(plants['inHiddenSection']!))], { visibleTo: { teams: ['no team of anybody'] } }),
  ])
  const shared = await done('create', ben.send('POST', '/api/dashboards', { doc: before }, key(1)))
  await done('save', ben.send('PUT', `/api/dashboards/${shared['id']}`, { doc: after }, { ...key(2), 'if-match': '"1"' }))
  const access = { shares: [{ to: { kind: 'everyone' }, as: 'view' }], template: null }
  await done('share', ben.send('PUT', `/api/dashboards/${shared['id']}/access`, access, { 'if-match': '"1"' }))
  await done('private', ben.send('POST', '/api/dashboards', { doc: docOf('Ben’s', [section('s', '', [widget('p', secretOf(plants['private']!))])]) }, key(3)))
  await done('seed', admin.send('POST', '/api/roles/sre/seeds', {}))
  const now = world.clock.now()
  await world.store.observations.put([
    {
      id: 'incident:crawl:1',
      kind: 'incident',
      source: 'crawl',
      title: 'Cart is slow',
      severity: 'warning',
      status: 'open',
      startedAt: now - 1000,
      endedAt: null,
      updatedAt: now,
      service: 'cart',
      depends: [],
      labels: {},
    },
  ])
  await done('run', admin.send('POST', '/api/runs', { workflow: 'change', device: 'tab1' }, key(4)))
  const run = await done('own run', ben.send('POST', '/api/runs', { workflow: 'change', device: 'tab2', fields: { title: secretOf(plants['run']!) } }, key(5)))
  runOfBen = run['id'] ?? ''
  made.push({ what: 'session of ben', word: sessionOf(ben) })

  const tokens = await Promise.all(
    scopes.map(async (scope, n) => {
      const { token } = await done(scope, admin.send('POST', '/api/tokens', { name: `t${n}`, scopes: [scope], days: 5 }))
      made.push({ what: `token ${scope}`, word: token ?? '' })
      return { who: `token ${scope}`, headers: { authorization: `Bearer ${token ?? ''}` } }
    }),
  )
  const people: Reader[] = [{ who: 'administrator', headers: { 'x-test-session': sessionOf(admin) } }]
  for (const { id } of rolePresets.filter((role) => role.id !== 'administrator')) {
    people.push({ who: id, headers: { 'x-test-session': sessionOf(await join(id, [id])) } })
  }
  people.push({ who: 'no role', headers: { 'x-test-session': sessionOf(await join('nobody-much', [])) } })
  for (const { who, headers } of people) made.push({ what: `session of ${who}`, word: headers['x-test-session'] ?? '' })
  readers = [...people, ...tokens, { who: 'nobody', headers: {} }]
})

/** The whole reply as text: headers, and of a stream what it says first. */
async function read(path: string, { headers }: Reader): Promise<{ readonly status: number; readonly text: string }> {
  const stop = new AbortController()
  const response = await world.api.fetch(new Request(`http://localhost${path}`, { headers: { ...headers }, signal: stop.signal }))
  const head = JSON.stringify([...response.headers])
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return { status: response.status, text: head + (await response.text()) }
  const reader = response.body?.getReader()
  const first = await reader?.read()
  await reader?.cancel()
  stop.abort()
  return { status: response.status, text: head + new TextDecoder().decode(first?.value) }
}

/** Every address of an endpoint, with every id there is in the place of each parameter. */
function addresses({ name, path }: Endpoint, ids: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const filled = [...path.matchAll(/:(\w+)/g)].reduce<readonly string[]>(
    (all, [, param = '']) => all.flatMap((one) => (ids.get(param) ?? ids.get('id') ?? []).map((id) => one.replace(`:${param}`, encodeURIComponent(id)))),
    [path],
  )
  return filled.flatMap((one) => (searches[name] ?? ['']).map((search) => one + search))
}

/** Everything called `id` in what somebody was told. */
function idsIn(text: string): readonly string[] {
  return [...text.matchAll(/"id":"([^"\\]{1,100})"/g)].map(([, id = '']) => id)
}

describe('a crawl of every GET', () => {
  const found = new Map<string, Set<string>>()
  const answered = new Set<string>()

  beforeAll(async () => {
    const [admin] = readers
    if (!admin) throw new Error('nobody asks')
    const ids = new Set<string>(['one', 'from-outside', runOfBen])
    for (const endpoint of gets.filter(({ path }) => !path.includes(':'))) {
      for (const path of addresses(endpoint, new Map())) for (const id of idsIn((await read(path, admin)).text)) ids.add(id)
    }
    const known = new Map([
      ['id', [...ids]],
      ['rev', ['1', '2']],
      ['version', ['1']],
      ['label', ['job']],
    ])
    const words = [...Object.entries(plants).map(([what, { word }]) => ({ what, word })), ...made]
    const listen = async (reader: Reader, { name }: Endpoint, path: string): Promise<void> => {
      const { status, text } = await read(path, reader)
      if (status === 500) throw new Error(`${reader.who} ${path}: ${text}`)
      if (status < 300) answered.add(name)
      for (const { what } of words.filter(({ word }) => text.includes(word))) {
        found.set(what, (found.get(what) ?? new Set<string>()).add(`${reader.who}: ${name}`))
      }
    }
    for (const reader of readers) {
      for (const endpoint of gets) for (const path of addresses(endpoint, known)) await listen(reader, endpoint, path)
    }
  })

  test('reaches every endpoint that can be read', () => {
    expect(gets.map(({ name }) => name).filter((name) => !answered.has(name))).toEqual([])
  })

  test('what was planted is kept, so that a slip of the pen is not taken for a secret well kept', async () => {
    const kept = store.snapshot()
    const elsewhere = new Set(['sourceAddress', 'sourceFile', 'intakeToken'])
    for (const [what, { word }] of Object.entries(plants)) if (!elsewhere.has(what)) expect([what, kept.includes(word)]).toEqual([what, true])
    for (const { what, word } of made) expect([what, word.length > 20, kept.includes(word)]).toEqual([what, true, false])
  })

  for (const [what, { for: mayRead = () => false }] of Object.entries(plants)) {
    test(`${what} is told to nobody it is not for, and to everybody it is for`, () => {
      const told = [...(found.get(what) ?? [])]
      expect(told.filter((one) => !mayRead(one.split(':')[0] ?? ''))).toEqual([])
      const heard = new Set(told.map((one) => one.split(':')[0]))
      expect(readers.map(({ who }) => who).filter((who) => mayRead(who) && !heard.has(who))).toEqual([])
    })
  }

  test('no session, no token and no hash of either is told to anybody, not even to whose they are', async () => {
    expect(made.flatMap(({ what }) => [...(found.get(what) ?? [])])).toEqual([])
    // The snapshot is JSON the store wrote itself.
    const kept = JSON.parse(store.snapshot()) as {
      readonly sessionTokens: readonly [string][]
      readonly tokens: readonly (readonly [string, { readonly hash: string }])[]
    }
    const hashes = [...kept.sessionTokens.map(([hash]) => hash), ...kept.tokens.map(([, { hash }]) => hash)]
    expect(hashes.length).toBeGreaterThanOrEqual(readers.length)
    for (const reader of readers) {
      for (const endpoint of gets.filter(({ path }) => !path.includes(':'))) {
        const { text } = await read(endpoint.path, reader)
        expect([reader.who, endpoint.name, hashes.filter((hash) => text.includes(hash))]).toEqual([reader.who, endpoint.name, []])
      }
    }
  })
})
