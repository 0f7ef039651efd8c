import { expect, test } from 'vitest'
import { isAt, mainPages, pagesFor } from './main-pages.ts'

const names = (roles: readonly string[], page: 'home' | 'tickets' = 'home'): readonly string[] => pagesFor(roles, { page }).map(({ to }) => to.page)

test('lists of tickets, findings and automation stand in the way of those whose roles have them, and of whoever is there', () => {
  expect(names(['helpdesk'])).toContain('tickets')
  expect(names(['security-analyst'])).toEqual(['alerts', 'incidents', 'changes', 'findings', 'services', 'dashboards', 'sources'])
  expect(names(['sre', 'helpdesk'])).toEqual(expect.arrayContaining(['automation', 'tickets']))
  expect(names(['executive'])).toEqual(['alerts', 'incidents', 'changes', 'services', 'dashboards', 'sources'])
  expect(names(['executive'], 'tickets')).toContain('tickets')
  expect(mainPages).toHaveLength(9)
})

test('one of a kind is on the page of its list', () => {
  expect(isAt({ page: 'observation', id: 'ticket:desk:1' }, 'tickets')).toBe(true)
  expect(isAt({ page: 'observation', id: 'run:ci:1' }, 'automation')).toBe(true)
  expect(isAt({ page: 'observation', id: 'finding:scan:1' }, 'tickets')).toBe(false)
})
