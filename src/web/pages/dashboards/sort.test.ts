import { expect, test } from 'vitest'
import type { DashboardSummary } from '#contract/dashboard.ts'
import { nextSorting, sortedDashboards } from './sort.ts'

const it = (title: string, widgets: number, updatedAt: number): DashboardSummary => ({
  id: title.toLowerCase(),
  title,
  widgets,
  updatedAt,
  rev: 1,
  origin: 'own',
})
const all = [it('Payments', 4, 10), it('alerts', 9, 30), it('Rack 10', 2, 20), it('Rack 9', 2, 40)]
const titles = (list: readonly DashboardSummary[]): readonly string[] => list.map((d) => d.title)

test('names sort as people read them: without case, numbers by size', () => {
  expect(titles(sortedDashboards(all, '', { by: 'title', down: false }))).toEqual(['alerts', 'Payments', 'Rack 9', 'Rack 10'])
})

test('the newest comes first when sorted by change', () => {
  expect(titles(sortedDashboards(all, '', nextSorting({ by: 'title', down: false }, 'updatedAt')))[0]).toBe('Rack 9')
})

test('the same column again turns the order round', () => {
  expect(nextSorting({ by: 'title', down: false }, 'title')).toEqual({ by: 'title', down: true })
})

test('a search keeps only what fits', () => {
  expect(titles(sortedDashboards(all, 'rack', { by: 'title', down: false }))).toEqual(['Rack 9', 'Rack 10'])
})
