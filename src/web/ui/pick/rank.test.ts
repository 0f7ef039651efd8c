import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fit, ranked } from './rank.ts'

const names = ['Payments health', 'Health of hosts', 'Alerts now', 'Frankfurt data centre', 'Méta-schéma']
const order = (query: string): readonly string[] => ranked(names, query, (n) => n)

test('a beginning beats the beginning of a later word, and that a part', () => {
  expect(order('health')).toEqual(['Health of hosts', 'Payments health'])
})

test('every word must fit, in any order', () => {
  expect(order('centre frank')).toEqual(['Frankfurt data centre'])
  expect(order('centre berlin')).toEqual([])
})

test('letters in order find a name too', () => {
  expect(order('almt')).toEqual([])
  expect(order('alnow')).toEqual(['Alerts now'])
})

test('case and accents do not matter', () => {
  expect(order('SCHEMA')).toEqual(['Méta-schéma'])
})

test('an empty query leaves the list as it is', () => {
  expect(order('  ')).toEqual(names)
})

test('a name always fits itself', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,12}$/), (name) => {
      expect(fit(name, name)).toBe(100)
    }),
  )
})
