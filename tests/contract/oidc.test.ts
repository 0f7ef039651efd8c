import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCookieBrowser } from '#tests/support/cookie-browser.ts'
import type { CookieBrowser, Opened } from '#tests/support/cookie-browser.ts'
import { startIdentityProvider } from '#tests/support/identity-provider.ts'
import type { IdentityProvider } from '#tests/support/identity-provider.ts'
import { providerConfig, startPortal } from '#tests/support/portal.ts'
import type { Portal } from '#tests/support/portal.ts'
import { freePort } from '#tests/support/program.ts'

let [idp, other]: readonly IdentityProvider[] = []
let portal: Portal

beforeAll(async () => {
  const port = await freePort()
  const portals = [`http://localhost:${port}`]
  const [main, second] = await Promise.all([startIdentityProvider({ portals, id: 'main' }), startIdentityProvider({ portals, id: 'second' })])
  ;[idp, other] = [main, second]
  const teams = { teams: { claim: 'groups', prefix: 'team-' } }
  portal = await startPortal({
    port,
    config: { auth: { oidc: [providerConfig('main', main, teams), providerConfig('second', second)] } },
    files: { 'secret-main': main.clientSecret, 'secret-second': second.clientSecret },
  })
})
afterAll(async () => {
  await portal.stop()
  await Promise.all([idp?.stop(), other?.stop()])
})

const main = (): IdentityProvider => {
  if (!idp) throw new Error('not started')
  return idp
}
const second = (): IdentityProvider => {
  if (!other) throw new Error('not started')
  return other
}

let serial = 0
/** A person nobody met before, at the first provider's sign-in page. */
function newPerson(groups: unknown, more: object = {}): string {
  const subject = `person-${(serial += 1)}`
  main().people.set(subject, { name: `Person ${serial}`, email: `${subject}@company.test`, groups, ...more })
  main().person = subject
  return subject
}

const start = (to?: string, id = 'main'): string => `${portal.origin}/auth/${id}/start${to === undefined ? '' : `?to=${encodeURIComponent(to)}`}`
async function signedIn(groups: unknown): Promise<{ readonly browser: CookieBrowser; readonly subject: string }> {
  const subject = newPerson(groups)
  const browser = createCookieBrowser()
  await browser.open(start())
  return { browser, subject }
}

/** Follows the way until the provider sends the browser back, and gives the address it was to open. */
async function untilCallback(browser: CookieBrowser, from = start()): Promise<string> {
  let at = await browser.open(from, 0)
  for (let hop = 0; hop < 10; hop += 1) {
    const next = new URL(at.headers.get('location') ?? '', at.url).href
    if (next.startsWith(`${portal.origin}/auth/`) && next.includes('/callback')) return next
    at = await browser.open(next, 0)
  }
  throw new Error(`no callback: ${at.status} ${at.text}`)
}

const isPage = (at: Opened): boolean => (at.headers.get('content-type') ?? '').startsWith('text/html') && !/<script|\son\w+=|style="/.test(at.text)

test('the whole way: to the provider, back with a session, and on to where they were going', async () => {
  newPerson(['portal-admins', 'portal-sre', 'team-payments'])
  const browser = createCookieBrowser()
  const first = await browser.open(start('/d/main?from=now-1h'), 0)
  const asked = new URL(first.headers.get('location') ?? '')
  expect(asked.origin).toBe(main().issuer)
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', client_id: 'homeport' })
  for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.searchParams.get(name)?.length).toBeGreaterThanOrEqual(43)
  expect(first.setCookies).toEqual([expect.stringMatching(/^homeport-signin-[\w-]{8}=[\w.-]+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/)])
  expect(first.setCookies[0]).not.toContain(asked.searchParams.get('nonce'))

  const callback = await untilCallback(browser, asked.href)
  const back = await browser.open(callback, 0)
  expect([back.status, back.headers.get('location')]).toEqual([303, '/d/main?from=now-1h'])
  expect(back.setCookies).toEqual([
    expect.stringMatching(/^homeport-signin-[\w-]{8}=; Path=\/; Max-Age=0; HttpOnly; SameSite=Lax$/),
    expect.stringMatching(/^homeport-sid=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/),
  ])
  const me = await portal.meOf(browser)
  expect(me).toMatchObject({ name: `Person ${serial}`, via: 'oidc', level: 'admin', teams: ['payments'], login: null })
  expect(me?.roles.map((role) => role.id).toSorted()).toEqual(['administrator', 'sre'])
  // What the browser holds opens nothing when it is read in the store.
  const token = browser.cookies('localhost').get('homeport-sid') ?? '-'
  expect(token.length).toBe(43)
  expect(await portal.store.sessions.find(token)).toBeUndefined()
})

