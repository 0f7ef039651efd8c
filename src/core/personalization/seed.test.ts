import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyProfile } from './empty-profile.ts'
import { rankLanding } from './landing.ts'
import type { Visit } from './profile.ts'
import { buildPrior, choosePrior, contributionOf, presetPrior, seedOf, usualPaths } from './seed.ts'

const visits = (items: string, pauseAfter = 1000): readonly Visit[] => items.split('').map((item, i) => ({ item, at: i < pauseAfter ? i : i + 100 }))
const people = (n: number, items: string) => Array.from({ length: n }, () => contributionOf(visits(items)))

describe('what one person adds', () => {
  test('is shares of use, of sessions and of what came next', () => {
    expect(contributionOf(visits('abacab', 4))).toEqual({
      use: { a: 0.5, b: 2 / 6, c: 1 / 6 },
      sessions: { a: 1, b: 1, c: 0.5 },
      next: { '': { a: 1 }, a: { b: 2 / 3, c: 1 / 3 }, b: { a: 1 } },
    })
  })

  test('is the same however often they do the same', () => {
    expect(contributionOf([...visits('ab'), ...visits('ab').map((v) => ({ ...v, at: v.at + 100 }))])).toEqual(contributionOf(visits('ab')))
  })

  test('knows an item called __proto__ like any other', () => {
    const prior = buildPrior(
      'r',
      Array.from({ length: 5 }, () => contributionOf([{ item: '__proto__', at: 1 }])),
    )
    expect(Object.entries(prior.use)).toEqual([['__proto__', 1]])
  })
})

describe('what is known of a role', () => {
  test('leaves out an item and a transition that only four people have', () => {
    const prior = buildPrior('sre', [...people(4, 'axb'), ...people(6, 'ab')])
    expect(Object.keys(prior.use).toSorted()).toEqual(['a', 'b'])
    expect(Object.keys(prior.next['a'] ?? {})).toEqual(['b'])
    expect(JSON.stringify(prior)).not.toContain('"x"')
  })

  test('gives everybody the same weight, however busy they are', () => {
    const busy = contributionOf(Array.from({ length: 900 }, (_, i) => ({ item: i % 2 ? 'a' : 'c', at: i })))
    const prior = buildPrior('sre', [busy, ...people(4, 'a'), ...people(5, 'b'), ...people(5, 'bc')])
    expect(prior.use['a']).toBeCloseTo(4.5 / 15, 9)
  })

  test('adds up to one whole of use, and never gives back a count of people', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1, maxLength: 12 }), { minLength: 10, maxLength: 30 }),
        (all) => {
          const contributions = all.map((items) => contributionOf(items.map((item, i) => ({ item, at: i * 9 }))))
          const prior = buildPrior('sre', contributions)
          const shares = Object.values(prior.use)
          if (shares.length > 0) expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
          for (const [item] of Object.entries(prior.sessions)) expect(contributions.filter((c) => item in c.use).length).toBeGreaterThanOrEqual(5)
          for (const [from, row] of Object.entries(prior.next)) {
            for (const to of Object.keys(row)) expect(contributions.filter((c) => (c.next[from]?.[to] ?? 0) > 0).length).toBeGreaterThanOrEqual(5)
          }
          expect(seedOf(prior).every((entry) => typeof entry === 'string')).toBe(true)
          expect(usualPaths(prior, 5).every((path) => Object.keys(path).join() === 'from,to')).toBe(true)
        },
      ),
    )
  })

  test('is the parent role below ten people, and the preset below that', () => {
    const preset = presetPrior('executive', ['p', 'q'])
    const levels = (own: number, parent: number) => [
      { role: 'executive', people: people(own, 'ab') },
      { role: 'manager', people: people(parent, 'cd') },
    ]
    expect(seedOf(choosePrior(levels(10, 30), preset))).toEqual(['a', 'b'])
    expect(choosePrior(levels(9, 30), preset).role).toBe('manager')
    expect(seedOf(choosePrior(levels(9, 30), preset))).toEqual(['c', 'd'])
    expect(choosePrior(levels(9, 9), preset)).toBe(preset)
    expect(seedOf(preset)).toEqual(['p', 'q'])
  })

  test('shows usual paths, most usual first, the start of a session included', () => {
    const prior = buildPrior('sre', [...people(9, 'abc'), ...people(6, 'ac')])
    expect(usualPaths(prior, 3)).toEqual([
      { from: '', to: 'a' },
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
    ])
  })

  test('is the whole landing of a newcomer, and half of it after two sessions', () => {
    const prior = buildPrior('sre', people(10, 'ab'))
    expect(rankLanding(emptyProfile, prior, 5000)).toEqual([
      { item: 'a', own: 0, score: 1 },
      { item: 'b', own: 0, score: 1 },
    ])
  })
})
