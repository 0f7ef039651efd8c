import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { rolesByGroup, startPortal } from '#tests/support/portal.ts'
import type { Portal } from '#tests/support/portal.ts'
import { freePort } from '#tests/support/program.ts'

const portals: Portal[] = []
afterAll(() => Promise.all(portals.map((portal) => portal.stop())))

async function open(config: Readonly<Record<string, unknown>>, files: Readonly<Record<string, string>> = {}): Promise<Portal> {
  const portal = await startPortal({ config, files, port: await freePort() })
  portals.push(portal)
  return portal
}

interface Given {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

type Headers = Readonly<Record<string, string>>

/** A raw request: names, origins and forwarding headers exactly as given. */
function ask(portal: Portal, path: string, headers: Headers = {}, method = 'GET', body?: string): Promise<Given> {
  return new Promise((resolve, reject) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }
    const sent = request(
      { host: '127.0.0.1', port: portal.port, path, method, headers: { host: `localhost:${portal.port}`, ...json, ...headers } },
      (reply) => {
        const chunks: Buffer[] = []
        reply.on('data', (chunk: Buffer) => chunks.push(chunk))
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text: Buffer.concat(chunks).toString() }))
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

const same = { 'sec-fetch-site': 'same-origin' }
const newcomer = (code: string): string => JSON.stringify({ code, name: 'Ada Sample', role: 'sre' })

/** Makes the first administrator by the one-time code, and gives the cookie lines. */
async function setUp(portal: Portal, headers: Headers = same): Promise<readonly string[]> {
  const code = await portal.api.accounts.setupCode()
  const { status, headers: told, text } = await ask(portal, '/api/door/setup', headers, 'POST', newcomer(code ?? ''))
  expect([status, text]).toEqual([200, expect.any(String)])
  return told['set-cookie'] ?? []
}

const cookieOf = (lines: readonly string[]): string => lines.map((line) => line.split(';')[0]).join('; ')

describe('on this machine', () => {
  test('a session is a cookie no script reads and no other site sends with a change', async () => {
    const portal = await open({})
    const lines = await setUp(portal)
    expect(lines).toEqual([expect.stringMatching(/^homeport-sid=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/)])
    expect((await ask(portal, '/api/me', { cookie: cookieOf(lines) })).status).toBe(200)
    expect((await ask(portal, '/api/me')).status).toBe(401)
    const out = await ask(portal, '/api/door/sign-out', { ...same, cookie: cookieOf(lines) }, 'POST', '{}')
    expect(out.headers['set-cookie']).toEqual(['homeport-sid=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax'])
    expect((await ask(portal, '/api/me', { cookie: cookieOf(lines) })).status).toBe(401)
  })

  test('the sessions page names the network and the browser, not the address', async () => {
    const portal = await open({})
    const cookie = cookieOf(await setUp(portal, { ...same, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }))
    const { text } = await ask(portal, '/api/me/sessions', { cookie })
    expect(JSON.parse(text)).toMatchObject([{ current: true, network: '127.0.0.0/24', agent: 'Firefox 140, Linux' }])
  })

  const origin = (portal: Portal): string => portal.origin
  const senders: readonly (readonly [string, (portal: Portal) => Headers, number, number])[] = [
    ['our own page', (p) => ({ 'sec-fetch-site': 'same-origin', origin: origin(p) }), 200, 200],
    ['our own page, without Origin', () => ({ 'sec-fetch-site': 'same-origin' }), 200, 200],
    ['a typed address', () => ({ 'sec-fetch-site': 'none' }), 200, 403],
    ['a page of another site', () => ({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' }), 403, 403],
    ['a page of a sibling site', () => ({ 'sec-fetch-site': 'same-site' }), 403, 403],
    ['another site that hides its origin', () => ({ 'sec-fetch-site': 'cross-site', origin: 'null' }), 403, 403],
    ['a browser without Fetch Metadata, from here', (p) => ({ origin: origin(p) }), 200, 200],
    ['a browser without Fetch Metadata, from elsewhere', () => ({ origin: 'https://evil.test' }), 403, 403],
    ['the same name on another port', () => ({ origin: 'http://localhost:1' }), 403, 403],
    ['another site that claims both', () => ({ 'sec-fetch-site': 'same-origin', origin: 'https://evil.test' }), 403, 403],
    ['nobody in particular', () => ({}), 200, 403],
    ['a token of its own that is none', () => ({ authorization: 'Bearer not-a-token', 'sec-fetch-site': 'cross-site' }), 401, 401],
    ['basic credentials, which browsers add by themselves', () => ({ authorization: 'Basic eDp5', 'sec-fetch-site': 'cross-site' }), 403, 403],
  ]

  test('a change comes from our own page, or with a token of its own', async () => {
    const portal = await open({})
    const cookie = cookieOf(await setUp(portal))
    for (const [who, headers, reads, changes] of senders) {
      const given = { cookie, ...headers(portal) }
      const read = await ask(portal, '/api/me', given)
      const change = await ask(portal, '/api/me', given, 'PUT', JSON.stringify({ name: 'Ada' }))
      expect([who, read.status, change.status]).toEqual([who, reads, changes])
    }
  })

  test('a change in any form but JSON is none', async () => {
    const portal = await open({})
    const cookie = cookieOf(await setUp(portal))
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
      expect([type, (await ask(portal, '/api/me', { ...same, cookie, 'content-type': type }, 'PUT', '{"name":"Eve"}')).status]).toEqual([type, 415])
  })

  test('with a token a session beside it is not looked at', async () => {
    const portal = await open({})
    const cookie = cookieOf(await setUp(portal))
    expect((await ask(portal, '/api/me', { ...same, cookie, authorization: 'Bearer x' })).status).toBe(401)
    expect((await ask(portal, '/api/me', { ...same, cookie, authorization: 'Bearer' })).status).toBe(401)
  })

  test.each(['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded'])('%s of a stranger changes nothing', async (name) => {
    const portal = await open({})
    const lines = await setUp(portal, { ...same, [name]: name === 'x-forwarded-for' ? '203.0.113.9' : 'https' })
    expect(lines[0]).not.toContain('Secure')
    const { text } = await ask(portal, '/api/me/sessions', { cookie: cookieOf(lines) })
    expect(JSON.parse(text)).toMatchObject([{ network: '127.0.0.0/24' }])
  })
})

describe('behind a proxy that brings https', () => {
  const config = { publicUrl: 'https://portal.example', trustedProxies: ['127.0.0.1', '10.0.0.0/8'] }
  const through = (more: Headers = {}): Headers => ({ host: 'portal.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9', ...more })

  test('the cookie is bound to the host and to https', async () => {
    const portal = await open(config)
    const lines = await setUp(portal, through({ ...same, origin: 'https://portal.example' }))
    expect(lines).toEqual([expect.stringMatching(/^__Host-sid=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; Secure; SameSite=Lax$/)])
    expect((await ask(portal, '/api/me', through({ cookie: cookieOf(lines) }))).status).toBe(200)
    expect((await ask(portal, '/api/me', through({ cookie: cookieOf(lines).replace('__Host-sid', 'homeport-sid') }))).status).toBe(401)
  })

  test('B10: a network that floods /auth/ is told when to come back, in words for people; others go on, and so does the API', async () => {
    const portal = await open(config)
    const knock = (from: string, accept: string): Promise<Given> => ask(portal, '/auth/nobody/start', through({ 'x-forwarded-for': from, accept }))
    let passed = 0
    while ((await knock('203.0.113.9', '*/*')).status === 404) passed += 1
    expect(passed).toBeGreaterThanOrEqual(300)
    // From here on nothing refills.
    portal.clock.skipMs -= 60_000
    const page = await knock('203.0.113.200', 'text/html,*/*')
    expect([page.status, page.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8'])
    expect(Number(page.headers['retry-after'])).toBeGreaterThan(0)
    expect(page.text).toContain('Too many sign-ins came from your network')
    const plain = await knock('203.0.113.9', '*/*')
    expect([plain.status, JSON.parse(plain.text)]).toEqual([429, { code: 'too_many', detail: expect.stringMatching(/^again in \d+ s$/) }])
    expect((await knock('198.51.100.7', '*/*')).status).toBe(404)
    expect((await ask(portal, '/api/door', through())).status).toBe(200)
  })

  test.each([
    ['203.0.113.9', '203.0.113.0/24'],
    ['198.51.100.7, 203.0.113.9', '203.0.113.0/24'],
    ['1.1.1.1, 203.0.113.9, 10.0.0.7', '203.0.113.0/24'],
    ['203.0.113.9:51234', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::6]:51234', '2001:db8:1:2::/64'],
    ['::ffff:203.0.113.9', '203.0.113.0/24'],
    ['198.51.100.7, unknown, 10.0.0.7', '10.0.0.0/24'],
  ])('the browser of "%s" is in %s', async (chain, network) => {
    const portal = await open(config)
    const cookie = cookieOf(await setUp(portal, through({ ...same, 'x-forwarded-for': chain })))
    const { text } = await ask(portal, '/api/me/sessions', through({ cookie }))
    expect(JSON.parse(text)).toMatchObject([{ network }])
  })

  test('what did not come by https is refused, and so are other names', async () => {
    const portal = await open(config)
    const refused: readonly (readonly [Headers, string])[] = [
      [through({ 'x-forwarded-proto': 'http' }), 'X-Forwarded-Proto: http'],
      [{ host: 'portal.example', 'x-forwarded-for': '203.0.113.9' }, 'X-Forwarded-Proto: http'],
      [through({ 'x-forwarded-proto': 'https, http' }), 'X-Forwarded-Proto: http'],
      [through({ host: 'evil.test' }), 'Host: evil.test'],
      [through({ host: `localhost:${portal.port}` }), `Host: localhost:${portal.port}`],
      [through({ 'x-forwarded-host': 'evil.test' }), 'Host: evil.test'],
      [{ host: 'portal.example' }, 'Host: portal.example'],
    ]
    for (const [headers, detail] of refused)
      for (const path of ['/api/door', '/'])
        expect([(await ask(portal, path, headers)).status, JSON.parse((await ask(portal, path, headers)).text)]).toEqual([403, { code: 'forbidden', detail }])
    expect((await ask(portal, '/api/door', through({ host: 'inner.name', 'x-forwarded-host': 'portal.example' }))).status).toBe(200)
    expect((await ask(portal, '/api/door')).status).toBe(200)
  })

  test('our own page is the public one', async () => {
    const portal = await open(config)
    const from = (origin: string): Promise<Given> => ask(portal, '/api/door', through({ origin }))
    expect((await from('https://portal.example')).status).toBe(200)
    for (const origin of ['http://portal.example', 'https://portal.example:8443', 'https://portal.example.evil.test', `http://localhost:${portal.port}`])
      expect([origin, (await from(origin)).status]).toEqual([origin, 403])
  })
})

describe('people a proxy vouches for', () => {
  const secret = 's'.repeat(40)
  const headers = { user: 'X-Forwarded-User', name: 'x-forwarded-name', email: 'x-forwarded-email', groups: 'x-forwarded-groups' }
  const mapping = { headers, roles: rolesByGroup, teams: { claim: 'groups', prefix: 'team-' } }
  const bySecret = { auth: { proxy: { peers: ['127.0.0.1'], secret: { header: 'x-proxy-secret', file: 'secret' }, ...mapping } } }
  const visit = { accept: 'text/html', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'none' }
  const ada = {
    'x-forwarded-user': 'ada',
    'x-forwarded-name': Buffer.from('Ada Ümlaut').toString('latin1'),
    'x-forwarded-groups': 'portal-sre, team-payments',
    'x-proxy-secret': secret,
  }

  test('opening a page signs them in, with roles and teams from their groups', async () => {
    const portal = await open(bySecret, { secret })
    const page = await ask(portal, '/', { ...visit, ...ada })
    const lines = page.headers['set-cookie'] ?? []
    expect(lines).toEqual([
      expect.stringMatching(/^homeport-sid=/),
      expect.stringMatching(/^homeport-proxied=[\w.-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/),
    ])
    const cookie = cookieOf(lines)
    const me = JSON.parse((await ask(portal, '/api/me', { ...ada, cookie })).text) as unknown
    expect(me).toMatchObject({ name: 'Ada Ümlaut', via: 'proxy', teams: ['payments'], roles: [{ id: 'sre' }] })
    // Nothing new as long as nothing changes.
    expect((await ask(portal, '/d/x', { ...visit, ...ada, cookie })).headers['set-cookie']).toBeUndefined()
    const promoted = await ask(portal, '/', { ...visit, ...ada, 'x-forwarded-groups': 'portal-admins', cookie })
    expect(promoted.headers['set-cookie']?.length).toBe(2)
    const now = await ask(portal, '/api/me', { ...ada, 'x-forwarded-groups': 'portal-admins', cookie: cookieOf(promoted.headers['set-cookie'] ?? []) })
    expect(JSON.parse(now.text)).toMatchObject({ level: 'admin' })
  })

  test('a session of somebody else counts for nothing', async () => {
    const portal = await open(bySecret, { secret })
    const cookie = cookieOf((await ask(portal, '/', { ...visit, ...ada })).headers['set-cookie'] ?? [])
    expect((await ask(portal, '/api/me', { ...ada, 'x-forwarded-user': 'eve', cookie })).status).toBe(401)
    const [session = ''] = cookie.split('; ')
    expect((await ask(portal, '/api/me', { ...ada, cookie: session })).status).toBe(401)
  })

  test('signing out forgets whom the proxy named', async () => {
    const portal = await open(bySecret, { secret })
    const cookie = cookieOf((await ask(portal, '/', { ...visit, ...ada })).headers['set-cookie'] ?? [])
    const out = await ask(portal, '/api/door/sign-out', { ...same, ...ada, cookie }, 'POST', '{}')
    expect(out.headers['set-cookie']?.map((line) => line.split(';')[0])).toEqual(['homeport-sid=', 'homeport-proxied='])
    expect((await ask(portal, '/', { ...visit, ...ada, cookie })).headers['set-cookie']?.length).toBe(2)
  })

  test('without a mapped group a page says which were seen', async () => {
    const portal = await open(bySecret, { secret })
    const page = await ask(portal, '/', { ...visit, ...ada, 'x-forwarded-groups': '__proto__,visitors' })
    expect([page.status, page.text.includes('groups: __proto__, visitors'), page.headers['set-cookie']]).toEqual([403, true, undefined])
  })

  const spoofs: readonly (readonly [string, object, Headers])[] = [
    ['another peer', { peers: ['10.0.0.5'] }, ada],
    ['another peer that names a proxy as its way', { peers: ['10.0.0.5'] }, { ...ada, 'x-forwarded-for': '10.0.0.5' }],
    ['no secret', {}, { ...ada, 'x-proxy-secret': '' }],
    ['a wrong secret', {}, { ...ada, 'x-proxy-secret': `${secret}x` }],
  ]
  test.each(spoofs)('B11: headers with %s have no effect, are logged and recorded', async (_what, more, spoofed) => {
    const portal = await open({ auth: { proxy: { ...bySecret.auth.proxy, ...more } } }, { secret })
    const page = await ask(portal, '/', { ...visit, ...spoofed })
    expect(page.headers['set-cookie']).toBeUndefined()
    expect((await ask(portal, '/api/me', spoofed)).status).toBe(401)
    expect(portal.logged).toContainEqual({ level: 'warn', event: 'proxy.spoofed', facts: { network: '127.0.0.0/24', why: expect.any(String) } })
    expect(JSON.stringify(portal.logged)).not.toContain(secret)
    // In the record: the first at once, what came again as one line with its number.
    for (let i = 0; i < 30; i += 1) await ask(portal, '/api/me', spoofed)
    await portal.api.tick(portal.clock.skipMs)
    const lines = (await portal.store.audit.list({ limit: 100 })).filter((e) => e.action === 'proxy.refuse' && e.object !== 'proxy:')
    const why = 'peers' in more ? 'peer' : 'proof'
    expect(lines.map((e) => [e.result, e.network, e.detail])).toEqual([
      ['refused', '127.0.0.0/24', { why, again: 31 }],
      ['refused', '127.0.0.0/24', { why }],
    ])
    expect(JSON.stringify(lines)).not.toContain(secret)
  })

  test('B11: where people come through a proxy, whoever else says so is in the record, once', async () => {
    const portal = await open({ publicUrl: 'https://portal.example', trustedProxies: ['10.0.0.0/8'] })
    const forged = { host: `localhost:${portal.port}`, 'x-forwarded-for': '203.0.113.9' }
    expect((await ask(portal, '/api/door', forged)).status).toBe(200)
    expect((await ask(portal, '/api/door', { host: `localhost:${portal.port}` })).status).toBe(200)
    for (let i = 0; i < 9; i += 1) await ask(portal, '/api/door', forged)
    await portal.api.tick(0)
    const lines = (await portal.store.audit.list({ limit: 100 })).filter((e) => e.action === 'proxy.refuse')
    expect(lines.map((e) => [e.network, e.detail])).toEqual([
      ['127.0.0.0/24', { why: 'forwarded', header: 'x-forwarded-for', again: 9 }],
      ['127.0.0.0/24', { why: 'forwarded', header: 'x-forwarded-for' }],
    ])
  })

  test('B11: where no proxy is configured the headers are only headers', async () => {
    const portal = await open({})
    expect((await ask(portal, '/', { ...visit, ...ada, 'x-webauth-user': 'admin' })).headers['set-cookie']).toBeUndefined()
    expect((await ask(portal, '/api/me', { ...ada, 'x-webauth-user': 'admin' })).status).toBe(401)
  })

  test('a signed assertion about the same person proves it as well', async () => {
    const [{ publicKey, privateKey }, other] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')])
    const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256' }] })
    const assertion = { header: 'x-assertion', jwksFile: 'jwks', issuer: 'https://proxy.example', audience: 'homeport' }
    const portal = await open({ auth: { proxy: { peers: ['127.0.0.0/8'], assertion, ...mapping } } }, { jwks })
    const sign = (subject: string, key = privateKey, audience = 'homeport', life = '1m'): Promise<string> =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'ES256' })
        .setSubject(subject)
        .setIssuer('https://proxy.example')
        .setAudience(audience)
        .setExpirationTime(life)
        .sign(key)
    const came = async (token: string): Promise<boolean> =>
      (await ask(portal, '/', { ...visit, ...ada, 'x-assertion': token })).headers['set-cookie'] !== undefined
    expect(await came(await sign('ada'))).toBe(true)
    expect(await came(await sign('eve'))).toBe(false)
    expect(await came(await sign('ada', other.privateKey))).toBe(false)
    expect(await came(await sign('ada', privateKey, 'somebody-else'))).toBe(false)
    expect(await came(await sign('ada', privateKey, 'homeport', '-10m'))).toBe(false)
    expect(await came('')).toBe(false)
  })
})
