import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Matcher } from '#contract/access.ts'
import { passes, together, valuesOf, widest } from './matchers.ts'

const is = (label: string, value: string): Matcher => ({ label, op: '=', value })
const like = (label: string, value: string): Matcher => ({ label, op: '=~', value })

test('a pattern of literals is a list of values, any other is none', () => {
  expect(valuesOf(like('a', String.raw`x|y\.z|`))).toEqual(['x', 'y.z', ''])
  for (const pattern of ['a.b', 'a*', '(a|b)', '[ab]', String.raw`\d`, 'a+', '^a', 'a$', '(?i)a', String.raw`a\\`.slice(0, -1)]) {
    expect([pattern, valuesOf(like('a', pattern))]).toEqual([pattern, undefined])
  }
})

test('what is not a list of values lets nothing through where nobody can tell', () => {
  expect(passes([like('team', '.*')], () => 'pay')).toBe(false)
  expect(passes([is('team', 'pay')], () => undefined)).toBe(false)
})

test('two sets that differ in one label become a choice', () => {
  expect(widest([[is('team', 'a')], [is('team', 'b.c')]])).toEqual([like('team', String.raw`a|b\.c`)])
  expect(widest([[is('team', 'a')], [is('team', 'b')], [is('team', 'a')], [like('team', 'c|d')]])).toEqual([like('team', 'a|b|c|d')])
  expect(widest([[like('team', '(?i)a')], [is('team', 'b')]])).toEqual([like('team', '(?:(?i)a)|b')])
})

test('a wider set swallows a narrower one, none at all swallows everything', () => {
  expect(widest([[is('team', 'a'), is('site', 'x')], [is('team', 'a')]])).toEqual([is('team', 'a')])
  expect(widest([[is('team', 'a')], []])).toEqual([])
  expect(widest([])).toEqual([])
})

test('what cannot be said in one set is the first that was given', () => {
  expect(widest([[is('team', 'a')], [is('site', 'x')]])).toEqual([is('team', 'a')])
})

const aMatcher = fc.oneof(
  fc.record({ label: fc.constantFrom('team', 'site'), op: fc.constant('=' as const), value: fc.constantFrom('a', 'b', 'c.d', 'a|b', '') }),
  fc.record({ label: fc.constantFrom('team', 'site'), op: fc.constant('=~' as const), value: fc.constantFrom('a|b', String.raw`c\.d`, 'b|') }),
)
const value = fc.constantFrom('a', 'b', 'c.d', 'cxd', 'a|b', '')

test('several grants together never let through what none of them does', () => {
  fc.assert(
    fc.property(fc.array(fc.array(aMatcher, { maxLength: 3 }), { minLength: 1, maxLength: 4 }), fc.record({ team: value, site: value }), (sets, labels) => {
      const labelOf = (name: string): string | undefined => labels[name as keyof typeof labels]
      const each = sets.some((set) => passes(set, labelOf))
      const together = passes(widest(sets), labelOf)
      expect(together && !each).toBe(false)
      if (passes(sets[0] ?? [], labelOf) && sets.length === 1) expect(together).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('grants that name values of one label are exactly their sum', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), value, (values, asked) => {
      const wide = widest(values.map((v) => [is('team', v)]))
      expect(passes(wide, () => asked)).toBe(values.includes(asked))
    }),
  )
})

test('it is told when one set cannot say all of what several let through', () => {
  expect(together([[is('team', 'a')], [is('site', 'x')]])).toEqual({ matchers: [is('team', 'a')], whole: false })
  for (const sets of [[], [[]], [[is('team', 'a')], [is('team', 'b')]], [[is('team', 'a')], []], [[is('team', 'a'), is('site', 'x')], [is('team', 'a')]]]) {
    expect(together(sets).whole).toBe(true)
  }
})
