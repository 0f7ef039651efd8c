import { beforeAll, describe, expect, test } from 'vitest'
import type { DashboardRecord } from '#contract/dashboard.ts'
import type { Frame } from '#contract/frame.ts'
import type { LandingPreview } from '#contract/landing-preview.ts'
import type { Landing } from '#contract/landing.ts'
import { widgetsOf } from '#core/dashboard/section.ts'
import { rolePresets } from '#core/policy/presets.ts'
import { landings } from '#core/templates/landings/registry.ts'
import { starterDashboards } from '#core/templates/registry.ts'
import { connectors } from '#server/connectors/registry.ts'
import { createPeopleWorld } from '#tests/support/people-world.ts'
import type { PeopleWorld, TestBrowser } from '#tests/support/people-world.ts'

const roles = landings.map(({ role }) => role ?? '')
const password = 'another rare sentence'

/** A Prometheus that watches machines and nothing else. */
const machines: Frame = {
  fields: [
    { name: 'time', type: 'time', role: 'time', values: [1_790_000_000_000, 1_790_000_060_000] },
    { name: 'value', type: 'number', role: 'value', unit: 'percent', values: [12, 14] },
  ],
}
const nothing: Frame = { fields: [] }
const withMachines = {
  ...connectors,
  prometheus: {
    ...connectors.prometheus,
    open: () => ({
      query: async (spec: unknown) => (JSON.stringify(spec).includes('host.') ? machines : nothing),
      check: async () => ({}),
    }),
  },
}
const prometheus = { id: 'prom', kind: 'prometheus', name: 'Prometheus FRA', config: { url: 'http://127.0.0.1:9' } }

interface Place {
  readonly world: PeopleWorld
  readonly admin: TestBrowser
  /** Somebody of each role who may connect nothing. */
  readonly of: ReadonlyMap<string, TestBrowser>
}

async function place(given: Parameters<typeof createPeopleWorld>[0], demo: boolean): Promise<Place> {
  const world = createPeopleWorld({ connectors, starters: starterDashboards, ...given })
  const admin = await world.setUp({ role: 'noc-operator' })
  if (demo) await admin.send('PUT', '/api/demo')
  for (let i = 0; i < 3; i += 1) {
    await world.clock.advance(10_000)
    await world.api.tick(world.clock.now())
  }
  const of = new Map<string, TestBrowser>()
  for (const role of roles) {
    await admin.send('POST', '/api/people', { name: role, login: role, password, roles: [role] })
    const browser = world.browser()
    await browser.send('POST', '/api/door/sign-in', { login: role, password })
    of.set(role, browser)
  }
  return { world, admin, of }
}

async function landingOf(browser: TestBrowser | undefined): Promise<{ readonly landing: Landing; readonly record: DashboardRecord | undefined }> {
  if (!browser) throw new Error('nobody of that role')
  // The laws of endpoints prove the form of both.
  const landing = (await browser.send('GET', '/api/landing?zone=UTC')).body as unknown as Landing
  if (landing.dashboard === null) return { landing, record: undefined }
  return { landing, record: (await browser.send('GET', `/api/dashboards/${landing.dashboard}`)).body as unknown as DashboardRecord }
}

/** Widgets a person of the role would be shown that have nothing to say, and why. */
async function silentIn({ world, of }: Place, role: string): Promise<readonly string[]> {
  const browser = of.get(role)
  const { record } = await landingOf(browser)
  if (!record || !browser) return []
  const now = world.clock.now()
  const shown = widgetsOf(record.doc).filter(({ id }) => record.unmet?.[id] === undefined)
  const found = await Promise.all(
    shown.map(async ({ title, query }) => {
      const { status, body } = await browser.send('POST', '/api/query', {
        query,
        range: { from: now - 86_400_000, to: now },
        width: 400,
        variables: {},
        zone: 'UTC',
      })
      return status === 200 ? [] : [`${title}: ${status} ${JSON.stringify(body)}`]
    }),
  )
  return found.flat()
}