test('the door names the ways in', async () => {
  const { text } = await createCookieBrowser().send(`${portal.origin}/api/door`)
  expect(JSON.parse(text)).toMatchObject({
    signedIn: false,
    ways: expect.arrayContaining([{ kind: 'oidc', id: 'main', name: 'Provider main', start: '/auth/main/start' }]),
  })
})

test.each(['/..//evil.test', '//evil.test', 'https://evil.test/', '/\\evil.test', '/%2e%2e//evil.test', '/api/me', 'javascript:alert(1)'])(
  'the way back never leads to %s',
  async (to) => {
    newPerson(['portal-sre'])
    const browser = createCookieBrowser()
    const back = await browser.open(await untilCallback(browser, start(to)), 0)
    expect([back.status, back.headers.get('location')]).toEqual([303, '/'])
  },
)

test('an answer works once', async () => {
  newPerson(['portal-sre'])
  const browser = createCookieBrowser()
  const callback = await untilCallback(browser)
  const kept = [...browser.cookies('localhost')].filter(([name]) => name.startsWith('homeport-signin-'))
  expect((await browser.open(callback, 0)).status).toBe(303)
  const again = await browser.open(callback, 0)
  expect([again.status, isPage(again)]).toEqual([400, true])
  // Not even with the cookie as it was.
  const thief = createCookieBrowser()
  for (const [name, value] of kept) thief.setCookie('localhost', name, value)
  expect((await thief.open(callback, 0)).status).toBe(400)
  expect(thief.cookies('localhost').get('homeport-sid')).toBeUndefined()
})

describe('signing in again before what is sensitive', () => {
  const makeRole = async (browser: CookieBrowser): Promise<string> => {
    const body = { name: `Role ${(serial += 1)}`, level: 'viewer', capabilities: [], landing: null }
    const { status, text } = await browser.send(`${portal.origin}/api/roles`, { method: 'POST', body })
    return status === 201 ? 'done' : (JSON.parse(text) as { readonly code: string }).code
  }
  const again = (id = 'main'): string => `${portal.origin}/auth/${id}/start?again=1`
  const proofs = async (): Promise<number> => (await portal.store.audit.list({ limit: 1000 })).filter((e) => e.action === 'session.prove').length

  test('the provider is asked for a sign-in of the last five minutes, and its word makes the session fresh', async () => {
    const { browser } = await signedIn(['portal-admins'])
    const session = browser.cookies('localhost').get('homeport-sid')
    // Nobody said when they signed in there: it may have been this morning.
    expect(await makeRole(browser)).toBe('reauthenticate')
    const first = await browser.open(again(), 0)
    expect(new URL(first.headers.get('location') ?? '').searchParams.get('max_age')).toBe('300')
    const before = await proofs()
    const done = await browser.open(again())
    expect([done.status, isPage(done), done.text.includes('Signed in again')]).toEqual([200, true, true])
    expect([await makeRole(browser), (await proofs()) - before]).toEqual(['done', 1])
    expect(session).toBeDefined()
  })

  test.each([
    ['says it was an hour ago', '100000', 3600],
    ['does not say when', undefined, 0],
  ])('a provider that %s is not believed', async (_what, maxAge, agoS) => {
    main().signedInAgoS = agoS
    try {
      const { browser } = await signedIn(['portal-admins'])
      const first = await browser.open(again(), 0)
      // As a provider that does not look at `max_age` would take it.
      const at = new URL(first.headers.get('location') ?? '')
      if (maxAge === undefined) at.searchParams.delete('max_age')
      else at.searchParams.set('max_age', maxAge)
      const back = await browser.open(at.href)
      expect([back.status, isPage(back)]).toEqual([400, true])
      expect(await makeRole(browser)).toBe('reauthenticate')
    } finally {
      main().signedInAgoS = 0
    }
  })

  test('somebody else’s word leaves the session as it is', async () => {
    const { browser, subject } = await signedIn(['portal-admins'])
    second().people.set('other', { name: 'Other', groups: ['portal-admins'] })
    second().person = 'other'
    const at = await browser.open(again('second'))
    expect([at.status, at.text.includes('Somebody else signed in')]).toEqual([403, true])
    expect([await makeRole(browser), (await portal.meOf(browser))?.name]).toEqual(['reauthenticate', main().people.get(subject)?.name])
  })

  test('whoever lost their role at the provider does not prove themselves into it', async () => {
    const { browser, subject } = await signedIn(['portal-admins'])
    main().people.set(subject, { ...main().people.get(subject), groups: ['portal-sre'] })
    expect((await browser.open(again())).status).toBe(403)
    expect(await portal.meOf(browser)).toBeUndefined()
  })
})

