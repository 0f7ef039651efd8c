import fc from 'fast-check'
import { expect, test } from 'vitest'
import { severities } from '#contract/severity.ts'
import { attentionOf, mattersOf } from './attention.ts'
import type { Happening } from './happening.ts'
import { happening, places, reader } from '#tests/support/landing-facts.ts'

const titles = (alerts: readonly Happening[], incidents: readonly Happening[] = [], who = reader()): readonly string[] =>
  mattersOf({ alerts, incidents }, who).map(({ first }) => first.title)

test('the worst comes first, of equals what nobody has, then what has gone on longest', () => {
  const rows = [
    happening({ title: 'late warning', severity: 'warning', start: 20 }),
    happening({ title: 'taken critical', severity: 'critical', start: 1, owner: 'MA' }),
    happening({ title: 'free critical', severity: 'critical', start: 30 }),
    happening({ title: 'old warning', severity: 'warning', start: 10 }),
  ]
  expect(titles(rows)).toEqual(['free critical', 'taken critical', 'old warning', 'late warning'])
})

test('what is no warning at all is not on the list', () => {
  expect(titles([happening({ severity: 'info' }), happening({ severity: 'low' })])).toEqual([])
})

test('alerts of one rule on one service are one row, and somebody has it only when they have all', () => {
  const pair = [happening({ id: 'a', title: 'Slow', service: 'pay', owner: 'MA', start: 1 }), happening({ id: 'b', title: 'Slow', service: 'pay', start: 2 })]
  const { rows, total } = attentionOf(mattersOf({ alerts: pair, incidents: [] }, reader()), places)
  expect(total).toBe(1)
  expect(rows[0]).toMatchObject({ id: 'a', count: 2, owner: null, since: 1 })
})

test('an incident speaks for its alerts, and is as bad as the worst of them', () => {
  const incident = happening({ id: 'i', kind: 'incident', title: 'Link lost', severity: 'warning', owner: 'network' })
  const alerts = [happening({ id: 'a', title: 'Probe fails', severity: 'critical', depends: ['i'] }), happening({ id: 'b', title: 'Slow', depends: ['i'] })]
  const { rows } = attentionOf(mattersOf({ alerts, incidents: [incident] }, reader()), places)
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ id: 'i', mark: 'critical', count: 2, owner: 'network' })
})

test('who answers for services sees their own and those at their site, whatever burns elsewhere', () => {
  const rows = [
    happening({ title: 'elsewhere', severity: 'critical', team: 'data', site: 'sin' }),
    happening({ title: 'at my site', team: 'data', site: 'fra' }),
    happening({ title: 'my team', team: 'payments', site: 'iad' }),
  ]
  expect(titles(rows, [], reader({ role: 'service-owner', teams: ['Payments'], sites: ['FRA'] }))).toEqual(['my team', 'at my site'])
  expect(titles(rows, [], reader({ role: 'noc-operator', teams: ['Payments'], sites: ['FRA'] }))).toEqual(['elsewhere', 'my team', 'at my site'])
})

test('without a team or a site nobody is shown less', () => {
  expect(titles([happening({ title: 'any', team: 'data' })], [], reader({ role: 'sre' }))).toEqual(['any'])
})

test('the order does not depend on the order of arrival', () => {
  const some = fc.uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1 }),
      severity: fc.constantFrom(...severities),
      start: fc.integer({ min: 0, max: 5 }),
      owner: fc.constantFrom(null, 'MA'),
      service: fc.constantFrom('a', 'b'),
    }),
    { selector: ({ id }) => id, maxLength: 12 },
  )
  fc.assert(
    fc.property(some, fc.nat(), (drafts, turn) => {
      const rows = drafts.map((it) => happening({ ...it, title: it.id }))
      const turned = rows.toSorted((a, b) => ((a.start + turn) % 3) - ((b.start + turn) % 3)).toReversed()
      expect(titles(turned)).toEqual(titles(rows))
    }),
  )
})
