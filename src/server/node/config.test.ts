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
  expect(it).toEqual({
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
