import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { facetNames } from '#contract/observations.ts'
import type { FacetChoice, ObservationRow } from '#contract/observations.ts'
import { narrow } from './facets.ts'

const maybe = (...values: readonly string[]) => fc.option(fc.constantFrom(...values), { nil: null })
const row: fc.Arbitrary<ObservationRow> = fc.record({
  id: fc.uuid(),
  kind: fc.constant('alert' as const),
  title: fc.constantFrom('Disk full', 'Queue age', 'Probe fails'),
  severity: fc.constantFrom('critical', 'warning', 'info'),
  status: fc.constantFrom('firing', 'resolved'),
  service: maybe('cart', 'search'),
  site: maybe('fra', 'iad'),
  team: maybe('noc'),
  owner: maybe('ada', 'bo'),
  source: fc.constantFrom('Events', 'Alertmanager'),
  start: fc.nat(),
  end: fc.constant(null),
  depends: fc.constant([]),
  facts: fc.constant({}),
})
const choice: fc.Arbitrary<FacetChoice> = fc.record(
  {
    severity: fc.uniqueArray(fc.constantFrom('critical', 'warning')),
    service: fc.uniqueArray(fc.constantFrom('cart', 'search', '')),
    owner: fc.uniqueArray(fc.constantFrom('ada', 'nobody such')),
  },
  { requiredKeys: [] },
)

describe('narrowing a list', () => {
  test('finds what a plain reading of the choice finds', () => {
    fc.assert(
      fc.property(fc.array(row), fc.constantFrom('', 'disk', 'full DISK', 'ada', 'queue cart'), choice, (rows, query, chosen) => {
        const plain = rows.filter((it) => {
          const said = `${it.title} ${it.service ?? ''} ${it.owner ?? ''} ${it.id}`.toLowerCase()
          const kept = facetNames.every((name) => (chosen[name] ?? []).length === 0 || chosen[name]?.includes(it[name] ?? ''))
          return (
            kept &&
            query
              .toLowerCase()
              .split(' ')
              .every((word) => said.includes(word))
          )
        })
        expect(narrow(rows, query, chosen).found).toEqual(plain)
      }),
    )
  })

  test('a count is what choosing that value alone in its facet would leave', () => {
    fc.assert(
      fc.property(fc.array(row), choice, (rows, chosen) => {
        for (const { name, values } of narrow(rows, '', chosen).facets)
          for (const { value, count } of values) expect(count).toBe(narrow(rows, '', { ...chosen, [name]: [value] }).found.length)
      }),
    )
  })

  test('what is chosen stays on offer when nothing has it any more', () => {
    const { facets } = narrow([], '', { team: ['gone'] })
    expect(facets.find((f) => f.name === 'team')?.values).toEqual([{ value: 'gone', count: 0 }])
  })
})