test('somebody else’s answer signs nobody in', async () => {
  newPerson(['portal-sre'])
  const callback = await untilCallback(createCookieBrowser())
  const victim = createCookieBrowser()
  const at = await victim.open(callback, 0)
  expect([at.status, at.text.includes('This sign-in is over'), await portal.meOf(victim)]).toEqual([400, true, undefined])
  // A victim who is on their own way in keeps it.
  const busy = createCookieBrowser()
  await busy.open(start(), 0)
  expect((await busy.open(callback, 0)).status).toBe(400)
})

test('an attempt ends after ten minutes', async () => {
  newPerson(['portal-sre'])
  const browser = createCookieBrowser()
  const callback = await untilCallback(browser)
  portal.clock.skipMs += 601_000
  expect((await browser.open(callback, 0)).status).toBe(400)
  portal.clock.skipMs -= 601_000
})

test('an answer in the name of another provider is refused', async () => {
  newPerson(['portal-sre'])
  const browser = createCookieBrowser()
  const callback = new URL(await untilCallback(browser))
  callback.searchParams.set('iss', second().issuer)
  const at = await browser.open(callback.href, 0)
  expect([at.status, at.text.includes('did not hold up')]).toEqual([400, true])
})

test('an answer taken to another provider’s address is refused', async () => {
  newPerson(['portal-sre'])
  const browser = createCookieBrowser()
  const callback = await untilCallback(browser)
  const at = await browser.open(callback.replace('/auth/main/', '/auth/second/'), 0)
  expect([at.status, await portal.meOf(browser)]).toEqual([400, undefined])
})

test('a code nobody issued is refused', async () => {
  newPerson(['portal-sre'])
  const browser = createCookieBrowser()
  const callback = new URL(await untilCallback(browser))
  callback.searchParams.set('code', 'made-up')
  expect((await browser.open(callback.href, 0)).status).toBe(400)
  expect(await portal.meOf(browser)).toBeUndefined()
})

test('when the provider says no, a page says so and offers another try', async () => {
  main().person = undefined
  const at = await createCookieBrowser().open(start('/d/main'))
  expect([at.status, isPage(at)]).toEqual([400, true])
  expect(at.text).toContain('Provider main did not sign you in.')
  expect(at.text).toContain('access_denied: &lt;b&gt;not today&lt;/b&gt;')
  expect(at.text).toContain('href="/auth/main/start?to=%2Fd%2Fmain"')
  expect(at.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'nonce-[\w+/=]+'/)
  expect(at.headers.get('cache-control')).toBe('no-store')
})

