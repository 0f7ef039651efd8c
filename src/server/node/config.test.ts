import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { scriptedConnector } from '#tests/support/api-world.ts'
import { readConfig, readConfigFile } from './config.ts'
import type { ConfigRead } from './config.ts'

const folder = mkdtempSync(join(tmpdir(), 'homeport-config-'))
afterAll(() => rmSync(folder, { recursive: true }))
writeFileSync(join(folder, 'token'), 'a-token-long-enough-to-be-one\n')
writeFileSync(join(folder, 'short'), 'short')

const prometheus = scriptedConnector(new Map(), 'prometheus')
const connectors = { prometheus, host: { ...prometheus, kind: 'host', addable: false, config: z.object({}) } }
const source = { id: 'main', kind: 'prometheus', name: 'Main', url: 'http://127.0.0.1:9090' }
const read = (value: unknown): ConfigRead => readConfig(value, folder, connectors)
const problems = (it: ConfigRead): readonly (readonly [string, string])[] => ('problems' in it ? it.problems.map((p) => [p.path, p.detail]) : [])

test('a whole configuration is read', () => {
  const it = read({
    sources: [{ ...source, passwordFile: 'token' }],
    allow: ['10.0.0.0/8', 'prometheus.example:9090'],
    intake: { alertmanager: { tokenFile: 'token' } },
  })
  expect(it).toMatchObject({
    config: {
      sources: [{ id: 'main', kind: 'prometheus', name: 'Main', config: { url: 'http://127.0.0.1:9090', passwordFile: 'token' } }],
      allow: ['10.0.0.0/8', 'prometheus.example:9090'],
      intake: { alertmanager: { tokenFile: 'token' } },
      secretFiles: ['token', 'token'],
      base: folder,
    },
  })
})

test('a source without a name is called by its id', () => {
  const { name: _, ...nameless } = source
  expect(read({ sources: [nameless] })).toMatchObject({ config: { sources: [{ name: 'main' }] } })
})

test('all problems are told at once, each with its place, what is expected there and an example', () => {
  const it = read({
    sources: [
      { ...source, url: 'ftp://x' },
      { ...source, kind: 'prometeus' },
      { ...source, id: 'host', bearer: 'x', pasword: 'y' },
      { ...source, id: 'other', passwordFile: 'nowhere' },
    ],
    allow: ['10.0.0.0/8', 'prometheus.example'],
    intake: { events: { tokenFile: 'short' } },
  })
  expect(problems(it)).toEqual([
    ['sources.0.url', 'must match /^https?:\\/\\//'],
    ['sources.1.kind', 'expected "prometheus"'],
    ['sources.2.id', 'host is built in: expected another id'],
    ['sources.2.bearer', 'a secret itself is not accepted: name a file that holds it in bearerFile'],
    ['sources.2.pasword', 'unknown key'],
    ['sources.1.id', 'already the id of sources.0'],
    ['allow.1', 'expected a network or host:port'],
    ['intake.events.tokenFile', 'expected a file with at least 16 characters: short has 5'],
    ['sources.3.passwordFile', 'expected a readable file: nowhere (ENOENT)'],
  ])
  expect('problems' in it && it.problems.find((p) => p.path === 'sources.0.url')?.example).toBe('"http://127.0.0.1:9090"')
  expect('problems' in it && it.problems.find((p) => p.path === 'allow.1')?.example).toContain('10.0.0.0/8')
})

test('settings nobody knows are told, because they are misspelt', () => {
  expect(problems(read({ source: [] }))).toEqual([['', 'unknown key source']])
  expect(problems(read({ intake: { alertmanger: {} } }))).toEqual([['intake', 'unknown key alertmanger']])
  expect(problems(read([]))).toEqual([['', 'expected object']])
})

test('a file that is not there is fine unless it was asked for', () => {
  const path = join(folder, 'none.json')
  expect(readConfigFile(path, false, connectors)).toMatchObject({ config: { sources: [], allow: [], intake: {} } })
  expect(problems(readConfigFile(path, true, connectors))).toEqual([['HOMEPORT_CONFIG', 'expected a readable file (ENOENT)']])
})

test('a file that is not JSON is told with what stands in the way', () => {
  const path = join(folder, 'broken.json')
  writeFileSync(path, '{ "sources": [ }')
  expect(problems(readConfigFile(path, false, connectors))[0]?.[1]).toMatch(/^expected JSON: Unexpected token '}'/)
})

test('a file with a key that reaches a prototype is refused', () => {
  const path = join(folder, 'proto.json')
  writeFileSync(path, '{ "sources": [{ "__proto__": {} }] }')
  expect(problems(readConfigFile(path, false, connectors))).toEqual([['sources.0.__proto__', 'key not allowed']])
})

const provider = {
  id: 'main',
  name: 'Company',
  issuer: 'https://id.example',
  clientId: 'homeport',
  clientSecretFile: 'token',
  roles: [{ claim: 'groups', equals: 'admins', role: 'admin' }],
}
const proxy = { peers: ['10.0.0.5'], headers: { user: 'x-forwarded-user' }, roles: [{ claim: 'groups', prefix: 'noc-', role: 'operator' }] }
writeFileSync(join(folder, 'secret'), 'x'.repeat(32))
writeFileSync(join(folder, 'logo.png'), Buffer.from('89504e470d0a1a0a00', 'hex'))
writeFileSync(join(folder, 'logo.svg'), '<svg onload="alert(1)"/>')

