import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createReports } from './csp-reports.ts'

const told: (readonly [string, unknown])[] = []
const log = { info: () => undefined, warn: (event: string, facts?: object) => void told.push([event, facts]), error: () => undefined }
let now = 0
const reports = createReports(log, () => now)
const server = createServer((request, response) => void reports.answer(request, response, request.url ?? ''))
let url = ''
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  // A TCP server's address is always an AddressInfo.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/csp`
})
afterAll(() => new Promise<void>((done) => void server.close(() => done())))
beforeEach(() => {
  told.length = 0
  now += 3_600_000
})

const post = (body: string, type = 'application/reports+json'): Promise<Response> => fetch(url, { method: 'POST', headers: { 'content-type': type }, body })

test('both kinds of reports are written down, without queries, fragments and samples', async () => {
  const modern = {
    type: 'csp-violation',
    age: 1,
    body: {
      effectiveDirective: 'img-src',
      blockedURL: 'https://evil.example/x.png?person=me',
      documentURL: 'https://portal.example/d/a?var=secret#x',
      sourceFile: null,
      lineNumber: 7,
      sample: 'words of a reader',
    },
  }
  const older = {
    'csp-report': { 'violated-directive': 'script-src', 'blocked-uri': 'inline', 'document-uri': 'https://portal.example/', 'script-sample': 'words' },
  }
  expect((await post(JSON.stringify([modern, { type: 'deprecation', body: {} }]))).status).toBe(204)
  expect((await post(JSON.stringify(older), 'application/csp-report')).status).toBe(204)
  expect(told).toEqual([
    ['csp.violation', { directive: 'img-src', blocked: 'https://evil.example/x.png', page: 'https://portal.example/d/a', source: undefined, line: 7 }],
    ['csp.violation', { directive: 'script-src', blocked: 'inline', page: 'https://portal.example/', source: undefined, line: undefined }],
  ])
})

test('rubbish is taken and forgotten', async () => {
  for (const body of ['', '{', '[]', 'null', '[[[]]]', '{"__proto__":1}']) expect((await post(body)).status).toBe(204)
  expect(told).toEqual([])
})

test('too much, too often, another method or media type is refused', async () => {
  expect((await post('x'.repeat(20_000))).status).toBe(413)
  expect((await post('{}', 'text/plain')).status).toBe(415)
  const get = await fetch(url)
  expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
  const answers = await Promise.all(Array.from({ length: 60 }, () => post('{}')))
  const late = answers.filter((a) => a.status === 429)
  expect(late.length).toBeGreaterThanOrEqual(29)
  expect(late[0]?.headers.get('retry-after')).toBe('1')
})

test('one post cannot fill the log', async () => {
  const one = { type: 'csp-violation', body: { effectiveDirective: 'img-src'.repeat(20), blockedURL: 'b'.repeat(300) } }
  await post(JSON.stringify(Array.from({ length: 25 }, () => one)))
  expect(told).toHaveLength(20)
  expect(JSON.stringify(told[0]).length).toBeLessThan(500)
})