describe('nobody gets in without a role', () => {
  test('the page names the claim and what it held, whatever stands there', async () => {
    const subject = newPerson(['visitors', '<script>alert(1)</script>'])
    const browser = createCookieBrowser()
    const at = await browser.open(start())
    expect([at.status, isPage(at)]).toEqual([403, true])
    expect(at.text).toContain('groups: visitors, &lt;script&gt;alert(1)&lt;/script&gt;')
    expect(browser.cookies('localhost').get('homeport-sid')).toBeUndefined()
    expect(await portal.store.people.find({ issuer: main().issuer, subject })).toBeUndefined()
  })

  test('the page says when the claim was not sent', async () => {
    newPerson(undefined)
    const at = await createCookieBrowser().open(start())
    expect([at.status, at.text.includes('groups: not sent')]).toEqual([403, true])
  })

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('a group named %s gives none', async (group) => {
    newPerson([group])
    const at = await createCookieBrowser().open(start())
    expect([at.status, at.text.includes(`groups: ${group}`)]).toEqual([403, true])
  })

  test('the page speaks the reader’s language', async () => {
    newPerson(['visitors'])
    const browser = createCookieBrowser()
    const callback = await untilCallback(browser)
    const cookie = [...browser.cookies('localhost')].map(([name, value]) => `${name}=${value}`).join('; ')
    const at = await fetch(callback, { redirect: 'manual', headers: { cookie, 'accept-language': 'fr, ar-EG;q=0.9, de;q=0.8' } })
    expect(await at.text()).toContain('<html lang="ar" dir="rtl">')
  })
})

test('too many groups to send has words of its own', async () => {
  const port = await freePort()
  const idpThere = await startIdentityProvider({ portals: [`http://localhost:${port}`], id: 'main', claims: ['groups', '_claim_names'] })
  const again = await startPortal({ config: { auth: { oidc: [providerConfig('main', idpThere)] } }, files: { 'secret-main': idpThere.clientSecret }, port })
  idpThere.people.set('busy', { name: 'Busy', _claim_names: { groups: 'src1' } })
  idpThere.person = 'busy'
  const at = await createCookieBrowser().open(`${again.origin}/auth/main/start`)
  expect([at.status, at.text.includes('You are in so many groups that Provider main left them out.')]).toEqual([403, true])
  await Promise.all([again.stop(), idpThere.stop()])
})

test('what the provider takes away is gone at the next sign-in, in every browser', async () => {
  const { browser, subject } = await signedIn(['portal-admins'])
  expect(await portal.meOf(browser)).toMatchObject({ level: 'admin' })
  main().people.set(subject, { name: 'Demoted', groups: ['portal-sre'] })
  main().person = subject
  const elsewhere = createCookieBrowser()
  await elsewhere.open(start())
  const me = await portal.meOf(elsewhere)
  expect(me?.roles.map((role) => role.id)).toEqual(['sre'])
  expect(await portal.meOf(browser)).toBeUndefined()
  main().people.set(subject, { name: 'Demoted', groups: [] })
  expect((await createCookieBrowser().open(start())).status).toBe(403)
  expect(await portal.meOf(elsewhere)).toBeUndefined()
})

test('the same mail at another provider is another person', async () => {
  const { browser } = await signedIn(['portal-admins'])
  const admin = await portal.meOf(browser)
  second().people.set('impostor', { name: 'Impostor', email: admin?.email ?? '', email_verified: true, groups: ['portal-sre'] })
  second().person = 'impostor'
  const impostor = createCookieBrowser()
  await impostor.open(start('/', 'second'))
  const me = await portal.meOf(impostor)
  expect(me).toMatchObject({ email: admin?.email, name: 'Impostor' })
  expect(me?.id).not.toBe(admin?.id)
  expect(me?.level).not.toBe('admin')
})