const widgetsIn = (record: Pick<DashboardRecord, 'doc'> | null | undefined) => (record ? widgetsOf(record.doc) : [])

const mayConnect = (role: string): boolean => {
  const preset = rolePresets.find(({ id }) => id === role)
  return preset?.level === 'admin' || preset?.capabilities.includes('sources.manage') === true
}

describe('with this machine alone', () => {
  let it: Place
  beforeAll(async () => {
    it = await place({}, false)
  })

  test.each(roles)('%s meets no widget without an answer', { timeout: 60_000 }, async (role) => {
    expect(await silentIn(it, role)).toEqual([])
    const { landing } = await landingOf(it.of.get(role))
    // Those who can do something about it are told what; the others see nothing of it.
    if (!mayConnect(role)) expect(landing.connect).toEqual([])
    if (role !== 'platform-admin') expect([landing.waits, landing.dashboard !== null]).toEqual([true, mayConnect(role)])
  })

  test('who sets the place up sees this machine, and what their role waits for', async () => {
    const { landing, record } = await landingOf(it.admin)
    expect([landing.role, landing.dashboard, landing.from, landing.waits]).toEqual(['noc-operator', 'this-machine', 'organisation', true])
    expect(landing.connect.map(({ need }) => need)).toEqual(['alerts', 'incidents'])
    expect(record?.unmet).toBeUndefined()
  })

  test('what is reported for the first time is there at once, and the rest still waits', async () => {
    const { world, admin } = await place({}, false)
    const now = world.clock.now()
    await world.store.observations.put([
      {
        id: 'incident:x:1',
        kind: 'incident',
        source: 'x',
        title: 'Cart fails',
        severity: 'high',
        status: 'open',
        startedAt: now - 60_000,
        endedAt: null,
        updatedAt: now,
        depends: [],
        labels: {},
      },
    ])
    await world.clock.advance(10_000)
    const { landing, record } = await landingOf(admin)
    expect([landing.dashboard, landing.waits, landing.connect.map(({ need }) => need)]).toEqual(['landing-noc-operator', false, ['alerts']])
    expect(new Set(Object.values(record?.unmet ?? {}))).toEqual(new Set(['alerts']))
  })
})

describe('with the demo estate', () => {
  let it: Place
  beforeAll(async () => {
    it = await place({}, true)
  })

  test.each(roles)('%s has every widget', { timeout: 60_000 }, async (role) => {
    const { landing, record } = await landingOf(it.of.get(role))
    expect([landing.dashboard, landing.waits, landing.connect, record?.unmet]).toEqual([`landing-${role}`, false, [], undefined])
    expect(await silentIn(it, role)).toEqual([])
  })
})

