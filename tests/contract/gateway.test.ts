import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { gzipSync, brotliCompressSync, deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGateway } from '#server/node/gateway.ts'
import type { Gateway, GatewayOptions } from '#server/node/gateway.ts'
import type { Outbound } from '#server/ports.ts'
import { faultFrom, silentLog } from '#tests/support/faults.ts'
import { serveLoopback } from '#tests/support/hostile-server.ts'
import type { LoopbackServer } from '#tests/support/hostile-server.ts'

/** The attempt table of security-reliability.md 2.3, row by row, against an inner service that must never be reached. */

const json = { 'content-type': 'application/json' }
const megabyte = Buffer.alloc(1_048_576, 0x20)

let bomb: Buffer
let brotliBomb: Buffer
let dripsSent = 0

function drip(response: ServerResponse): void {
  response.writeHead(200, json)
  const timer = setInterval(() => {
    dripsSent += 1
    response.write(' ')
  }, 20)
  response.on('close', () => clearInterval(timer))
}

function endless(response: ServerResponse): void {
  response.writeHead(200, json)
  const pour = (): void => {
    while (!response.destroyed && response.write(megabyte));
    if (!response.destroyed) response.once('drain', pour)
  }
  pour()
}

const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/ok': (r) => r.writeHead(200, { ...json, 'set-cookie': 'evil=1', 'x-inner': 'secret' }).end('{"ok":true}'),
  '/base/ok': (r) => r.writeHead(200, json).end('{"base":true}'),
  '/gzip': (r) => r.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync('{"zip":"gzip"}')),
  '/br': (r) => r.writeHead(200, { ...json, 'content-encoding': 'br' }).end(brotliCompressSync('{"zip":"br"}')),
  '/deflate': (r) => r.writeHead(200, { ...json, 'content-encoding': 'deflate' }).end(deflateSync('{"zip":"deflate"}')),
  '/bomb': (r) => r.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(bomb),
  '/br-bomb': (r) => r.writeHead(200, { ...json, 'content-encoding': 'br' }).end(brotliBomb),
  '/not-gzip': (r) => r.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end('{"plain":true}'),
  '/half-gzip': (r) => r.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(5000)).subarray(0, 20)),
  '/zstd': (r) => r.writeHead(200, { ...json, 'content-encoding': 'zstd' }).end('x'),
  '/twice': (r) => r.writeHead(200, { ...json, 'content-encoding': 'gzip, gzip' }).end(gzipSync(gzipSync('{}'))),
  '/endless': endless,
  '/drip': drip,
  '/hang': () => undefined,
  '/html': (r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<html>welcome</html>'),
  '/no-type': (r) => r.writeHead(200).end('{}'),
  '/latin1': (r) => r.writeHead(200, { 'content-type': 'application/json; charset=latin1' }).end('{}'),
  '/not-utf8': (r) => r.writeHead(200, json).end(Buffer.from([0x22, 0xc3, 0x28, 0x22])),
  '/500-html': (r) => r.writeHead(500, { 'content-type': 'text/html' }).end('<html>secret stack trace</html>'),
  '/500': (r) => r.writeHead(500, json).end('{"error":"x"}'),
  '/401': (r) => r.writeHead(401, json).end('{"error":"secret realm"}'),
  '/403': (r) => r.writeHead(403, { 'content-type': 'text/html' }).end('no'),
  '/429': (r) => r.writeHead(429, json).end('{}'),
  '/refresh': (r) => r.writeHead(200, { ...json, refresh: '0; url=/inner' }).end('{"stayed":true}'),
  '/inner': (r) => r.writeHead(200, json).end('{"inner":"secret"}'),
  '/half-length': (r) => {
    r.writeHead(200, { ...json, 'content-length': '1000' })
    r.write('{"half":')
    setTimeout(() => r.destroy(), 20)
  },
  '/half-chunked': (r) => {
    r.writeHead(200, json)
    r.write('{"half":')
    setTimeout(() => r.destroy(), 20)
  },
  '/cut': (r) => r.destroy(),
  '/big-head': (r) => r.writeHead(200, { ...json, 'x-long': 'y'.repeat(60_000) }).end('{}'),
  '/garbage': (r) => r.socket?.end('SSH-2.0-OpenSSH_9\r\n\r\n'),
}

