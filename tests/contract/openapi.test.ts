import { expect, test } from 'vitest'
import { api as endpoints } from '#contract/api.ts'
import { faultStatus } from '#contract/fault.ts'
import { createWorld, send } from '#tests/support/api-world.ts'

interface Operation {
  readonly operationId: string
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: object }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: Readonly<Record<string, { readonly schema: object }>> }>>
}
interface OpenApi {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

const { body } = await send(createWorld({ version: '4.5.6' }).api, 'GET', '/api/openapi.json')
// The shape is what the tests below check.
const doc = body as OpenApi
const operations = Object.entries(doc.paths).flatMap(([path, item]) => Object.entries(item).map(([method, it]) => ({ path, method, ...it })))

/** Every `$ref` anywhere in a value. */
function refsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn)
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, it]) => (key === '$ref' && typeof it === 'string' ? [it] : refsIn(it)))
}

/** Every keyword of JSON Schema that only an inline document may hold. */
function keysIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn)
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, it]) => [key, ...keysIn(it)])
}

test('it is OpenAPI 3.1 of this product and this version', () => {
  expect(doc.openapi).toBe('3.1.0')
  expect(doc.info).toEqual({ title: 'Homeport', version: '4.5.6' })
})

test('it describes every endpoint and nothing else', () => {
  const described = operations.map((o) => `${o.method.toUpperCase()} ${o.path} ${o.operationId}`).toSorted()
  const wanted = Object.values(endpoints).map((e) => `${e.method} ${e.path.replace(/:(\w+)/g, '{$1}')} ${e.name}`)
  expect(described).toEqual(wanted.toSorted())
})

test('every reference leads to a schema that is there', () => {
  const refs = [...new Set(refsIn(doc))]
  expect(refs).toContain('#/components/schemas/Fault')
  const missing = refs.filter((ref) => !Object.hasOwn(doc.components.schemas, ref.replace('#/components/schemas/', '')))
  expect(missing).toEqual([])
  expect(keysIn(doc)).not.toContain('$defs')
  expect(keysIn(doc)).not.toContain('$schema')
})

test('names of schemas are ones OpenAPI allows', () => {
  expect(Object.keys(doc.components.schemas).filter((name) => !/^[\w.-]+$/.test(name))).toEqual([])
})

test.each(operations)('$method $path says what it takes and gives', (it) => {
  const inPath = [...it.path.matchAll(/\{(\w+)\}/g)].map((m) => m[1])
  expect(it.parameters.filter((p) => p.in === 'path').map((p) => p.name)).toEqual(inPath)
  expect(it.parameters.filter((p) => p.in === 'path').every((p) => p.required)).toBe(true)
  const endpoint = Object.values(endpoints).find((e) => e.name === it.operationId)
  const headers = it.parameters.filter((p) => p.in === 'header').map((p) => p.name)
  expect(headers.includes('If-Match')).toBe(Boolean(endpoint && 'ifMatch' in endpoint && endpoint.ifMatch))
  expect(headers.includes('Idempotency-Key')).toBe(Boolean(endpoint && 'idempotent' in endpoint && endpoint.idempotent))
  const success = it.responses[String((endpoint && 'status' in endpoint && endpoint.status) || 200)]
  expect(Object.keys(Object.values(success?.content ?? {})[0]?.schema ?? {}).length).toBeGreaterThan(0)
})

test('every fault is told under the status it travels under', () => {
  for (const it of operations) {
    for (const [status, response] of Object.entries(it.responses)) {
      if (Number(status) < 300) continue
      for (const code of response.description.split(', ')) expect([code, faultStatus[code as keyof typeof faultStatus]]).toEqual([code, Number(status)])
    }
  }
})
