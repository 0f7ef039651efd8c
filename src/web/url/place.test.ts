import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pathOf, placeOf } from './place.ts'
import type { Place } from './place.ts'

const name = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.constant<Place>({ page: 'home' }),
  fc.constant<Place>({ page: 'dashboards' }),
  name.map((id): Place => ({ page: 'dashboard', id })),
  fc.constant<Place>({ page: 'sources' }),
  fc.constant<Place>({ page: 'newSource' }),
  name.map((kind): Place => ({ page: 'newSource', kind })),
  name.map((id): Place => ({ page: 'source', id })),
  fc.constantFrom<Place>(
    { page: 'alerts' },
    { page: 'incidents' },
    { page: 'changes' },
    { page: 'tickets' },
    { page: 'findings' },
    { page: 'automation' },
    { page: 'services' },
  ),
  name.map((id): Place => ({ page: 'observation', id })),
  fc.tuple(name, fc.nat()).map(([id, at]): Place => ({ page: 'observation', id, at })),
  name.map((id): Place => ({ page: 'service', id })),
  fc.constantFrom<Place>({ page: 'account' }, { page: 'people' }, { page: 'roles' }, { page: 'tokens' }, { page: 'audit' }),
)

test('every place comes back from its own address', () => {
  fc.assert(
    fc.property(place, (it) => {
      expect(placeOf(pathOf(it))).toEqual(it)
    }),
  )
})

test.each([
  '/nowhere',
  '/d',
  '/d/a/b',
  '/sources/elsewhere',
  '/dashboards/1',
  '/d/%E0%A4%A',
  '/administration',
  '/administration/x',
  '/account/me',
  '/alerts/x',
  '/observations',
  '/observations/a/b',
  '/services/a/b',
])('%s is no place', (path) => {
  expect(placeOf(path).page).toBe('missing')
})
