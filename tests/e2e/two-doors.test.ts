import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCookieBrowser } from '#tests/support/cookie-browser.ts'
import type { CookieBrowser } from '#tests/support/cookie-browser.ts'
import { startHomeport, type Homeport } from '#tests/support/homeport.ts'
import { startIdentityProvider, type IdentityProvider } from '#tests/support/identity-provider.ts'
import { providerConfig } from '#tests/support/portal.ts'
import { findPostgres, startPostgres, type PostgresServer } from '#tests/support/postgres.ts'
import { freePort } from '#tests/support/program.ts'
import { needs } from '#tests/support/require.ts'

/** What one login has in a minute, and what one network has. */
const [ofLogin, ofNetwork] = [5, 20]

needs('PostgreSQL', findPostgres() !== undefined)('two servers on one PostgreSQL guard one door', () => {
  let postgres: PostgresServer
  let provider: IdentityProvider
  let one: Homeport
  let two: Homeport
  const folder = mkdtempSync(join(tmpdir(), 'homeport-two-doors-'))

  beforeAll(async () => {
    postgres = await startPostgres()
    const ports = [await freePort(), await freePort()] as const
    provider = await startIdentityProvider({ portals: ports.map((port) => `http://localhost:${port}`), id: 'main' })
    const secret = join(folder, 'client-secret')
    writeFileSync(secret, provider.clientSecret, { mode: 0o600 })
    const config = { auth: { oidc: [providerConfig('main', provider, { clientSecretFile: secret })] } }
    const env = { DATABASE_URL: await postgres.createDatabase(), LOG_LEVEL: 'info' }
    // One after the other: the first makes the schema.
    one = await startHomeport({ config, env, port: ports[0] })
    two = await startHomeport({ config, env, port: ports[1] })
  }, 180_000)
  afterAll(async () => {
    await Promise.all([one?.stop(), two?.stop()])
    await provider?.stop()
    await postgres?.destroy()
    rmSync(folder, { recursive: true, force: true })
  }, 60_000)

  const guess = async (home: Homeport, login: string): Promise<Response> =>
    fetch(`${home.url}/api/door/sign-in`, {
      method: 'POST',
      headers: { origin: home.url, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
      body: JSON.stringify({ login, password: 'not the password of anybody' }),
    })
  /** How many of these guesses, all at once and alternating between the two, were looked at; with the seconds it took. */
  const looked = async (logins: readonly string[]): Promise<{ readonly tried: number; readonly tookMs: number; readonly waits: readonly number[] }> => {
    const begun = Date.now()
    const replies = await Promise.all(logins.map((login, i) => guess(i % 2 === 0 ? one : two, login)))
    const statuses = replies.map((r) => r.status)
    expect(statuses.every((s) => s === 401 || s === 429)).toBe(true)
    const waits = replies.filter((r) => r.status === 429).map((r) => Number(r.headers.get('retry-after')))
    return { tried: statuses.filter((s) => s === 401).length, tookMs: Date.now() - begun, waits }
  }

  test('B10: wrong tries spread over both are counted as if on one, for a login and for a network', { timeout: 120_000 }, async () => {
    // Nobody has this login: it counts like one that somebody has.
    const login = await looked(Array.from({ length: 12 }, () => 'nobody.at.all'))
    expect(login.tried).toBeGreaterThanOrEqual(ofLogin)
    expect(login.tried).toBeLessThanOrEqual(ofLogin + Math.floor(login.tookMs / 12_000))
    for (const wait of login.waits) expect(wait >= 1 && wait <= 12).toBe(true)
    // Those twelve were of this network, too: eight are left, and what was refilled meanwhile.
    const begun = Date.now()
    const network = await looked(Array.from({ length: 30 }, (_, i) => `somebody.${i}`))
    expect(network.tried).toBeGreaterThanOrEqual(ofNetwork - 12)
    expect(network.tried).toBeLessThanOrEqual(ofNetwork - 12 + Math.ceil((login.tookMs + Date.now() - begun) / 3_000))
  })

  const callbackOf = async (browser: CookieBrowser): Promise<URL> => {
    let at = await browser.open(`${one.url}/auth/main/start`, 0)
    for (let hop = 0; hop < 10; hop += 1) {
      const next = new URL(at.headers.get('location') ?? '', at.url)
      if (next.pathname === '/auth/main/callback') return next
      at = await browser.open(next.href, 0)
    }
    throw new Error(`no callback: ${at.status} ${at.text}`)
  }

  test('an answer of the provider that one server took is stale at the other', { timeout: 60_000 }, async () => {
    provider.people.set('twice', { name: 'Twice', groups: ['portal-sre'] })
    provider.person = 'twice'
    const browser = createCookieBrowser()
    const callback = await callbackOf(browser)
    const kept = [...browser.cookies('localhost')].filter(([name]) => name.startsWith('homeport-signin-'))
    expect((await browser.open(callback.href, 0)).status).toBe(303)
    const thief = createCookieBrowser()
    for (const [name, value] of kept) thief.setCookie('localhost', name, value)
    const staleBefore = two.output().split('oidc.stale').length
    expect((await thief.open(`${two.url}${callback.pathname}${callback.search}`, 0)).status).toBe(400)
    // Refused by our own memory, before the provider was asked anything.
    expect(two.output().split('oidc.stale').length).toBe(staleBefore + 1)
    expect(two.output()).not.toContain('oidc.refused')
  })

  test('a logout token that one server took is refused by the other', { timeout: 60_000 }, async () => {
    const now = Math.floor(Date.now() / 1000)
    const token = await provider.sign({
      iss: provider.issuer,
      aud: provider.clientId,
      iat: now,
      jti: 'only-once',
      sub: 'nobody in particular',
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    })
    const order = (home: Homeport): Promise<Response> =>
      fetch(`${home.url}/auth/main/logout`, { method: 'POST', body: new URLSearchParams({ logout_token: token }) })
    expect((await order(one)).status).toBe(200)
    const again = await order(two)
    expect([again.status, await again.json()]).toEqual([400, { error: 'invalid_request', error_description: 'jti used before' }])
  })
})
