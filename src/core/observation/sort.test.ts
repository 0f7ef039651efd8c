import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sortNames } from '#contract/observations.ts'
import type { ObservationRow } from '#contract/observations.ts'
import { severities } from '#contract/severity.ts'
import { sorted } from './sort.ts'

const row: fc.Arbitrary<ObservationRow> = fc.record({
  id: fc.uuid(),
  kind: fc.constant('alert' as const),
  title: fc.constantFrom('Disk full', 'probe fails', ''),
  severity: fc.constantFrom(...severities),
  status: fc.constantFrom('firing', 'resolved'),
  service: fc.option(fc.constantFrom('cart', 'Search'), { nil: null }),
  site: fc.constant(null),
  team: fc.constant(null),
  owner: fc.option(fc.constantFrom('ada', 'Bo'), { nil: null }),
  source: fc.constant('Events'),
  start: fc.integer({ min: 0, max: 5 }),
  end: fc.constant(null),
  depends: fc.constant([]),
  facts: fc.constant({}),
})

test('every row is there once, whatever the order, and the same rows always stand alike', () => {
  fc.assert(
    fc.property(fc.uniqueArray(row, { selector: (it) => it.id }), fc.constantFrom(...sortNames), fc.boolean(), (rows, by, down) => {
      const once = sorted(rows, { by, down })
      expect(new Set(once)).toEqual(new Set(rows))
      expect(sorted(rows.toReversed(), { by, down })).toEqual(once)
    }),
  )
})

test('worst first and mildest first are each other turned round, equals latest first in both', () => {
  const at = (id: string, severity: ObservationRow['severity'], start: number): ObservationRow => ({
    ...fc.sample(row, { numRuns: 1, seed: 1 })[0]!,
    id,
    severity,
    start,
  })
  const rows = [at('a', 'info', 1), at('b', 'critical', 2), at('c', 'critical', 5), at('d', 'high', 3)]
  expect(sorted(rows, { by: 'severity', down: true }).map((it) => it.id)).toEqual(['c', 'b', 'd', 'a'])
  expect(sorted(rows, { by: 'severity', down: false }).map((it) => it.id)).toEqual(['a', 'd', 'c', 'b'])
  expect(sorted(rows, { by: 'start', down: true }).map((it) => it.id)).toEqual(['c', 'd', 'b', 'a'])
})

test('what has no owner stands last either way', () => {
  fc.assert(
    fc.property(fc.array(row), fc.boolean(), (rows, down) => {
      const owners = sorted(rows, { by: 'owner', down }).map((it) => it.owner)
      const first = owners.indexOf(null)
      expect(first === -1 || owners.slice(first).every((owner) => owner === null)).toBe(true)
    }),
  )
})
