import { expect, test } from 'vitest'
import { roles } from '../estate/people.ts'
import { starterDashboards } from '../templates/registry.ts'
import { capabilities } from './actor.ts'
import { administrator, rolePresets } from './presets.ts'

test('every job of the estate has a role, and there is one who runs the place', () => {
  expect(rolePresets.map((r) => r.id)).toEqual([...roles, administrator])
})

test('every role lands on a dashboard every installation starts with', () => {
  const starters = starterDashboards.filter((d) => d.origin === 'starter').map((d) => d.id)
  expect(rolePresets.filter((r) => !starters.includes(r.landing))).toEqual([])
})

test('whoever is an admin is told of every capability, and nobody else has those of running the place', () => {
  const ruling = capabilities.filter((c) => c.endsWith('.manage'))
  for (const role of rolePresets) {
    if (role.level === 'admin') expect(role.capabilities).toEqual(capabilities)
    else expect(role.capabilities.filter((c) => ruling.includes(c))).toEqual([])
  }
})
