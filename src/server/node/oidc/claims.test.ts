import { expect, test } from 'vitest'
import { claimsSeen, hasTooManyGroups, mapClaims } from './claims.ts'
import type { Mapping } from './settings.ts'

const mapping: Mapping = {
  roles: [
    { claim: 'groups', equals: 'portal-admins', role: 'admin' },
    { claim: 'groups', prefix: 'noc-', role: 'operator' },
    { claim: 'realm_access.roles', equals: 'sre', role: 'sre' },
    { claim: 'https://id.example/roles', equals: 'lead', role: 'lead' },
  ],
  teams: { claim: 'groups', prefix: 'team-' },
  sites: { claim: 'site' },
}

test('values that equal or begin as a rule says give its role, once', () => {
  expect(mapClaims({ groups: ['portal-admins', 'noc-berlin', 'noc-oslo', 'team-payments', 'x'], site: 'berlin' }, mapping)).toEqual({
    roles: ['admin', 'operator'],
    teams: ['payments'],
    sites: ['berlin'],
    mappedFrom: ['groups=portal-admins', 'groups=noc-berlin', 'groups=noc-oslo'],
  })
})

test('a claim is found by dotted path and by a name that holds dots', () => {
  expect(mapClaims({ realm_access: { roles: ['sre'] }, 'https://id.example/roles': 'lead' }, mapping).roles).toEqual(['sre', 'lead'])
})

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('a group named %s maps to nothing', (name) => {
  expect(mapClaims({ groups: [name] }, mapping).roles).toEqual([])
  expect(mapClaims({ groups: name }, { roles: [{ claim: name, prefix: '', role: 'admin' }] }).roles).toEqual([])
  expect(mapClaims({}, { roles: [{ claim: `${name}.name`, equals: 'Object', role: 'admin' }] }).roles).toEqual([])
})

test.each([[1], [true], [null], [{ 'portal-admins': true }], [['portal-admins ']], ['portal-admins,x'], [['PORTAL-ADMINS']], [[['portal-admins']]]])(
  'the groups %j are no match',
  (groups) => {
    expect(mapClaims({ groups }, mapping).roles).toEqual([])
  },
)

test('what was looked at is told, present or not', () => {
  expect(claimsSeen({ groups: ['a', 'b'] }, mapping)).toEqual([
    { claim: 'groups', values: ['a', 'b'] },
    { claim: 'realm_access.roles', values: [] },
    { claim: 'https://id.example/roles', values: [] },
  ])
})

test('too many groups to send are not the same as none', () => {
  expect(hasTooManyGroups({ _claim_names: { groups: 'src1' }, _claim_sources: {} }, mapping)).toBe(true)
  expect(hasTooManyGroups({ hasgroups: true }, mapping)).toBe(true)
  expect(hasTooManyGroups({ hasgroups: 'true' }, mapping)).toBe(true)
  expect(hasTooManyGroups({ groups: [] }, mapping)).toBe(false)
  expect(hasTooManyGroups({}, mapping)).toBe(false)
  expect(hasTooManyGroups({ _claim_names: { other: 'src1' } }, mapping)).toBe(false)
})

test('teams left out for being too many are not said to be none, no more than those nobody looks for', () => {
  const { teams: _teams, ...unasked } = mapping
  expect(mapClaims({ groups: [] }, mapping).teams).toEqual([])
  expect(mapClaims({}, mapping).teams).toEqual([])
  expect(mapClaims({ hasgroups: true }, mapping).teams).toBeUndefined()
  expect(mapClaims({ groups: ['team-payments'] }, unasked).teams).toBeUndefined()
})
