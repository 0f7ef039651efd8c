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
const script = `document.title = ${JSON.stringify('x'.repeat(3000))}`
const page =
  '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><meta name="worker-scripts" content="__WORKER_SCRIPTS__">' +
  '<script type="module" nonce="__CSP_NONCE__" src="/assets/main-abc.js"></script>'
const manifest = { 'src/main.tsx': { file: 'assets/main-abc.js', css: ['assets/main-abc.css'], assets: ['assets/icon.png', 'assets/layout.worker-abc.js'] } }
mkdirSync(join(folder, 'assets'))
mkdirSync(join(folder, '.vite'))
writeFileSync(join(folder, 'index.html'), page)
writeFileSync(join(folder, 'assets/main-abc.js'), script)
writeFileSync(join(folder, 'assets/icon.png'), Buffer.alloc(3000))
writeFileSync(join(folder, 'assets/main-abc.css'), 'p{}')
writeFileSync(join(folder, 'assets/layout.worker-abc.js'), 'work()')
writeFileSync(join(folder, 'assets/left-over.js'), 'secret()')
writeFileSync(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
writeFileSync(join(folder, '.vite/manifest.json'), JSON.stringify(manifest))
writeFileSync(join(folder, '.vite/secret.json'), '{"secret":1}')
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

const policyOf = ({ headers }: Given): string => String(headers['content-security-policy'])
const nonceOf = (given: Given): string => /'nonce-([\w+/=]{22,})'/.exec(policyOf(given))?.[1] ?? ''
const pageWith = (nonce: string): string => page.replaceAll('__CSP_NONCE__', nonce).replace('__WORKER_SCRIPTS__', '/assets/layout.worker-abc.js')

test('the page may run what carries its nonce, and the nonce is new each time', async () => {
  const [one, two] = [await get('/'), await get('/')]
  expect(nonceOf(one)).not.toBe(nonceOf(two))
  expect(policyOf(one)).toContain(`script-src 'nonce-${nonceOf(one)}' 'strict-dynamic';`)
  expect(policyOf(one)).not.toMatch(/unsafe|\*|https?:/)
  expect(one.body.toString()).toBe(pageWith(nonceOf(one)))
  expect(one.headers['reporting-endpoints']).toBe('csp="/csp"')
})

test('hashed files are kept for good, the page is never kept', async () => {
  expect((await get('/assets/main-abc.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable')
  const { headers } = await get('/')
  expect([headers['cache-control'], headers['etag']]).toEqual(['no-store', undefined])
  const icon = await get('/favicon.svg')
  expect(icon.headers['cache-control']).toBe('no-cache')
  const again = await get('/favicon.svg', { 'if-none-match': String(icon.headers['etag']) })
  expect([again.status, again.body.length]).toEqual([304, 0])
})

test('what browsers ask for as a script, picture or frame is never an answer of the API', async () => {
  for (const use of ['script', 'image', 'iframe', 'style', 'worker', 'object', 'embed', 'manifest'])
    expect([use, (await get('/api/status', { 'sec-fetch-dest': use })).status]).toEqual([use, 403])
  for (const use of ['empty', 'document']) expect((await get('/api/status', { 'sec-fetch-dest': use })).status).toBe(200)
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
  const place = await get('/d/my-dashboard?from=now-1h')
  expect(place.body.toString()).toBe(pageWith(nonceOf(place)))
  for (const path of ['/assets/gone-123.js', '/favicon.ico', '/robots.txt']) expect([path, (await get(path)).status]).toEqual([path, 404])
})

test.each([
  '/../homeport-outside.txt',
  '/..%2fhomeport-outside.txt',
  '/%2e%2e/homeport-outside.txt',
  '/assets/../../homeport-outside.txt',
  '/assets/..%5c..%5chomeport-outside.txt',
  '/.vite/secret.json',
  '/%2evite/secret.json',
  '/assets/%00',
  '/%ff',
  '//evil.example/homeport-outside.txt',
])('%s leads nowhere outside', async (path) => {
  const given = await get(path)
  const { status, body } = given
  expect([status === 404 || body.toString() === pageWith(nonceOf(given)), body.includes('outside'), body.includes('secret')]).toEqual([true, false, false])
})

test('the page takes no other method', async () => {
  const { status, headers } = await get('/', {}, 'POST')
  expect([status, headers['allow']]).toEqual([405, 'GET, HEAD'])
  const head = await get('/', {}, 'HEAD')
  expect([head.status, head.body.length]).toEqual([200, 0])
})

test('slow and endless requests are bounded', () => {
  expect([server.headersTimeout, server.requestTimeout, server.maxConnections]).toEqual([10_000, 30_000, 10_000])
})

test('headers over 16 kB are refused', async () => {
  expect((await get('/api/status', { 'x-long': 'x'.repeat(20_000) })).status).toBe(431)
})