describe('signing out', () => {
  test('here also ends the session at the provider, which sends people back', async () => {
    const { browser } = await signedIn(['portal-sre'])
    const { status, text } = await browser.send(`${portal.origin}/api/door/sign-out`, { method: 'POST', body: {} })
    const { next } = JSON.parse(text) as { readonly next: string } // our own API's answer
    expect(status).toBe(200)
    const url = new URL(next)
    expect([url.origin, url.searchParams.get('post_logout_redirect_uri')]).toEqual([main().issuer, `${portal.origin}/`])
    expect(url.searchParams.get('id_token_hint')).toMatch(/^eyJ/)
    expect(await portal.meOf(browser)).toBeUndefined()
    expect(browser.cookies('localhost').get('homeport-sid')).toBeUndefined()
  })

  test('there ends the session here', async () => {
    const { browser } = await signedIn(['portal-sre'])
    expect(await portal.meOf(browser)).toBeDefined()
    const asked = await browser.open(`${main().issuer}/session/end`)
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(asked.text)?.[1] ?? ''
    const form = new URLSearchParams({ xsrf, logout: 'yes' }).toString()
    await browser.send(`${main().issuer}/session/end/confirm`, { method: 'POST', body: form, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    await expect.poll(() => portal.meOf(browser), { timeout: 5_000 }).toBeUndefined()
  })

  const event = { 'http://schemas.openid.net/event/backchannel-logout': {} }
  const order = (subject: string, more: object = {}): Record<string, unknown> => {
    const iat = Math.floor(Date.now() / 1000)
    return { iss: main().issuer, aud: 'homeport', sub: subject, iat, exp: iat + 60, jti: `jti-${(serial += 1)}`, events: event, ...more }
  }
  const post = async (token: string, id = 'main'): Promise<number> => {
    const body = new URLSearchParams({ logout_token: token })
    return (await fetch(`${portal.origin}/auth/${id}/logout`, { method: 'POST', body })).status
  }

  test('a logout token of the provider ends all sessions of its subject, once', async () => {
    const { browser, subject } = await signedIn(['portal-sre'])
    const token = await main().sign(order(subject))
    expect(await post(token)).toBe(200)
    expect(await portal.meOf(browser)).toBeUndefined()
    expect(await post(token)).toBe(400)
  })

  test('no other token ends anything', async () => {
    const { browser, subject } = await signedIn(['portal-sre'])
    const hour = 3600
    const forged: readonly (readonly [string, Promise<string>])[] = [
      ['another key', second().sign(order(subject))],
      ['another issuer', main().sign(order(subject, { iss: second().issuer }))],
      ['another audience', main().sign(order(subject, { aud: 'somebody-else' }))],
      ['no event', main().sign(order(subject, { events: {} }))],
      ['an inherited event', main().sign(order(subject, { events: [] }))],
      ['a nonce', main().sign(order(subject, { nonce: 'x' }))],
      ['nobody in it', main().sign(order(subject, { sub: undefined }))],
      ['no id', main().sign(order(subject, { jti: undefined }))],
      ['no time', main().sign(order(subject, { iat: undefined }))],
      ['too old', main().sign(order(subject, { iat: Math.floor(Date.now() / 1000) - hour, exp: Math.floor(Date.now() / 1000) + hour }))],
      ['an ID token', main().sign(order(subject), { typ: 'JWT' })],
      [
        'no signature',
        Promise.resolve(
          `${Buffer.from('{"alg":"none","typ":"logout+jwt"}').toString('base64url')}.${Buffer.from(JSON.stringify(order(subject))).toString('base64url')}.`,
        ),
      ],
      ['no token', Promise.resolve('')],
    ]
    for (const [what, token] of forged) expect([what, await post(await token)]).toEqual([what, 400])
    expect(await post(await main().sign(order(subject)), 'second')).toBe(400)
    expect((await fetch(`${portal.origin}/auth/main/logout`)).status).toBe(405)
    expect((await fetch(`${portal.origin}/auth/main/logout`, { method: 'POST', body: 'x'.repeat(100_000) })).status).toBe(400)
    expect(await portal.meOf(browser)).toBeDefined()
  })
})

test.each(['/auth', '/auth/', '/auth/none/start', '/auth/main', '/auth/main/anything', '/auth/__proto__/start', '/auth/main/constructor'])(
  '%s leads to no way in',
  async (path) => {
    const at = await createCookieBrowser().open(`${portal.origin}${path}`)
    expect([at.status, isPage(at)]).toEqual([404, true])
  },
)

test('no token, code or secret is ever logged', async () => {
  const { browser } = await signedIn(['portal-sre'])
  const text = JSON.stringify(portal.logged)
  expect(text).not.toContain(main().clientSecret)
  expect(text).not.toContain(browser.cookies('localhost').get('homeport-sid'))
  expect(text).not.toMatch(/eyJ[\w-]{10}/)
  expect(text).not.toMatch(/[?&]code=/)
})