test('with nothing said people sign in here, on this machine', () => {
  expect(read({})).toMatchObject({ config: { auth: { local: true, oidc: [], sessions: {} }, look: { links: [] }, place: { publicUrl: undefined } } })
})

test('everything of signing in is read', () => {
  const it = read({
    publicUrl: 'https://portal.example',
    trustedProxies: ['10.0.0.5', '172.16.0.0/12', '::1'],
    auth: {
      local: false,
      oidc: [provider, { ...provider, id: 'dev', issuer: 'http://127.0.0.1:9000/realms/dev' }],
      proxy: { ...proxy, secret: { header: 'x-proxy-secret', file: 'secret' } },
      sessions: { idleMinutes: 60 },
    },
    door: { title: 'Operations', logo: 'logo.png', status: { mark: 'ok', text: 'All up' }, links: [{ title: 'Help', url: 'mailto:help@example' }] },
  })
  expect(problems(it)).toEqual([])
  expect(it).toMatchObject({
    config: {
      auth: { local: false, oidc: [{ id: 'main', scopes: ['openid', 'profile', 'email'] }, { id: 'dev' }], proxy: { name: 'proxy', separator: ',' } },
      look: { title: 'Operations', logo: expect.stringMatching(/^data:image\/png;base64,/), links: [{ title: 'Help' }] },
      secretFiles: ['token', 'token', 'secret'],
    },
  })
  expect('config' in it && it.config.place.publicUrl?.origin).toBe('https://portal.example')
  expect('config' in it && ['10.0.0.5', '172.20.1.1'].map((address) => it.config.place.trustedProxies.check(address))).toEqual([true, true])
  expect('config' in it && it.config.place.trustedProxies.check('10.0.0.6')).toBe(false)
})

test('everything wrong with signing in is told at once', () => {
  const it = read({
    publicUrl: 'http://portal.example/app',
    trustedProxies: ['10.0.0.0/33', 'proxy.example'],
    auth: {
      local: false,
      oidc: [
        { ...provider, issuer: 'http://id.example', roles: [{ claim: 'groups', role: 'admin' }] },
        { ...provider, issuer: 'https://id.example?x=1', clientSecretFile: 'nowhere', scopes: ['profile'] },
      ],
      proxy: { ...proxy, peers: ['*'] },
    },
    door: { logo: 'logo.svg' },
  })
  expect(problems(it)).toEqual([
    ['publicUrl', 'expected an https URL (plain http only on this machine)'],
    ['trustedProxies.0', 'expected an address or a network'],
    ['trustedProxies.1', 'expected an address or a network'],
    ['auth.oidc.0.issuer', 'expected an https URL (plain http only on this machine)'],
    ['auth.oidc.0.roles.0', 'expected either equals or prefix'],
    ['auth.oidc.1.issuer', 'expected no user, query or fragment'],
    ['auth.oidc.1.id', 'already the id of auth.oidc.0'],
    ['auth.oidc.1.scopes', 'expected openid among them'],
    ['auth.proxy.peers.0', 'expected an address or a network'],
    ['auth.proxy', 'expected secret or assertion as a second proof'],
    ['auth.oidc.1.clientSecretFile', 'expected a readable file: nowhere (ENOENT)'],
    ['door.logo', 'expected a PNG or WebP file: logo.svg is neither'],
  ])
  expect('problems' in it && it.problems.every((p) => p.example !== undefined)).toBe(true)
})

test.each([
  [{ publicUrl: 'https://portal.example' }, 'trustedProxies', 'expected the address of the proxy that answers at publicUrl'],
  [
    { publicUrl: 'https://portal.example/', trustedProxies: ['10.0.0.5'], auth: { local: false } },
    'auth.local',
    'expected another way in (oidc or proxy) when false',
  ],
  [{ auth: { oidc: [{ ...provider, clientSecret: 'in the open' }] } }, 'auth.oidc.0', 'unknown key clientSecret'],
  [{ auth: { oidc: [{ ...provider, roles: [] }] } }, 'auth.oidc.0.roles', 'at least 1'],
  [{ auth: { sessions: { idleMinutes: 0 } } }, 'auth.sessions.idleMinutes', 'at least 0'],
  [
    { auth: { proxy: { ...proxy, secret: { header: 'x-proxy-secret', file: 'short' } } } },
    'auth.proxy.secret.file',
    'expected a file with at least 32 characters: short has 5',
  ],
  [{ door: { links: [{ title: 'x', url: 'javascript:alert(1)' }] } }, 'door.links.0.url', 'must match'],
])('%j is told', (value, path, detail) => {
  expect(problems(read(value))).toEqual([[path, expect.stringContaining(detail)]])
})

test('a mistake in one section hides none in another', () => {
  expect(problems(read({ sources: {}, auth: { oidc: 1 }, allow: ['x'] })).map(([path]) => path)).toEqual(['sources', 'auth.oidc', 'allow.0'])
})
