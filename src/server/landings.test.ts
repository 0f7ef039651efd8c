import { expect, test } from 'vitest'
import type { Dashboard } from '#contract/dashboard.ts'
import { landings } from '#core/templates/landings/registry.ts'
import type { StarterDashboard } from '#core/templates/template.ts'
import { seedRoles } from './accounts/known-roles.ts'
import { adoptLandings, writeLandings } from './landings.ts'
import { createMemoryPorts } from './memory-ports.ts'
import { createMemoryStore } from './store/memory.ts'

const world = () => createMemoryPorts({ store: createMemoryStore() })
const newer = (it: StarterDashboard, title = 'Newer'): StarterDashboard => ({ ...it, doc: { ...it.doc, title } })
const [first] = landings
if (!first) throw new Error('no landings')
const titleOf = async (ports: ReturnType<typeof world>): Promise<string> => (await ports.store.dashboards.read(first.id)).doc.title

test('each role gets its landing once, as its template', async () => {
  const ports = world()
  await writeLandings(ports, landings)
  await writeLandings(ports, landings)
  for (const { id, role } of landings) {
    expect((await ports.store.dashboards.read(id)).rev).toBe(1)
    expect((await ports.store.access.dashboard(id)).rights).toMatchObject({ owner: null, template: { role, owners: [] } })
  }
})

test('a newer version replaces one nobody changed, and never one somebody did', async () => {
  const ports = world()
  await writeLandings(ports, [first])
  await writeLandings(ports, [newer(first)])
  expect(await titleOf(ports)).toBe('Newer')
  const mine: Dashboard = { ...first.doc, title: 'Ours' }
  await ports.store.dashboards.save({ id: first.id, rev: 2, doc: mine, at: 1 })
  await writeLandings(ports, [newer(first, 'Newest')])
  expect(await titleOf(ports)).toBe('Ours')
})

test('one that was removed does not come back', async () => {
  const ports = world()
  await writeLandings(ports, [first])
  await ports.store.dashboards.remove({ id: first.id, rev: 1, at: 1 })
  await writeLandings(ports, [newer(first)])
  await expect(ports.store.dashboards.read(first.id)).rejects.toThrow('not_found')
})

test('roles of an earlier version get their landing, but not where an admin chose another', async () => {
  const ports = world()
  await seedRoles(ports)
  const roles = await ports.store.roles.list()
  const put = async (id: string, landing: string): Promise<void> => {
    const found = roles.find((r) => r.id === id)
    if (!found) throw new Error(id)
    const { preset: _, rev, ...role } = found
    await ports.store.roles.save({ role: { ...role, landing }, rev, epoch: await ports.store.people.epoch() })
  }
  await put('sre', 'service-overview')
  await put('helpdesk', 'our-own-board')
  await adoptLandings(ports)
  const landing = async (id: string) => (await ports.store.roles.list()).find((r) => r.id === id)?.landing
  expect([await landing('sre'), await landing('helpdesk')]).toEqual(['landing-sre', 'our-own-board'])
})
