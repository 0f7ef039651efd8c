import { afterAll, beforeAll, expect, test } from 'vitest'
import { api as endpoints } from '#contract/api.ts'
import { createMetrics } from '#server/node/metrics.ts'
import { createMetricsDoor } from '#server/node/metrics-door.ts'
import { createHealth } from '#server/node/health.ts'
import { createAppFiles } from '#server/node/app-files.ts'
import { createHttp } from '#server/node/http.ts'
import { systemClock } from '#server/memory-ports.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import { createWorld } from '#tests/support/api-world.ts'
import { builtAssets, writeBuiltApp } from '#tests/support/built-app.ts'
import { listenRaw } from '#tests/support/raw-http.ts'
import type { Given, RawServer } from '#tests/support/raw-http.ts'

const app = writeBuiltApp()
const { api } = createWorld()
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const lag = { lastMs: 0, stuck: false, stop: () => undefined }
const serve = (origin?: string): Promise<RawServer> =>
  listenRaw(
    createHttp({
      api,
      app: createAppFiles(app.folder),
      log: silent,
      origin,
      open: [createHealth({ store: createMemoryStore(), clock: systemClock, lag, folder: undefined, behind: async () => undefined })],
      stations: [createMetricsDoor({ metrics: createMetrics(lag), openToMachine: false, mayRead: async () => false })],
    }),
  )
let plain: RawServer
let secure: RawServer
beforeAll(async () => {
  plain = await serve()
  secure = await serve('https://portal.example')
})
afterAll(async () => {
  await plain?.close()
  await secure?.close()
  app.remove()
})

const watched = [
  'cache-control',
  'content-security-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
  'referrer-policy',
  'x-content-type-options',
  'x-frame-options',
  'strict-transport-security',
  'server',
  'x-powered-by',
]
const kept = ({ headers }: Given): object =>
  Object.fromEntries(watched.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name]).replace(/'nonce-[^']+'/g, "'nonce-N'")]])))

const nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
const always = {
  'cache-control': 'no-store',
  'content-security-policy': `${nothing}; sandbox`,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}
const page = {
  ...always,
  'content-security-policy':
    "default-src 'none'; script-src 'nonce-N' 'strict-dynamic'; style-src-elem 'self' 'nonce-N'; style-src-attr 'none'; img-src 'self' data:; " +
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; " +
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default; report-to csp; report-uri /csp",
}
const forGood = 'public, max-age=31536000, immutable'

const addressOf = (path: string): string => path.replaceAll(/:\w+/g, 'none')
const own = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }

// A stream is read as long as it lasts; its headers are set where all others are.
const answering = Object.values(endpoints).filter(({ path }) => !path.includes('/live'))

test.each(answering.map((e) => [e.name, e] as const))('%s answers with the whole set, whether it answers or refuses', async (_, { method, path }) => {
  // A stream is read as long as it lasts; its headers are those of any other answer.
  if (path.includes('/live')) return
  for (const headers of [own, {}, { origin: 'https://evil.example' }, { host: 'evil.example' }, { 'sec-fetch-dest': 'script' }]) {
    const given = await plain.get(addressOf(path), headers, method, method === 'GET' ? undefined : '{"rubbish":')
    expect([given.status, kept(given)]).toEqual([given.status, always])
  }
})

test.each([
  ['GET', '/api/none', 404],
  ['PATCH', '/api/dashboards', 405],
  ['GET', '/api', 404],
  ['GET', '/nothing.txt', 404],
  ['GET', '/assets/gone.js', 404],
  ['POST', '/', 405],
  ['GET', '/livez', 200],
  ['GET', '/readyz', 200],
  ['DELETE', '/readyz', 405],
  ['GET', '/metrics', 401],
  ['GET', '/csp', 405],
  ['POST', '/csp', 415],
] as const)('%s %s answers with the whole set', async (method, path, status) => {
  const given = await plain.get(path, method === 'GET' ? {} : { 'sec-fetch-site': 'same-origin' }, method)
  expect([given.status, kept(given)]).toEqual([status, always])
})

test('B7: the page has its own policy at every place of the app, sign-in’s included, and nobody may frame it', async () => {
  for (const path of ['/', '/d/x', '/sources', '/sign-in', '/index.html']) expect([path, kept(await plain.get(path))]).toEqual([path, page])
})

test('B9: hashed files are kept for good, and none of them is a page: no script in a picture runs', async () => {
  for (const path of builtAssets) {
    const given = await plain.get(path)
    const policy = path.endsWith('.js') ? nothing : `${nothing}; sandbox`
    expect([path, given.status, kept(given)]).toEqual([path, 200, { ...always, 'cache-control': forGood, 'content-security-policy': policy }])
  }
  expect(kept(await plain.get('/favicon.svg'))).toEqual({ ...always, 'cache-control': 'no-cache' })
})

test('over https, and only there, browsers are told to stay with it', async () => {
  const hsts = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
  for (const path of ['/', '/api/status', '/api/none', '/assets/index-aaaa1111.js', '/livez', '/nothing.txt'])
    expect([path, kept(await secure.get(path))]).toEqual([path, { ...kept(await plain.get(path)), ...hsts }])
})

test('what is no request gets the set too', async () => {
  for (const [bytes, status] of [
    ['RUBBISH\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['GET http://[ HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n', 400],
  ] as const) {
    const heard = (await plain.say(bytes)).toLowerCase()
    expect(heard).toContain(`http/1.1 ${status}`)
    for (const [name, value] of Object.entries(always)) expect(heard).toContain(`${name}: ${value}`.toLowerCase())
  }
})