let server: LoopbackServer
let other: LoopbackServer
const open: Gateway[] = []

beforeAll(async () => {
  bomb = gzipSync(Buffer.alloc(200 * 1_048_576))
  brotliBomb = brotliCompressSync(Buffer.alloc(50 * 1_048_576))
  server = await serveLoopback((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x')
    const redirect = /^\/redirect\/(\d+)$/.exec(url.pathname)?.[1]
    if (redirect) response.writeHead(Number(redirect), { location: url.searchParams.get('to') ?? '/inner' }).end()
    else (answers[url.pathname] ?? ((r) => r.writeHead(404, json).end('{"missing":true}')))(response)
  })
  other = await serveLoopback((_, response) => response.writeHead(200, json).end('{"inner":"secret"}'))
}, 60_000)

afterAll(async () => {
  await Promise.all(open.map((gateway) => gateway.close()))
  await Promise.all([server.stop(), other.stop()])
})

function gateway(options: Partial<GatewayOptions> = {}): Gateway {
  const made = createGateway({ allow: [`127.0.0.1:${server.port}`], log: silentLog, ...options })
  open.push(made)
  return made
}

const to = (path: string, rest: Partial<Outbound> = {}): Outbound => ({
  base: server.url,
  path,
  accept: ['application/json'],
  maxBytes: 1_000_000,
  deadlineMs: 5000,
  ...rest,
})

const everybody =
  (address: string, family = 4) =>
  async () => [{ address, family }]

describe('an allowed destination', () => {
  test('answers with status, content type and text, and with no header of its own', async () => {
    const answer = await gateway().call(to('/ok', { search: { a: '1', 'b[]': ['2', '3'] } }))
    expect(answer).toEqual({ status: 200, contentType: 'application/json', text: '{"ok":true}' })
    expect(server.seen.at(-1)?.url).toBe('/ok?a=1&b%5B%5D=2&b%5B%5D=3')
  })

  test.each(['gzip', 'br', 'deflate'])('may pack its answer with %s', async (encoding) => {
    expect((await gateway().call(to(`/${encoding}`))).text).toBe(`{"zip":"${encoding}"}`)
  })

  test('receives a form as POST, its credentials, and no header but those the gateway writes', async () => {
    await gateway().call(to('/ok', { form: { query: 'up{a="b"}', 'match[]': ['x', 'y'] }, auth: { bearer: 'token-1' } }))
    const { method, headers } = server.seen.at(-1) ?? { method: '', headers: {} }
    expect(method).toBe('POST')
    expect(Object.keys(headers).toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'authorization',
      'connection',
      'content-length',
      'content-type',
      'host',
      'user-agent',
    ])
    expect(headers.authorization).toBe('Bearer token-1')
    await gateway().call(to('/ok', { auth: { user: 'jü', password: 'p:w' } }))
    expect(server.seen.at(-1)?.headers.authorization).toBe(`Basic ${Buffer.from('jü:p:w').toString('base64')}`)
  })

  test('passes its own error statuses on to the connector', async () => {
    expect(await gateway().call(to('/500'))).toMatchObject({ status: 500, text: '{"error":"x"}' })
    expect(await gateway().call(to('/nowhere'))).toMatchObject({ status: 404 })
  })

  test('may be a listed name that resolves to a private address', async () => {
    const at = gateway({ allow: ['prom.internal:9090'], resolve: everybody('10.255.255.254') })
    const fault = await faultFrom(at.call(to('/ok', { base: 'http://PROM.internal.:9090', deadlineMs: 150 })))
    // Judged fit, then nobody answers there.
    expect(fault.code).not.toBe('source_refused')
  })

  test('may be anything in a listed network, but never the own listener', async () => {
    expect((await gateway({ allow: ['127.0.0.0/8'] }).call(to('/ok'))).status).toBe(200)
    const own = gateway({ allow: ['127.0.0.0/8', `127.0.0.1:${server.port}`], ownPorts: () => [server.port] })
    expect(await faultFrom(own.call(to('/ok')))).toMatchObject({ code: 'source_refused', detail: expect.stringContaining('own listener') })
    expect((await faultFrom(own.call(to('/ok', { base: `http://localhost:${server.port}` })))).code).toBe('source_refused')
  })

  test('is reachable as localhost when that is what was listed', async () => {
    expect((await gateway({ allow: [`localhost:${server.port}`] }).call(to('/ok', { base: `http://localhost:${server.port}` }))).status).toBe(200)
  })
})

