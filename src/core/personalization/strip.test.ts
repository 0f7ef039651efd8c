import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyProfile } from './empty-profile.ts'
import { settleLanding } from './landing.ts'
import { openLearner } from './learner.ts'
import { noPrior } from './prior.ts'
import { readyPrior } from './ready-prior.ts'
import { settleStrip, stripSize } from './strip.ts'

const letters = 'abcdefghijklmnop'.split('')
const rank = (...chances: readonly (readonly [string, number])[]) => chances.map(([item, p]) => ({ item, p })).toSorted((a, b) => b.p - a.p)
const even = (items: string) => rank(...items.split('').map((item, i) => [item, 0.1 - i / 1000] as const))
const kept = (items: string) => items.split('').map((i) => (i === '-' ? null : i))
const text = (places: readonly (string | null)[]): string => places.map((i) => i ?? '-').join('')
const noPins = { pins: [] }

describe('the strip', () => {
  test('fills empty slots with the best, in order', () => {
    expect(text(settleStrip([], even('abcdefghij'), noPins).kept)).toBe('abcdefgh')
    expect(text(settleStrip(kept('--c-----'), even('abc'), noPins).kept)).toBe('abc-----')
  })

  test('keeps everybody in place when the order changes', () => {
    expect(text(settleStrip(kept('abcdefgh'), even('hgfedcba'), noPins).kept)).toBe('abcdefgh')
  })

  test('lets a newcomer in only when it is more than four times as likely as the least likely occupant', () => {
    const others = letters.slice(0, 7).map((l) => [l, 0.1] as const)
    expect(text(settleStrip(kept('abcdefgh'), rank(...others, ['h', 0.01], ['z', 0.04]), noPins).kept)).toBe('abcdefgh')
    expect(text(settleStrip(kept('abcdefgh'), rank(...others, ['h', 0.01], ['z', 0.041]), noPins).kept)).toBe('abcdefgz')
  })

  test('changes one slot a step', () => {
    const ranked = rank(...letters.slice(0, 8).map((l) => [l, 0.001] as const), ['y', 0.4], ['z', 0.5])
    expect(text(settleStrip(kept('abcdefgh'), ranked, noPins).kept)).toBe('zbcdefgh')
  })

  test('keeps the slot of the page one is on', () => {
    const ranked = rank(...'bcdefgh'.split('').map((l) => [l, 0.1] as const), ['z', 0.11])
    expect(text(settleStrip(kept('abcdefgh'), ranked, { pins: [], here: 'a' }).kept)).toBe('abcdefgh')
    expect(text(settleStrip(kept('abcdefgh'), ranked, noPins).kept)).toBe('zbcdefgh')
  })

  test('stands still while it is held, but for what may no longer be seen', () => {
    expect(text(settleStrip(kept('abcdefgh'), even('zbcdefgh'), { pins: [], frozen: true }).kept)).toBe('-bcdefgh')
  })

  test('puts what is urgent first and gives the slot back afterwards', () => {
    const burning = settleStrip(kept('abcdefgh'), even('abcdefgh'), { pins: [], urgent: ['run', 'c'] })
    expect(burning.shown.slice(0, 4)).toEqual(['run', 'c', 'b', 'd'])
    expect(text(settleStrip(burning.kept, even('abcdefgh'), noPins).shown)).toBe('abcdefgh')
  })

  test('never moves a pin, never shows an item twice, never one that is not permitted', () => {
    const pins = fc.uniqueArray(fc.record({ slot: fc.nat({ max: 7 }), item: fc.constantFrom('P', 'Q', 'a', 'c') }), { selector: (p) => p.slot, maxLength: 3 })
    const unique = pins.filter((list) => new Set(list.map((p) => p.item)).size === list.length)
    const chances = fc.uniqueArray(fc.tuple(fc.constantFrom(...letters), fc.double({ min: 1e-6, max: 1, noNaN: true })), {
      selector: ([l]) => l,
      maxLength: 16,
    })
    fc.assert(
      fc.property(unique, fc.array(chances, { minLength: 1, maxLength: 12 }), fc.boolean(), (list, steps, frozen) => {
        let places: readonly (string | null)[] = []
        for (const chance of steps) {
          const ranked = rank(...chance)
          const { kept: next, shown } = settleStrip(places, ranked, { pins: list, urgent: ['u'], here: undefined, frozen: frozen && places.length > 0 })
          if (!frozen || places.length === 0) for (const { slot, item } of list) expect([next[slot], shown[slot]]).toEqual([item, item])
          for (const strip of [next, shown]) {
            const items = strip.filter((i) => i !== null)
            expect(new Set(items).size).toBe(items.length)
            expect(strip).toHaveLength(stripSize)
          }
          const allowed = new Set([...ranked.map((r) => r.item), ...list.map((p) => p.item)])
          expect(next.every((i) => i === null || allowed.has(i))).toBe(true)
          places = next
        }
      }),
      { numRuns: 150 },
    )
  })

  test('is not reordered by any event: an occupant stays where it is or leaves, and at most one leaves a step', () => {
    const items = fc.constantFrom(...letters.map((l) => `dashboard:${l}`), 'widget:other/1', 'page:seen-once')
    fc.assert(
      fc.property(fc.array(items, { minLength: 5, maxLength: 150 }), (list) => {
        const learner = openLearner(emptyProfile, readyPrior(noPrior))
        let places: readonly (string | null)[] = []
        list.forEach((item, i) => {
          learner.observe([{ item, at: 1000 + i }])
          const after = settleStrip(places, learner.rank({ at: 1000 + i, here: item }).ranked, { pins: [], here: item }).kept
          expect(places.filter((occupant, slot) => occupant !== null && after[slot] !== occupant).length).toBeLessThanOrEqual(1)
          expect(places.every((occupant, slot) => occupant === null || !after.includes(occupant) || after[slot] === occupant)).toBe(true)
          places = after
        })
      }),
      { numRuns: 60 },
    )
  })

  test('of dashboards does not care for a widget that is used', () => {
    const learner = openLearner(emptyProfile, readyPrior(noPrior))
    learner.observe(Array.from({ length: 400 }, (_, i) => ({ item: `dashboard:${(i * i + i * 5) % 12}`, at: 1000 + i })))
    const dashboards = new Set(Array.from({ length: 12 }, (_, i) => `dashboard:${i}`))
    const strip = (places: readonly (string | null)[]) => settleStrip(places, learner.rank({ at: 1402 }, dashboards).ranked, noPins).kept
    const before = strip(strip([]))
    learner.observe([{ item: 'widget:other/1', at: 1400 }])
    expect(strip(before)).toEqual(before)
  })
})

describe('the landing', () => {
  const ranked = (...scores: readonly (readonly [string, number])[]) => scores.map(([item, score]) => ({ item, score, own: score }))

  test('changes a slot only for a winner that is a quarter better, the weakest first', () => {
    expect(settleLanding(['a', 'b'], ranked(['z', 0.5], ['a', 0.45], ['b', 0.4]), 2)).toEqual(['a', 'b'])
    expect(settleLanding(['a', 'b'], ranked(['z', 0.51], ['a', 0.45], ['b', 0.4]), 2)).toEqual(['a', 'z'])
  })

  test('changes as many slots as deserve it, and never a pin', () => {
    const now = ranked(['y', 0.9], ['z', 0.8], ['a', 0.2], ['b', 0.1])
    expect(settleLanding(['a', 'b'], now, 2)).toEqual(['z', 'y'])
    expect(settleLanding(['a', 'b'], now, 2, [{ slot: 1, item: 'b' }])).toEqual(['y', 'b'])
  })
})
