import { connect } from 'node:net'
import pg from 'pg'
import type { Browser, Locator, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Changes } from '#contract/change.ts'
import { follow, type LinePorts } from '#web/api/live/line.ts'
import { startBalancer, type Balancer } from '#tests/support/balancer.ts'
import { emptyDoc } from '#tests/support/api-world.ts'
import { hasBrowser, launchBrowser, openPage } from '#tests/support/chromium.ts'
import { buildApp, startHomeport, type Homeport, type Visitor } from '#tests/support/homeport.ts'
import { findPostgres, startPostgres, type PostgresServer } from '#tests/support/postgres.ts'
import { until } from '#tests/support/program.ts'
import { needs } from '#tests/support/require.ts'

/** What every change has to be heard within, by the promise of the product. */
const promisedMs = 5_000

let keys = 0
const key = (): string => `two-instances-${Date.now()}-${(keys += 1)}`

interface Asked {
  readonly body?: unknown
  readonly rev?: number | undefined
}

/** Calls one instance directly, as that person. `what` is method and path. */
async function ask(home: Homeport, who: Visitor, what: string, { body, rev }: Asked = {}): Promise<unknown> {
  const [method = '', path = ''] = what.split(' ')
  const ifMatch = rev === undefined ? {} : { 'if-match': `"${rev}"` }
  const response = await fetch(`${home.url}${path}`, {
    method,
    headers: { ...who.headers, origin: home.url, 'content-type': 'application/json', 'idempotency-key': key(), ...ifMatch },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const reply: unknown = await response.json()
  if (!response.ok) throw new Error(`${what}: ${response.status} ${JSON.stringify(reply)}`)
  return reply
}

interface Made {
  readonly id: string
  readonly rev: number
}
const make = async (home: Homeport, who: Visitor, title: string): Promise<Made> =>
  (await ask(home, who, 'POST /api/dashboards', { body: { doc: { ...emptyDoc, title } } })) as Made
const save = async (home: Homeport, who: Visitor, { id, rev }: Made, title: string): Promise<Made> =>
  (await ask(home, who, `PUT /api/dashboards/${id}`, { body: { doc: { ...emptyDoc, title } }, rev })) as Made

/** The app's own line to the server, from outside a browser. */
function lineTo(url: string, who: Visitor): LinePorts {
  const get = (path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Response> =>
    fetch(`${url}${path}`, { headers: { ...who.headers, origin: url, ...headers }, signal })
  return {
    open: (after, signal) => get('/api/live', after === undefined ? {} : { 'last-event-id': after }, signal),
    ask: async (after, signal) => (await (await get(`/api/changes?after=${after ?? ''}`, {}, signal)).json()) as Changes,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms)
        signal.addEventListener('abort', () => {
          clearTimeout(timer)
          resolve()
        })
      }),
    random: () => Math.random(),
  }
}

/** Whether it can be seen within the time that is promised. */
const shows = (what: Locator): Promise<boolean> =>
  what.waitFor({ timeout: promisedMs }).then(
    () => true,
    () => false,
  )

/** Follows until stopped; what was heard, and whether anything was ever lost. */
function listenTo(url: string, who: Visitor) {
  const stop = new AbortController()
  const heard: string[] = []
  let begun = 0
  let resets = 0
  const ended = follow(lineTo(url, who), {
    after: undefined,
    signal: stop.signal,
    hear: ({ changes, reset }) => {
      begun += 1
      if (reset) resets += 1
      heard.push(...changes.map((c) => c.id))
    },
  })
  return {
    heard,
    begun: () => begun > 0,
    resets: () => resets,
    ended,
    stop: async () => {
      stop.abort()
      return ended
    },
  }
}