describe('A13: a spelling of this machine is refused without being reached', () => {
  const spellings = [
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '[::ffff:127.0.0.1]',
    '[0:0:0:0:0:ffff:7f00:1]',
    '①②⑦.0.0.1',
    '0',
    '127.0.0.1.',
    'localhost',
    'LOCALHOST.',
    'x.localhost',
    '[::1]',
    '[::]',
    '127.1',
  ]
  test.each(spellings)('%s', async (host) => {
    const before = other.seen.length
    const fault = await faultFrom(gateway().call(to('/inner', { base: `http://${host}:${other.port}`, deadlineMs: 2000 })))
    expect(fault.code).toBe('source_refused')
    expect(other.seen.length).toBe(before)
  })
})

describe('A11: a forbidden destination is refused', () => {
  test.each([
    'http://169.254.169.254/latest/meta-data',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[2002:7f00:1::]/',
    'http://[fd00:ec2::254]/',
    'http://100.100.100.200/',
    'http://192.0.0.192/',
    'http://[fe80::1]/',
    'http://[fe80::1%25eth0]/',
    'http://10.0.0.1:9090/',
    'http://192.168.1.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://1.1.1.1:25/',
    'http://user:pass@example.com/',
    'file:///etc/passwd',
    'gopher://127.0.0.1:70/',
    'ftp://example.com/',
    'javascript:alert(1)',
    'http://',
    'nonsense',
    'http://example.com/?query=1',
    'http://example.com/#part',
  ])('%s', async (base) => {
    expect(await faultFrom(gateway().call(to('/x', { base, deadlineMs: 2000 })))).toMatchObject({ code: 'source_refused' })
  })

  test('another port on an allowed host', async () => {
    expect((await faultFrom(gateway().call(to('/inner', { base: `http://127.0.0.1:${other.port}` })))).code).toBe('source_refused')
    expect(other.seen).toEqual([])
  })

  test('an unlisted name that resolves to a private address', async () => {
    const fault = await faultFrom(gateway({ resolve: everybody('10.1.2.3') }).call(to('/x', { base: 'http://prom.example:9090' })))
    expect(fault).toEqual({ code: 'source_refused', detail: 'prom.example:9090 -> 10.1.2.3 (private)' })
  })

  test.each([
    ['loopback', '127.0.0.1', 4],
    ['metadata', '169.254.169.254', 4],
    ['metadata', 'fd00:ec2::254', 6],
    ['link-local', 'fe80::1%eth0', 6],
  ])('a listed name that resolves to a %s address', async (kind, address, family) => {
    const at = gateway({ allow: [`prom.example:${other.port}`], resolve: everybody(address, family) })
    const fault = await faultFrom(at.call(to('/inner', { base: `http://prom.example:${other.port}` })))
    expect(fault).toMatchObject({ code: 'source_refused', detail: expect.stringContaining(`(${kind})`) })
    expect(other.seen).toEqual([])
  })
})

