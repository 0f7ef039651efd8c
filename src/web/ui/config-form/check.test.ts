import { expect, test } from 'vitest'
import { problemsOf, withProperty } from './check.ts'
import { fieldsOf, kindOf, wordsOf } from './schema.ts'
import type { Schema } from './schema.ts'

const source: Schema = {
  type: 'object',
  properties: {
    timeoutMs: { type: 'integer', default: 15_000, minimum: 1000, maximum: 60_000 },
    url: { type: 'string', maxLength: 40, pattern: '^https?:\\/\\/[^\\s/?#@\\\\]+(\\/[^\\s?#\\\\]*)?$' },
    user: { type: 'string', minLength: 1, pattern: '^[^:]+$' },
    mode: { type: 'string', enum: ['range', 'instant'], default: 'range' },
    strict: { type: 'boolean' },
    by: { type: 'array', items: { type: 'string' } },
    measures: { type: 'object', additionalProperties: { type: 'string' } },
    tls: { type: 'object', properties: { caFile: { type: 'string', minLength: 3 } }, required: ['caFile'] },
  },
  required: ['url'],
}
const query: Schema = {
  anyOf: [
    { type: 'object', properties: { kind: { type: 'string', const: 'promql' }, expr: { type: 'string', minLength: 1 } }, required: ['kind', 'expr'] },
    { type: 'object', properties: { kind: { type: 'string', const: 'alerts' } }, required: ['kind'] },
  ],
}
const wrong = (value: Parameters<typeof problemsOf>[1], schema = source): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from(problemsOf(schema, value), ([path, { key, count }]) => [path, count === undefined ? key : `${key} ${count}`]))

test('needed fields come first, constants not at all', () => {
  expect(fieldsOf(source).map((f) => [f.name, f.kind])).toEqual([
    ['url', 'text'],
    ['timeoutMs', 'number'],
    ['user', 'text'],
    ['mode', 'choice'],
    ['strict', 'flag'],
    ['by', 'lines'],
    ['measures', 'json'],
    ['tls', 'group'],
  ])
  expect(kindOf(query)).toBe('variants')
})

test('a complete value has no problems', () => {
  expect(wrong({ url: 'http://127.0.0.1:9090', timeoutMs: 5000, mode: 'instant' })).toEqual({})
})

test('what is needed and missing is named', () => {
  expect(wrong({})).toEqual({ url: 'required' })
  expect(wrong({ url: '' })).toEqual({ url: 'required' })
})

test('every limit is told with its number', () => {
  expect(wrong({ url: 'ftp://x', user: 'a:b', timeoutMs: 1, mode: 'never' })).toEqual({ url: 'url', user: 'pattern', timeoutMs: 'minimum 1000', mode: 'oneOf' })
  expect(wrong({ url: `http://${'x'.repeat(60)}`, timeoutMs: 1.5 })).toEqual({ url: 'maxLength 40', timeoutMs: 'integer' })
  expect(wrong({ url: 'http://x', timeoutMs: '12a' })).toEqual({ timeoutMs: 'number' })
})

test('text that is not JSON is a problem where JSON is needed', () => {
  expect(wrong({ url: 'http://x', measures: '{"a":' })).toEqual({ measures: 'json' })
})

test('a group is only checked once there is something in it', () => {
  expect(wrong({ url: 'http://x' })).toEqual({})
  expect(wrong({ url: 'http://x', tls: {} })).toEqual({ 'tls.caFile': 'required' })
})

test('of a union the variant that is meant is checked', () => {
  expect(wrong({ kind: 'alerts' }, query)).toEqual({})
  expect(wrong({ kind: 'promql' }, query)).toEqual({ expr: 'required' })
})

test('emptying a field takes it out and leaves unknown ones alone', () => {
  expect(withProperty({ url: 'x', later: 1 }, 'url', '')).toEqual({ later: 1 })
  expect(withProperty(undefined, 'url', 'y')).toEqual({ url: 'y' })
})

test('names without words of their own still read like words', () => {
  expect(wordsOf('minStepMs')).toBe('Min step, milliseconds')
  expect(wordsOf('base_url')).toBe('Base address')
})
