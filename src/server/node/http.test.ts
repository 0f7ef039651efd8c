import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld } from '#tests/support/api-world.ts'
import { createAppFiles } from './app-files.ts'
import { refusalOf } from './gate.ts'
import { createHttp } from './http.ts'

const folder = mkdtempSync(join(tmpdir(), 'homeport-app-'))
const script = `console.log(${JSON.stringify('x'.repeat(3000))})`
const page = '<!doctype html><title>Homeport</title><script>theme()</script><script type="module" src="/assets/main-abc.js"></script>'
mkdirSync(join(folder, 'assets'))
mkdirSync(join(folder, '.vite'))
writeFileSync(join(folder, 'index.html'), page)
writeFileSync(join(folder, 'assets/main-abc.js'), script)
writeFileSync(join(folder, 'assets/icon.png'), Buffer.alloc(3000))
writeFileSync(join(folder, '.vite/manifest.json'), '{"secret":1}')
writeFileSync(join(folder, '..', 'homeport-outside.txt'), 'outside')

const { api } = createWorld()
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const server = createHttp({ api, app: createAppFiles(folder), log: silent })
let port = 0
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true })
  rmSync(join(folder, '..', 'homeport-outside.txt'))
})

interface Given {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** A raw request: `fetch` would tidy up the path and set Host itself. */
function get(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Given> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers: { host: `localhost:${port}`, ...headers } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

test.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])('the name %s is this machine', async (name) => {
  expect((await get('/api/status', { host: `${name}:8080` })).status).toBe(200)
})

test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', '10.0.0.5', '[::2]', 'localhost@evil.example'])(
  'the name "%s" was made to point here and is refused, page and API alike',
  async (name) => {
    for (const path of ['/api/status', '/', '/assets/main-abc.js']) {
      const { status, body } = await get(path, { host: name })
      expect([path, status, JSON.parse(body.toString())]).toMatchObject([path, 403, { code: 'forbidden' }])
    }
  },
)

test('a request that names no host is refused', () => {
  expect(refusalOf({ headers: {} }, '/')).toBe('Host: ')
})

test.each(['cross-site', 'same-site', 'anything'])('a page of another site (Sec-Fetch-Site: %s) may neither read nor write', async (site) => {
  expect((await get('/api/status', { 'sec-fetch-site': site })).status).toBe(403)
  expect((await get('/api/demo', { 'sec-fetch-site': site }, 'PUT')).status).toBe(403)
})

test.each(['same-origin', 'none'])('our own page and the address bar (Sec-Fetch-Site: %s) may', async (site) => {
  expect((await get('/api/status', { 'sec-fetch-site': site })).status).toBe(200)
})

test('another origin is refused, our own is not', async () => {
  expect((await get('/api/status', { origin: 'https://evil.example' })).status).toBe(403)
  expect((await get('/api/status', { origin: 'null' })).status).toBe(403)
  expect((await get('/api/status', { origin: `http://localhost:${port}` })).status).toBe(200)
})

test('a link from elsewhere still opens the app', async () => {
  expect((await get('/', { 'sec-fetch-site': 'cross-site' })).status).toBe(200)
})

test('machines deliver without any of a browser’s headers, and need their token', async () => {
  const { status, body } = await get('/api/intake/events', { host: 'homeport.example' }, 'POST')
  expect([status, JSON.parse(body.toString())]).toMatchObject([403, { detail: 'not configured: intake.events.tokenFile' }])
})

test.each(['/api/intake/../status', '/api/intake/%2e%2e/status', '/api/intake/./../../api/status', '/api/intake/..%2fstatus', '/api/intake//../../status'])(
  'the spelling %s does not slip past under the name of an intake',
  async (path) => {
    expect((await get(path, { host: 'evil.example' })).status).toBeGreaterThanOrEqual(403)
    expect((await get(path, { 'sec-fetch-site': 'cross-site' })).status).toBeGreaterThanOrEqual(403)
  },
)

test('every answer says what browsers may not do with it', async () => {
  for (const path of ['/', '/api/status', '/assets/main-abc.js', '/assets/none.js', '/api/none']) {
    const { headers } = await get(path)
    expect([path, headers['x-content-type-options'], headers['referrer-policy'], headers['x-frame-options']]).toEqual([path, 'nosniff', 'no-referrer', 'DENY'])
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['server'] ?? headers['x-powered-by']).toBeUndefined()
  }
})

test('the page may run its own scripts, the one written into it included, and no other', async () => {
  const { headers } = await get('/')
  const policy = String(headers['content-security-policy'])
  expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/=]+'/)
  expect(policy).not.toMatch(/script-src[^;]*unsafe/)
})

test('hashed files are kept for good, the page is asked for each time', async () => {
  expect((await get('/assets/main-abc.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable')
  const { headers } = await get('/')
  expect(headers['cache-control']).toBe('no-cache')
  const again = await get('/', { 'if-none-match': String(headers['etag']) })
  expect([again.status, again.body.length]).toEqual([304, 0])
})

test('files are packed as the reader can unpack them', async () => {
  const br = await get('/assets/main-abc.js', { 'accept-encoding': 'gzip, deflate, br' })
  expect([br.headers['content-encoding'], br.headers['vary'], brotliDecompressSync(br.body).toString()]).toEqual(['br', 'Accept-Encoding', script])
  const gz = await get('/assets/main-abc.js', { 'accept-encoding': 'gzip, br;q=0' })
  expect([gz.headers['content-encoding'], gunzipSync(gz.body).toString()]).toEqual(['gzip', script])
  expect((await get('/assets/main-abc.js')).headers['content-encoding']).toBeUndefined()
  expect((await get('/assets/icon.png', { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined()
})

test('places in the app get the page, missing files do not', async () => {
  expect((await get('/d/my-dashboard?from=now-1h')).body.toString()).toBe(page)
  for (const path of ['/assets/gone-123.js', '/favicon.ico', '/robots.txt']) expect([path, (await get(path)).status]).toEqual([path, 404])
})

test.each([
  '/../homeport-outside.txt',
  '/..%2fhomeport-outside.txt',
  '/%2e%2e/homeport-outside.txt',
  '/assets/../../homeport-outside.txt',
  '/assets/..%5c..%5chomeport-outside.txt',
  '/.vite/manifest.json',
  '/%2evite/manifest.json',
  '/assets/%00',
  '/%ff',
  '//evil.example/homeport-outside.txt',
])('%s leads nowhere outside', async (path) => {
  const { status, body } = await get(path)
  expect([status === 404 || body.toString() === page, body.includes('outside'), body.includes('secret')]).toEqual([true, false, false])
})

test('the page takes no other method', async () => {
  const { status, headers } = await get('/', {}, 'POST')
  expect([status, headers['allow']]).toEqual([405, 'GET, HEAD'])
  const head = await get('/', {}, 'HEAD')
  expect([head.status, head.body.length]).toEqual([200, 0])
})

test('slow and endless requests are bounded', () => {
  expect([server.headersTimeout, server.requestTimeout, server.maxConnections]).toEqual([10_000, 30_000, 1000])
})

test('headers over 16 kB are refused', async () => {
  expect((await get('/api/status', { 'x-long': 'x'.repeat(20_000) })).status).toBe(431)
})
