import { expect, test } from 'vitest'
import { mapsRoles, unknownRoles } from './mapped-roles.ts'

const rule = (role: string) => ({ claim: 'groups', equals: 'x', role })
const provider = (...roles: readonly string[]) => ({
  id: 'main',
  name: 'Main',
  issuer: 'https://idp.example',
  clientId: 'c',
  scopes: ['openid'],
  roles: roles.map(rule),
})
const proxy = (...roles: readonly string[]) => ({ name: 'proxy', peers: ['127.0.0.1'], headers: { user: 'x-user' }, separator: ',', roles: roles.map(rule) })

test('a role nobody can hold is told with its place and the ids there are', () => {
  expect(unknownRoles({ oidc: [provider('sre'), provider('administrator', 'admin')], proxy: proxy('noc', 'sre') }, ['administrator', 'sre'])).toEqual([
    { path: 'auth.oidc.1.roles.1.role', detail: 'no role admin; there are administrator, sre' },
    { path: 'auth.proxy.roles.0.role', detail: 'no role noc; there are administrator, sre' },
  ])
})

test('names every object has are no roles', () => {
  expect(unknownRoles({ oidc: [provider('constructor', '__proto__')], proxy: undefined }, ['sre'])).toHaveLength(2)
})

test('without a mapping there is nothing to look at', () => {
  expect([mapsRoles({ oidc: [], proxy: undefined }), unknownRoles({ oidc: [], proxy: undefined }, [])]).toEqual([false, []])
  expect(mapsRoles({ oidc: [provider('sre')], proxy: undefined })).toBe(true)
})