describe('B1: a name server that lies', () => {
  test('DNS rebinding: the address that is connected to is the one that was judged', async () => {
    let asked = 0
    const at = gateway({
      resolve: async () => {
        asked += 1
        return [asked === 1 ? { address: '203.0.113.9', family: 4 } : { address: '127.0.0.1', family: 4 }]
      },
    })
    const call = () => faultFrom(at.call(to('/inner', { base: `http://evil.example:${other.port}`, deadlineMs: 500 })))
    expect((await call()).code).toBe('source_refused')
    expect((await call()).code).toBe('source_refused')
    expect(other.seen).toEqual([])
  })

  test('DNS rebinding between public and loopback: the second answer is refused, the first connection is not reused for it', async () => {
    let asked = 0
    const at = gateway({
      resolve: async () => {
        asked += 1
        return [asked === 1 ? { address: '1.2.3.4', family: 4 } : { address: '127.0.0.1', family: 4 }]
      },
    })
    const call = () => faultFrom(at.call(to('/inner', { base: `http://evil.example:${other.port}`, deadlineMs: 300 })))
    expect(['source_timeout', 'source_down']).toContain((await call()).code)
    await at.close()
    expect(asked).toBe(1)
    const again = gateway({ resolve: everybody('127.0.0.1') })
    expect((await faultFrom(again.call(to('/inner', { base: `http://evil.example:${other.port}` })))).code).toBe('source_refused')
    expect(other.seen).toEqual([])
  })

  test('a mixed public and loopback answer is refused whole', async () => {
    const at = gateway({
      resolve: async () => [
        { address: '1.2.3.4', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
    })
    expect((await faultFrom(at.call(to('/inner', { base: `http://evil.example:${other.port}` })))).code).toBe('source_refused')
    expect(other.seen).toEqual([])
  })

  test('no address, and a name server that never answers', async () => {
    expect((await faultFrom(gateway({ resolve: async () => [] }).call(to('/x', { base: 'http://gone.example' })))).code).toBe('source_down')
    const mute = gateway({ resolve: () => new Promise(() => undefined) })
    expect((await faultFrom(mute.call(to('/x', { base: 'http://mute.example', deadlineMs: 100 })))).code).toBe('source_timeout')
  })
})

describe('A12: a redirect is refused and never followed', () => {
  test.each([301, 302, 303, 307, 308])('%i', async (status) => {
    const fault = await faultFrom(gateway().call(to(`/redirect/${status}`, { search: { to: 'http://169.254.169.254/latest?token=1' } })))
    expect(fault).toEqual({ code: 'source_refused', detail: `http ${status} redirect to http://169.254.169.254` })
    const before = server.seen.length
    expect((await faultFrom(gateway().call(to(`/redirect/${status}`)))).code).toBe('source_refused')
    expect(server.seen.length).toBe(before + 1)
  })

  test('a Refresh header is just a header', async () => {
    expect((await gateway().call(to('/refresh'))).text).toBe('{"stayed":true}')
  })
})

describe('B2: an answer that is too much', () => {
  test('gzip bomb of 200 MB stops at the cap on decompressed bytes', async () => {
    const before = process.memoryUsage().rss
    expect(await faultFrom(gateway().call(to('/bomb')))).toEqual({ code: 'source_too_large', detail: 'more than 1000000 bytes' })
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1_048_576)
  })

  test('brotli bomb of 50 MB likewise', async () => {
    expect((await faultFrom(gateway().call(to('/br-bomb')))).code).toBe('source_too_large')
  })

  test('an endless body stops at the cap', async () => {
    const before = process.memoryUsage().rss
    expect((await faultFrom(gateway().call(to('/endless')))).code).toBe('source_too_large')
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1_048_576)
  })

  test('a slow drip ends at the total deadline, although every byte was in time, and the connection with it', async () => {
    expect(await faultFrom(gateway().call(to('/drip', { deadlineMs: 300 })))).toEqual({ code: 'source_timeout', detail: '300 ms' })
    await new Promise((later) => setTimeout(later, 100))
    const sent = dripsSent
    await new Promise((later) => setTimeout(later, 100))
    expect(dripsSent).toBe(sent)
  })

  test('a hang ends at the total deadline', async () => {
    expect((await faultFrom(gateway().call(to('/hang', { deadlineMs: 200 })))).code).toBe('source_timeout')
  })

  test('a caller that gives up gets its own reason back', async () => {
    const stop = new AbortController()
    const reason = new Error('widget left the screen')
    setTimeout(() => stop.abort(reason), 50)
    await expect(gateway().call(to('/hang', { signal: stop.signal }))).rejects.toBe(reason)
    await expect(gateway().call(to('/ok', { signal: stop.signal }))).rejects.toBe(reason)
  })

  test('a head of 60 kB is not read', async () => {
    expect((await faultFrom(gateway().call(to('/big-head')))).code).toBe('source_invalid')
  })
})