describe('with a Prometheus of machines alone', () => {
  let it: Place
  beforeAll(async () => {
    it = await place({ connectors: withMachines, fileSources: [prometheus] }, false)
  })

  test.each(roles)('%s is asked for nothing Prometheus was never told', async (role) => {
    expect(await silentIn(it, role)).toEqual([])
    const { record } = await landingOf(it.of.get(role))
    const shown = widgetsIn(record).filter(({ id }) => record?.unmet?.[id] === undefined)
    expect(
      shown.filter(({ query }) => query.source === 'auto' && /"(service|kpi|events)\./.test(JSON.stringify(query.spec['measure']))).map(({ title }) => title),
    ).toEqual([])
  })

  test('a Prometheus that is away is shown as away, not as never connected', async () => {
    const away = { ...connectors.prometheus, open: () => ({ query: () => Promise.reject(new Error('reset')), check: async () => ({}) }) }
    const { of } = await place({ connectors: { ...connectors, prometheus: away }, fileSources: [prometheus] }, false)
    const { record } = await landingOf(of.get('service-owner'))
    const measures = widgetsIn(record).flatMap(({ id, query }) => (record?.unmet?.[id] === undefined ? [query.spec['measure']] : []))
    expect(measures).toEqual(['service.requestRate', 'service.errorRatio', 'service.latencyP95'])
  })
})

describe('seeing a landing as a role', () => {
  let it: Place
  beforeAll(async () => {
    it = await place({}, true)
  })
  const ask = async (browser: TestBrowser | undefined, role: string) => {
    if (!browser) throw new Error('nobody of that role')
    return browser.send('GET', `/api/roles/${role}/landing?zone=UTC`)
  }
  // The laws of endpoints prove its form.
  const preview = async (browser: TestBrowser | undefined, role: string): Promise<LandingPreview> =>
    (await ask(browser, role)).body as unknown as LandingPreview

  test.each(roles)('an administrator sees what somebody new of %s is given', async (role) => {
    const { landing, record, role: named } = await preview(it.admin, role)
    const theirs = await landingOf(it.of.get(role))
    expect([named.id, landing.role, landing.dashboard]).toEqual([role, role, theirs.landing.dashboard])
    expect(landing.answer.sentences.map(({ key }) => key)).toEqual(theirs.landing.answer.sentences.map(({ key }) => key))
    expect(widgetsIn(record).map(({ id }) => id)).toEqual(widgetsIn(theirs.record).map(({ id }) => id))
  })

  test('nobody else may, and a role nobody made is not found', async () => {
    for (const role of roles.filter((one) => one !== 'platform-admin')) expect((await ask(it.of.get(role), 'sre')).status).toBe(403)
    expect((await ask(it.admin, 'nobody-made-this')).status).toBe(404)
  })

  test('what is for other roles only is not in it, and nothing of the administrator is', async () => {
    const { world, admin } = await place({}, true)
    const read = (await admin.send('GET', '/api/dashboards/landing-sre')).body as unknown as DashboardRecord
    const [section] = read.doc.sections
    const [first, second, ...rest] = section?.widgets ?? []
    if (!section || !first || !second) throw new Error('the landing of the SRE is empty')
    const narrowed = {
      ...read.doc,
      sections: [{ ...section, widgets: [{ ...first, visibleTo: { roles: ['executive'] } }, { ...second, visibleTo: { roles: ['sre'] } }, ...rest] }],
    }
    const saved = await admin.send('PUT', '/api/dashboards/landing-sre', { doc: narrowed }, { 'if-match': `"${read.rev}"`, 'idempotency-key': 'narrowed' })
    expect(saved.status).toBe(200)
    await admin.send('PUT', '/api/me/frame/hidden/goto', { on: true })
    await admin.send('PUT', '/api/me', { landing: 'this-machine' })
    await world.clock.advance(10_000)
    const { landing, record } = await preview(admin, 'sre')
    const ids = widgetsIn(record).map(({ id }) => id)
    expect([ids.includes(first.id), ids.includes(second.id), record?.doc.partial, record?.mine]).toEqual([false, true, true, 'view'])
    expect([landing.dashboard, landing.from, landing.frame.hidden]).toEqual(['landing-sre', 'role', []])
  })

  test('it never shows more of a source than the administrator may see', async () => {
    const { admin, world, of } = await place({}, false)
    const now = world.clock.now()
    const alert = (id: string, team: string) => ({
      id,
      kind: 'alert' as const,
      source: 'am',
      title: `Secret of ${team}`,
      severity: 'critical' as const,
      status: 'firing',
      startedAt: now - 60_000,
      endedAt: null,
      updatedAt: now,
      service: 'cart',
      team,
      depends: [],
      labels: {},
    })
    await world.store.observations.put([alert('alert:am:1', 'payments'), alert('alert:am:2', 'identity')])
    // Somebody who looks after roles without running the place: they may see the alerts of one team, the role those of both.
    const desk = await admin.send('POST', '/api/roles', { name: 'Desk', level: 'editor', capabilities: ['roles.manage'], landing: null })
    await admin.send('POST', '/api/people', { name: 'Bob', login: 'bob', password, roles: [String(desk.body['id'])] })
    const bob = world.browser()
    await bob.send('POST', '/api/door/sign-in', { login: 'bob', password })
    const team = (value: string) => [{ label: 'team', op: '=', value }]
    const grants = [
      { to: { kind: 'role', id: String(desk.body['id']) }, matchers: team('payments') },
      { to: { kind: 'role', id: 'noc-operator' }, matchers: [] },
    ]
    expect((await admin.send('PUT', '/api/sources/events/access', { grants }, { 'if-match': '"0"' })).status).toBe(200)
    await world.clock.advance(10_000)
    const seen = await ask(bob, 'noc-operator')
    expect(seen.status).toBe(200)
    expect(JSON.stringify(seen.body)).toContain('Secret of payments')
    expect(JSON.stringify(seen.body)).not.toContain('Secret of identity')
    expect(JSON.stringify((await landingOf(of.get('noc-operator'))).landing)).toContain('Secret of identity')

    // Widgets ask for themselves, one by one: with the same rights.
    const widget = async (browser: TestBrowser | undefined, as?: string) => {
      const body = { query: { source: 'events', spec: { measure: 'alerts.active' } }, range: { from: now - 3_600_000, to: now + 60_000 }, width: 600 }
      const reply = await browser?.send('POST', '/api/query', { ...body, ...(as !== undefined && { as }) })
      return { status: reply?.status, text: JSON.stringify(reply?.body) }
    }
    const teamsIn = ({ text }: { readonly text: string }) => ['payments', 'identity'].filter((name) => text.includes(`Secret of ${name}`))
    expect(teamsIn(await widget(bob, 'noc-operator'))).toEqual(['payments'])
    expect(teamsIn(await widget(admin))).toEqual(['payments', 'identity'])
    expect(teamsIn(await widget(admin, 'noc-operator'))).toEqual(['payments', 'identity'])
    // The choices of the dashboard's variables are read like its widgets.
    const choices = async (browser: TestBrowser | undefined, as?: string) => {
      const reply = await browser?.send('GET', `/api/sources/events/labels/team${as === undefined ? '' : `?as=${as}`}`)
      return reply?.status === 200 ? reply.body : reply?.status
    }
    expect(await choices(admin)).toEqual(['identity', 'payments'])
    expect(await choices(admin, 'noc-operator')).toEqual(['identity', 'payments'])
    expect(await choices(bob, 'noc-operator')).toEqual(['payments'])
    expect(await choices(admin, 'executive')).toBe(403)
    expect(await choices(admin, 'nobody-made-this')).toBe(404)
    expect(await choices(of.get('noc-operator'), 'noc-operator')).toBe(403)
    // A role without a grant sees nothing, whoever looks.
    expect((await widget(admin, 'executive')).status).toBe(403)
    expect((await widget(bob, 'executive')).status).toBe(403)
    expect((await widget(admin, 'nobody-made-this')).status).toBe(404)
    // Only who may look as a role may ask as one.
    expect((await widget(of.get('noc-operator'), 'noc-operator')).status).toBe(403)
    expect((await widget(of.get('sre'), 'noc-operator')).status).toBe(403)
  })
})

describe('the frame around the dashboard', () => {
  test('what one puts away stays away on every device, and is nobody else’s', async () => {
    const { admin, world, of } = await place({}, false)
    expect((await admin.send('PUT', '/api/me/frame/hidden/goto', { on: true })).body).toEqual({ folded: [], hidden: ['goto'], seen: [] })
    await admin.send('PUT', '/api/me/frame/seen/drag', { on: true })
    const phone = world.browserAt(world.otherApi)
    phone.session = admin.session
    expect((await landingOf(phone)).landing.frame).toEqual({ folded: [], hidden: ['goto'], seen: ['drag'] })
    expect((await landingOf(of.get('sre'))).landing.frame).toEqual({ folded: [], hidden: [], seen: [] })
    expect((await phone.send('PUT', '/api/me/frame/hidden/goto', { on: false })).body).toEqual({ folded: [], hidden: [], seen: ['drag'] })
    expect((await admin.send('PUT', '/api/me/frame/hidden/__proto__', { on: true })).status).toBe(400)
    expect((await admin.send('PUT', '/api/me/frame/stolen/goto', { on: true })).status).toBe(400)
  })
})
