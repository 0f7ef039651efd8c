import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ServiceRow } from '#contract/services.ts'
import type { Choice } from '#web/ui/facets/choice.ts'
import { columns, facets, narrow, readLook, sorted, writeLook } from './service-look.ts'
import type { Score, ServiceLook } from './service-look.ts'

const maybe = (...values: readonly string[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
const row: fc.Arbitrary<ServiceRow> = fc
  .record({
    id: fc.uuid(),
    name: maybe('Cart', 'Search', 'ledger'),
    team: maybe('shop', 'find'),
    owner: maybe('Ada', 'Bo'),
    tier: fc.option(fc.constantFrom(1, 2), { nil: undefined }),
    mark: fc.constantFrom('critical' as const, 'ok' as const),
    alerts: fc.nat(3),
    incidents: fc.nat(3),
    changes: fc.nat(3),
    changesWeek: fc.nat(3),
  })
  .map((it): ServiceRow => ({ ...it, from: 'catalogue' }))
const choice: fc.Arbitrary<Choice> = fc
  .record(
    { mark: fc.constant(['critical']), tier: fc.constantFrom(['1'], ['1', '2'], ['']), team: fc.constantFrom(['shop'], ['shop', '']) },
    { requiredKeys: [] },
  )
  .map((it): Choice => ({ ...it }))
const look: fc.Arbitrary<ServiceLook> = fc
  .record({ q: fc.constantFrom('', 'cart', 'a b'), choice, sort: fc.option(fc.constantFrom(...columns), { nil: undefined }), down: fc.boolean() })
  .map((it) => ({ ...it, down: it.sort === undefined ? false : it.down }))

test('a look comes back from its own address', () => {
  fc.assert(
    fc.property(look, (it) => {
      expect(readLook(writeLook('zone=UTC', it))).toEqual(it)
    }),
  )
})

describe('narrowing', () => {
  test('counts what choosing a value alone in its facet would leave', () => {
    fc.assert(
      fc.property(fc.array(row), choice, (rows, chosen) => {
        for (const { facet, values } of narrow(rows, { q: '', choice: chosen }).counts)
          for (const { value, count } of values) expect(narrow(rows, { q: '', choice: { ...chosen, [facet]: [value] } }).found).toHaveLength(count)
      }),
    )
  })
  test('finds by words of name, team and owner', () => {
    const [one] = fc.sample(row, 1)
    const rows = [
      { ...one!, id: 'a', name: 'Cart', team: 'shop' },
      { ...one!, id: 'b', name: 'Search', team: 'find', owner: 'Bo' },
    ]
    expect(narrow(rows, { q: 'SHOP cart', choice: {} }).found.map((it) => it.id)).toEqual(['a'])
    expect(facets).toContain('capability')
  })
})

test('ordering keeps every row and puts what is not known last', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(row, { selector: (it) => it.id }),
      fc.constantFrom(...columns),
      fc.boolean(),
      fc.array(fc.option(fc.nat(100))),
      (rows, sort, down, healths) => {
        const scores = new Map(rows.map((it, i) => [it.id, { health: healths[i] ?? null, budgetLeft: null, automation: null } as Score])) // Only what is sorted by.
        const out = sorted(rows, scores, { sort, down })
        expect(new Set(out)).toEqual(new Set(rows))
        if (sort !== 'health') return
        const known = out.map((it) => scores.get(it.id)?.health ?? null)
        const first = known.indexOf(null)
        expect(known.slice(first === -1 ? known.length : first).every((it) => it === null)).toBe(true)
      },
    ),
  )
})