describe('a path never leaves its base', () => {
  const base = () => `${server.url}/base`
  test.each([
    '../admin',
    '/../admin',
    '..%2fadmin',
    '%2e%2e/admin',
    '%2e%2e%2fadmin',
    '%252e%252e/admin',
    '\\\\evil',
    '..\\admin',
    'a/./../../x',
    './x',
    '.\t./x',
    '%2e',
    'a?b',
    'a#b',
    'a%00b',
    '%zz',
    '%ff',
  ])('%j is refused', async (path) => {
    const before = server.seen.length
    expect(await faultFrom(gateway().call(to(path, { base: base() })))).toEqual({ code: 'source_refused', detail: 'path' })
    expect(server.seen.length).toBe(before)
  })

  test.each([
    ['//evil', '/base//evil'],
    ['http://evil/', '/base/http://evil/'],
    ['ok', '/base/ok'],
    ['/ok', '/base/ok'],
    ['@evil', '/base/@evil'],
    [':80/x', '/base/:80/x'],
    ['label/a%2Fb/values', '/base/label/a%2Fb/values'],
  ])('%s stays below it', async (path, seen) => {
    await gateway().call(to(path, { base: base() }))
    expect(server.seen.at(-1)?.url).toBe(seen)
    await gateway().call(to(path, { base: `${base()}/` }))
    expect(server.seen.at(-1)?.url).toBe(seen)
  })
})

describe('an answer that is wrong', () => {
  test.each([
    ['/html', 'source_invalid', 'http 200 text/html'],
    ['/no-type', 'source_invalid', 'http 200 no content-type'],
    ['/latin1', 'source_invalid', 'http 200 application/json; charset=latin1'],
    ['/not-utf8', 'source_invalid', 'not UTF-8'],
    ['/zstd', 'source_invalid', 'content-encoding zstd'],
    ['/twice', 'source_invalid', 'content-encoding gzip, gzip'],
    ['/500-html', 'source_down', 'http 500 text/html'],
    ['/401', 'source_refused', 'http 401'],
    ['/403', 'source_refused', 'http 403'],
    ['/429', 'source_busy', 'http 429'],
  ])('%s is %s', async (path, code, detail) => {
    expect(await faultFrom(gateway().call(to(path)))).toEqual({ code, detail })
  })

  test.each(['/not-gzip', '/half-gzip', '/half-length', '/half-chunked', '/garbage'])('%s is source_invalid', async (path) => {
    expect((await faultFrom(gateway().call(to(path)))).code).toBe('source_invalid')
  })

  test('a connection cut before the head, and nobody there, are source_down', async () => {
    expect((await faultFrom(gateway().call(to('/cut')))).code).toBe('source_down')
    const gone = await serveLoopback(() => undefined)
    await gone.stop()
    const fault = await faultFrom(gateway({ allow: [`127.0.0.1:${gone.port}`] }).call(to('/ok', { base: gone.url })))
    expect(fault).toEqual({ code: 'source_down', detail: 'ECONNREFUSED' })
  })

  test('TLS spoken to a plain port is source_down', async () => {
    expect((await faultFrom(gateway().call(to('/ok', { base: `https://127.0.0.1:${server.port}` })))).code).toBe('source_down')
  })

  test('a token no header carries is refused and its text told to nobody', async () => {
    const secret = createHash('sha256').update('x').digest('hex')
    const fault = await faultFrom(gateway().call(to('/ok', { auth: { bearer: `${secret}\r\nx-evil: 1` } })))
    expect(fault.code).toBe('source_refused')
    expect(fault.detail).not.toContain(secret)
  })
})
