import { expect, test } from 'vitest'
import { rolePresets } from '#core/policy/presets.ts'
import { starterDashboards } from '#core/templates/registry.ts'
import { presetItems } from './preset-items.ts'

const boards = starterDashboards.map(({ id }) => id)

test.each(rolePresets.map((role) => [role.id, role] as const))('%s is led to eight places, to no first screen, and each once', (_id, role) => {
  const items = presetItems([role], boards)
  expect(items.length).toBeGreaterThanOrEqual(8)
  expect(new Set(items).size).toBe(items.length)
  expect(items.filter((key) => key.includes('landing-'))).toEqual([])
})

test('the machine Homeport runs on comes first for whoever looks after it, and last for everybody else', () => {
  const at = (role: string): number => {
    const items = presetItems([{ id: role, landing: null }], boards)
    return items.indexOf('dashboard:this-machine') / items.length
  }
  expect(at('platform-admin')).toBeLessThan(0.2)
  expect(at('executive')).toBeGreaterThan(0.8)
})

test.each([
  ['helpdesk', 'page:tickets'],
  ['security-analyst', 'page:findings'],
  ['noc-operator', 'workflow:triage'],
  ['change-manager', 'workflow:change'],
])('%s is led first to what it is there for: %s', (role, first) => {
  expect(presetItems([{ id: role, landing: null }], boards)[0]).toBe(first)
})

test('a role that came from another is led where that one is, and never to a first screen of its own', () => {
  const line = [
    { id: 'night-desk', landing: 'service-overview' },
    { id: 'helpdesk', landing: null },
  ]
  expect(presetItems(line, boards)[0]).toBe('page:tickets')
  expect(presetItems(line, boards)).not.toContain('dashboard:service-overview')
})

test('another first screen an admin chose is left out as well', () => {
  expect(presetItems([{ id: 'executive', landing: 'service-overview' }], boards)).not.toContain('dashboard:service-overview')
})
