import { expect, test } from 'vitest'
import type { DashboardSummary } from '#contract/dashboard.ts'
import { firstDashboard } from './HomePage.tsx'

const summary = (id: string, origin: DashboardSummary['origin']): DashboardSummary => ({ id, origin, rev: 1, title: id, widgets: 0, updatedAt: 0 })
const all = [summary('mine', 'own'), summary('alerts-now', 'starter'), summary('this-machine', 'starter'), summary('demo', 'demo')]

test('the dashboard open last comes first', () => {
  expect(firstDashboard(all, 'demo')).toBe('demo')
})

test('without one, or when it is gone, this machine opens', () => {
  expect(firstDashboard(all, 'gone')).toBe('this-machine')
})

test('a first visit without it opens another starter', () => {
  expect(
    firstDashboard(
      all.filter((d) => d.id !== 'this-machine'),
      '',
    ),
  ).toBe('alerts-now')
})

test('without starters any will do, and without any there is none', () => {
  expect(firstDashboard([summary('mine', 'own')], '')).toBe('mine')
  expect(firstDashboard([], '')).toBeUndefined()
})
