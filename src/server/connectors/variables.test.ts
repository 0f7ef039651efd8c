import fc from 'fast-check'
import { expect, test } from 'vitest'
import { literalRegex, matchValues, regexOf } from './variables.ts'

test('wanted values are filled in; a choice of several becomes several, an empty one narrows nothing', () => {
  const match = { service: '${service}', site: ['fra', '${site}'], team: '${none}', tier: '' }
  const filled = matchValues(match, { service: ['pay', 'cart'], site: 'fra', none: [] })
  expect(Object.fromEntries(filled)).toEqual({ service: ['pay', 'cart'], site: ['fra'] })
})

test('within a text one value can stand', () => {
  expect(matchValues({ host: 'web-${n}.${dom}' }, { n: '1', dom: ['example'] }).get('host')).toEqual(['web-1.example'])
  expect(() => matchValues({ host: 'web-${n}' }, { n: ['1', '2'] })).toThrow('${n} holds 2 values')
  expect(() => matchValues({ host: '${n}' }, {})).toThrow('${n} has no value')
})

test('a value with a reference in it is a value: nothing is filled in twice', () => {
  expect(matchValues({ a: '${x}' }, { x: '${y}', y: 'no' }).get('a')).toEqual(['${y}'])
})

test('a regex of literals matches them and nothing else', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), fc.string(), (values, other) => {
      const regex = new RegExp(`^${regexOf(values)}$`, 's')
      expect(values.every((value) => regex.test(value))).toBe(true)
      expect(regex.test(other)).toBe(values.includes(other))
      expect(new RegExp(`^${literalRegex(other)}$`, 's').test(other)).toBe(true)
    }),
  )
})
