import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAppFiles } from '#server/node/app-files.ts'
import { createHttp } from '#server/node/http.ts'
import { createWorld } from '#tests/support/api-world.ts'
import { builtAssets, writeBuiltApp } from '#tests/support/built-app.ts'
import { listenRaw } from '#tests/support/raw-http.ts'
import type { RawServer } from '#tests/support/raw-http.ts'

const app = writeBuiltApp()
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
let server: RawServer
beforeAll(async () => {
  server = await listenRaw(createHttp({ api: createWorld().api, app: createAppFiles(app.folder), log: silent }))
})
afterAll(async () => {
  await server?.close()
  app.remove()
})

/** Ways to spell "one folder up". */
const ups = [
  '..',
  '%2e%2e',
  '%2E%2E',
  '.%2e',
  '%2e.',
  '%252e%252e',
  '%25252e%25252e',
  '%c0%ae%c0%ae',
  '%e0%80%ae%e0%80%ae',
  '%uff0e%uff0e',
  '%ef%bc%8e%ef%bc%8e',
  '....',
  '....//..',
  '..;',
  '..%00',
  '..%0a',
  '..%20',
  '.%00.',
  '%2e%2e%23',
] as const
/** Ways to spell the line between folders. */
const lines = ['/', '%2f', '%2F', '\\', '%5c', '%5C', '//', '/./', '%252f', '%c0%af', '%e2%88%95', '/%2e/'] as const
const targets = [
  'secret.txt',
  '.env',
  '.vite/manifest.json',
  '.vite/license.md',
  'assets/left-over.js',
  'assets/.hidden.js',
  'etc/passwd',
  'package.json',
] as const

/** Only a page or a file of the manifest may answer 200, and never with what is hidden. */
async function expectHarmless(path: string): Promise<void> {
  const { status, body, headers } = await server.get(path)
  const text = body.toString()
  expect([path, text.includes('CANARY'), text.includes('root:')]).toEqual([path, false, false])
  if (status !== 200) return
  const isPage = String(headers['content-type']).startsWith('text/html')
  const { pathname } = new URL(`http://localhost${path}`)
  expect([path, isPage || (builtAssets as readonly string[]).includes(decodeURIComponent(pathname)) || pathname === '/favicon.svg']).toEqual([path, true])
}

test('A1: hundreds of spellings of the way out of /assets lead nowhere', async () => {
  for (const up of ups)
    for (const line of lines)
      for (const target of targets) {
        await expectHarmless(`/assets/${up}${line}${target}`)
        await expectHarmless(`/assets${line}${up}${line}${up}${line}${target}`)
      }
})

test('A1: below /assets only names of the build manifest answer, in whatever spelling', async () => {
  for (const path of builtAssets) expect((await server.get(path)).status).toBe(200)
  for (const name of [
    'left-over.js',
    '.hidden.js',
    '',
    '.',
    'index-aaaa1111.js.map',
    'index-aaaa1111.js/',
    'INDEX-AAAA1111.JS',
    'index-aaaa1111.js%00',
    'index-aaaa1111.js%20',
    'index-aaaa1111.js.br',
  ])
    expect([name, (await server.get(`/assets/${name}`)).status === 200 && name !== '.']).toEqual([name, false])
})

test('A1: whatever is made of dots, lines and signs stays harmless', async () => {
  const part = fc.constantFrom(...ups, ...lines, ...targets, 'assets', 'x', '?', ';', '%', '%zz', '~', '*', ':')
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 8 }), async (parts) => {
      const path = `/${parts.join('')}`
      // What no HTTP client can send at all is another matter.
      if (/[^\x21-\x7e]/.test(path) || !URL.canParse(`http://localhost${path}`)) return
      await expectHarmless(path)
    }),
    { numRuns: 300 },
  )
})

test('A2: a path that looks like another host never leaves ours, and nothing here redirects', async () => {
  for (const path of [
    '//evil.test',
    '/..//evil.test',
    '/%2f%2fevil.test',
    '/\\evil.test',
    '/.//evil.test',
    '///evil.test/%2e%2e',
    '/assets/..//evil.test',
    '/d//evil.test/..',
  ]) {
    const { status, headers } = await server.get(path)
    expect([path, status >= 300 && status < 400, headers['location']]).toEqual([path, false, undefined])
  }
})