needs('Chromium and PostgreSQL', hasBrowser && findPostgres() !== undefined)('two instances on one PostgreSQL', () => {
  let postgres: PostgresServer
  let databaseUrl: string
  let one: Homeport
  let two: Homeport
  let admin: Visitor
  let browser: Browser
  const after: (() => Promise<unknown>)[] = []

  /** Whether people sign in at all: only then a right can be taken away. */
  const enforced = (): boolean => two.setup !== undefined

  const instance = (): Promise<Homeport> => startHomeport({ env: { DATABASE_URL: databaseUrl, LOG_LEVEL: 'info' } })
  const balancer = async (targets: readonly Homeport[], idleMs = 0): Promise<Balancer> => {
    const made = await startBalancer(
      targets.map((it) => Number(new URL(it.url).port)),
      { idleMs },
    )
    after.push(made.stop)
    return made
  }
  /** A page that shows `heading` and holds its line: what happens from now on reaches it. */
  const openAs = async (url: string, who: Visitor, path: string, heading: string): Promise<Page> => {
    const { page, close } = await openPage(browser)
    after.push(close)
    await page.context().addCookies([...who.cookies])
    // Listened for before the page is asked for: the line may be there before the page is said to be.
    await Promise.all([page.waitForResponse((r) => r.url().endsWith('/api/live') && r.status() === 200), page.goto(`${url}${path}`)])
    await page.getByRole('heading', { name: heading }).first().waitFor()
    return page
  }

  beforeAll(async () => {
    buildApp()
    postgres = await startPostgres()
    databaseUrl = await postgres.createDatabase()
    one = await instance()
    two = await instance()
    admin = await two.signIn()
    browser = await launchBrowser()
  }, 180_000)
  afterEach(async () => {
    for (const end of after.splice(0).toReversed()) await end()
  })
  afterAll(async () => {
    await browser?.close()
    await Promise.all([one?.stop(), two?.stop()])
    await postgres?.destroy()
  }, 60_000)

  test('a save through one reaches a browser on the other', { timeout: 60_000 }, async () => {
    const made = await make(two, admin, 'Before')
    const page = await openAs(one.url, admin, `/d/${made.id}`, 'Before')
    await save(two, admin, made, 'After')
    expect(await shows(page.getByRole('heading', { name: 'After' }))).toBe(true)
  })

  test('a dashboard that is taken away closes where it is open, and the page says so', { timeout: 60_000 }, async () => {
    const made = await make(two, admin, 'Short-lived')
    const page = await openAs(one.url, admin, `/d/${made.id}`, 'Short-lived')
    await ask(two, admin, `DELETE /api/dashboards/${made.id}`, { rev: made.rev })
    expect(await shows(page.getByText('This dashboard is gone'))).toBe(true)
  })

  test('a right that is taken away closes the dashboard in the other browser', { timeout: 60_000 }, async ({ skip }) => {
    skip(!enforced(), 'this server lets everybody do everything')
    const made = await make(two, admin, 'Shared for a while')
    const access = `/api/dashboards/${made.id}/access`
    const share = (rev: number, shares: readonly object[]): Promise<unknown> => ask(two, admin, `PUT ${access}`, { body: { shares, template: null }, rev })
    const { rev } = (await ask(two, admin, `GET ${access}`)) as Made
    const shared = (await share(rev, [{ to: { kind: 'everyone' }, as: 'view' }])) as Made
    const viewer = await two.signInAs('Vera Viewer', ['executive'])
    const page = await openAs(one.url, viewer, `/d/${made.id}`, 'Shared for a while')
    await share(shared.rev, [])
    expect(await shows(page.getByText('This dashboard is gone'))).toBe(true)
  })

  test('a person who is signed out everywhere loses stream and page on the other instance', { timeout: 60_000 }, async ({ skip }) => {
    skip(!enforced(), 'this server lets everybody do everything')
    const visitor = await two.signInAs('Otto Out', ['executive'])
    const { id } = (await ask(two, visitor, 'GET /api/me')) as { readonly id: string }
    const line = listenTo(one.url, visitor)
    await until('the stream to begin', async () => line.begun())
    const begun = Date.now()
    await ask(two, admin, `DELETE /api/people/${id}/sessions`)
    expect(await line.ended).toBe('signed out')
    expect(Date.now() - begun).toBeLessThan(promisedMs)
  })

  test('an administrator who closes an account sends its open page to the door of the other instance', { timeout: 60_000 }, async ({ skip }) => {
    skip(!enforced(), 'this server lets everybody do everything')
    const visitor = await two.signInAs('Clara Closed', ['executive'])
    const { id } = (await ask(two, visitor, 'GET /api/me')) as Made
    const page = await openAs(one.url, visitor, '/dashboards', 'Dashboards')
    const person = ((await ask(two, admin, 'GET /api/people')) as readonly Made[]).find((p) => p.id === id)
    await ask(two, admin, `PUT /api/people/${id}`, { body: { disabled: true }, rev: person?.rev })
    expect(await shows(page.getByLabel('Password'))).toBe(true)
  })

  test('kill -9 of the instance a stream is on: it goes on through the other and misses nothing', { timeout: 120_000 }, async () => {
    const doomed = await instance()
    const front = await balancer([doomed, two])
    const line = listenTo(front.url, admin)
    await until('the stream to begin', async () => line.begun())
    const made: string[] = []
    for (let i = 0; i < 60; i += 1) {
      made.push((await make(two, admin, `Counted ${i}`)).id)
      if (i === 20) await doomed.kill()
    }
    await until('every change to be heard', async () => made.every((id) => line.heard.includes(id)), 20_000)
    expect(line.resets()).toBe(0)
    expect(await line.stop()).toBe('stopped')
  })

  test('a proxy that cuts what is idle costs nothing but a new connection', { timeout: 60_000 }, async () => {
    const front = await balancer([one, two], 1_500)
    const line = listenTo(front.url, admin)
    await until('the stream to begin', async () => line.begun())
    const made: string[] = []
    for (let i = 0; i < 4; i += 1) {
      await new Promise((later) => setTimeout(later, 2_000))
      made.push((await make(two, admin, `Idle ${i}`)).id)
    }
    await until('every change to be heard', async () => made.every((id) => line.heard.includes(id)))
    expect(front.cuts).toBeGreaterThan(1)
    expect(line.resets()).toBe(0)
    await line.stop()
  })

  test('a reader that does not read is dropped, and everybody else goes on', { timeout: 90_000 }, async () => {
    const drops = (): number => one.output().split('live.dropped').length
    const before = drops()
    const lazy = connect(Number(new URL(one.url).port), '127.0.0.1')
    after.push(async () => lazy.destroy())
    lazy.on('error', () => undefined)
    lazy.write(`GET /api/live HTTP/1.1\r\nHost: localhost\r\nCookie: ${admin.headers['cookie'] ?? ''}\r\n\r\n`)
    await new Promise((answered) => lazy.once('data', answered))
    lazy.pause()
    const line = listenTo(one.url, admin)
    await until('the stream to begin', async () => line.begun())
    const database = new pg.Client({ connectionString: databaseUrl })
    await database.connect()
    await database.query(`insert into outbox (topic, id) select 'source', 'flood-' || n || repeat('x', 60) from generate_series(1, 60000) as n`)
    await database.end()
    await until('the reader to be dropped', async () => drops() > before, 30_000)
    const made = await make(two, admin, 'After the flood')
    await until('the other one to hear on', async () => line.heard.includes(made.id), 30_000)
    expect(line.heard.filter((id) => id.startsWith('flood-'))).toHaveLength(60_000)
    await line.stop()
  })
})
