import { expect, test } from 'vitest'
import { landingOf } from './landing-of.ts'

const all = { own: 'mine', role: 'sre', organisation: 'org', there: ['first', 'org', 'sre', 'mine'] }

test('own choice goes before the role, the role before the organisation, and the organisation before the first there is', () => {
  expect(landingOf(all)).toEqual({ dashboard: 'mine', from: 'own' })
  expect(landingOf({ ...all, own: null })).toEqual({ dashboard: 'sre', from: 'role' })
  expect(landingOf({ ...all, own: null, role: null })).toEqual({ dashboard: 'org', from: 'organisation' })
  expect(landingOf({ ...all, own: null, role: null, organisation: null })).toEqual({ dashboard: 'first', from: 'organisation' })
})

test('a choice that is gone, or no longer readable, is passed over', () => {
  expect(landingOf({ ...all, there: ['first', 'org'] })).toEqual({ dashboard: 'org', from: 'organisation' })
})

test('nobody lands where nothing may be read', () => expect(landingOf({ ...all, there: [] })).toBeUndefined())
