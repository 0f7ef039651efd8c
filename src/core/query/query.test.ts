import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import { fillVariables, queryKey, usedVariables } from './variables.ts'

const query = { source: 'prom', spec: { expr: 'up{site="${site}"} + ${n}', nested: [{ a: '${site}', b: '$plain {x}' }] } }
const request = { query, range: { from: 0, to: 60_000 }, width: 480, variables: { site: 'FRA', n: '1' }, zone: 'UTC' }

test('variables are found anywhere in a query, each once', () => {
  expect(usedVariables(query)).toEqual(['n', 'site'])
})

test('the key ignores unused variables and the order of keys, and nothing else', () => {
  const same = { ...request, variables: { n: '1', other: 'x', site: 'FRA' }, query: { spec: query.spec, source: 'prom' } }
  expect(queryKey(same)).toBe(queryKey(request))
  expect(queryKey({ ...request, variables: { site: 'MUC', n: '1' } })).not.toBe(queryKey(request))
  expect(queryKey({ ...request, width: 640 })).not.toBe(queryKey(request))
})

test('a variable without a value stays as it was written', () => {
  expect(fillVariables('${a} ${b} ${constructor}', { a: 'x' }, (v) => `<${String(v)}>`)).toBe('<x> ${b} ${constructor}')
})

test('equal values give equal text whatever the order of keys, and the text reads back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const back: unknown = JSON.parse(canonicalJson(value))
      expect(canonicalJson(back)).toBe(canonicalJson(value))
      expect(JSON.stringify(back).length).toBe(JSON.stringify(value).length)
    }),
  )
  expect(canonicalJson({ b: 1, a: { d: undefined, c: [2, null] } })).toBe('{"a":{"c":[2,null]},"b":1}')
})
