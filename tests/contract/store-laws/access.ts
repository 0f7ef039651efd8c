import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Share } from '#contract/access.ts'
import { relationTo } from '#core/policy/dashboard.ts'
import type { DashboardRights } from '#core/policy/dashboard.ts'
import { unshared } from '#server/store/access.ts'
import type { Reader } from '#server/store/access.ts'
import { person } from '#tests/support/actors.ts'
import { faultFrom } from '#tests/support/faults.ts'
import { dashboard, t0 } from './examples.ts'
import type { Subject } from './subject.ts'

const everyone = { to: { kind: 'everyone' }, as: 'view' } as const
const made = (id: string, rights?: DashboardRights) => ({ id, doc: dashboard(id), at: t0, origin: 'own' as const, ...(rights && { rights }) })
const reader = (it: Partial<Exclude<Reader, 'all'>>): Reader => ({ id: 'ann', isPerson: true, roles: [], teams: [], ...it })

export function accessLaws(subject: Subject): void {
  const listed = async (as: Reader): Promise<readonly string[]> => (await subject.store().access.dashboards(as)).map(({ summary }) => summary.id)

  test('rights are written with a dashboard, read back, and there after opening again', async () => {
    const rights = { owner: 'ann', shares: [everyone], template: { role: 'sre', owners: ['ben'] } }
    await subject.store().dashboards.create(made('a', rights))
    expect(await subject.store().access.dashboard('a')).toEqual({ rev: 1, rights })
    const { access } = await subject.reopen()
    expect(await access.dashboard('a')).toEqual({ rev: 1, rights })
    expect((await faultFrom(access.dashboard('no'))).code).toBe('not_found')
  })

  test('a dashboard made without rights is in nobody’s list but theirs who see all', async () => {
    await subject.store().dashboards.create(made('a'))
    await subject.store().dashboards.create(made('b', { ...unshared, owner: '' }))
    expect(await listed(reader({ id: '' }))).toEqual([])
    expect(await listed(reader({ roles: [''], teams: [''] }))).toEqual([])
    expect(await listed('all')).toEqual(['a', 'b'])
  })

  test('rights have a revision of their own, and a stale one changes nothing', async () => {
    const { access, dashboards } = subject.store()
    await dashboards.create(made('a'))
    const rights = { ...unshared, shares: [everyone] }
    expect(await access.saveDashboard({ id: 'a', rev: 1, rights })).toEqual({ rev: 2, rights })
    expect(await faultFrom(access.saveDashboard({ id: 'a', rev: 1, rights: unshared }))).toEqual({ code: 'stale', detail: 'rev 2, not 1' })
    expect(await listed(reader({}))).toEqual(['a'])
    await access.saveDashboard({ id: 'a', rev: 2, rights: unshared })
    expect(await listed(reader({}))).toEqual([])
    expect((await dashboards.read('a')).rev).toBe(1)
    expect((await faultFrom(access.saveDashboard({ id: 'no', rev: 0, rights }))).code).toBe('not_found')
  })

  test('A18: under the id of a removed dashboard no right of the old one is left', async () => {
    const { access, dashboards } = subject.store()
    const old = { owner: 'ann', shares: [everyone], template: { role: 'sre', owners: ['ben'] } }
    await dashboards.create(made('a', old))
    await dashboards.create({ ...made('shown', old), origin: 'demo' })
    await dashboards.remove({ id: 'a', rev: 1, at: t0 + 1 })
    await dashboards.removeByOrigin('demo')
    expect((await faultFrom(access.dashboard('a'))).code).toBe('not_found')
    expect((await faultFrom(access.saveDashboard({ id: 'a', rev: 2, rights: old }))).code).toBe('not_found')
    for (const id of ['a', 'shown']) {
      await dashboards.create(made(id, { ...unshared, owner: 'olga' }))
      const now = await access.dashboard(id)
      expect(now.rights).toEqual({ ...unshared, owner: 'olga' })
      expect(now.rev).toBeGreaterThan(1)
      expect((await faultFrom(access.saveDashboard({ id, rev: 1, rights: old }))).code).toBe('stale')
    }
    expect(await listed(reader({ roles: ['sre'] }))).toEqual([])
    expect(await listed(reader({ id: 'ben' }))).toEqual([])
    expect(await listed(reader({ id: 'olga' }))).toEqual(['a', 'shown'])
  })

  test('the list tells which dashboards hold something that is not for everybody, by what is published now', async () => {
    const { access, dashboards } = subject.store()
    const plain = dashboard('a')
    const ruled = { ...plain, sections: plain.sections.map((s) => ({ ...s, visibleTo: { roles: ['sre'] } })) }
    const told = async (): Promise<readonly unknown[]> => (await access.dashboards('all')).map(({ summary, narrowed }) => [summary.id, narrowed])
    await dashboards.create({ ...made('a'), doc: ruled })
    await dashboards.create({ ...made('b'), at: t0 - 1 })
    expect(await told()).toEqual([
      ['a', true],
      ['b', false],
    ])
    await dashboards.save({ id: 'a', rev: 1, doc: plain, at: t0 + 1 })
    await dashboards.save({ id: 'b', rev: 1, doc: ruled, at: t0 })
    expect(await told()).toEqual([
      ['a', false],
      ['b', true],
    ])
  })

  test('a refused creation leaves the rights of what is there as they were', async () => {
    const { access, dashboards } = subject.store()
    await dashboards.create(made('a', { ...unshared, owner: 'ann' }))
    expect((await faultFrom(dashboards.create(made('a', { ...unshared, owner: 'eve' })))).code).toBe('exists')
    expect(await access.dashboard('a')).toEqual({ rev: 1, rights: { ...unshared, owner: 'ann' } })
  })

  test('the list holds exactly what the policy lets somebody see', async () => {
    const { access, dashboards } = subject.store()
    const id = fc.constantFrom('ann', 'ben', 'sre', 'pay')
    const share: fc.Arbitrary<Share> = fc.record({
      to: fc.oneof(
        fc.record({ kind: fc.constantFrom('person' as const, 'role' as const, 'team' as const), id }),
        fc.record({ kind: fc.constant('everyone' as const) }),
      ),
      as: fc.constantFrom('view' as const, 'edit' as const),
    })
    const someRights: fc.Arbitrary<DashboardRights> = fc.record({
      owner: fc.option(id),
      shares: fc.array(share, { maxLength: 3 }),
      template: fc.option(fc.record({ role: id, owners: fc.subarray(['ann', 'ben']) })),
    })
    const given = fc.sample(someRights, { numRuns: 30, seed: 11 })
    for (const [i, rights] of given.entries()) await dashboards.create(made(`d${i}`, rights))
    for (const who of ['ann', 'ben', 'pay']) {
      for (const roles of [[], ['sre'], ['sre', 'pay']]) {
        for (const teams of [[], ['pay'], ['ann', 'pay']]) {
          const actor = person(who, 'viewer', { roles, teams })
          const expected = given.flatMap((rights, i) => (relationTo(actor, rights) === 'none' ? [] : [`d${i}`]))
          expect(new Set(await listed({ id: who, isPerson: true, roles, teams }))).toEqual(new Set(expected))
        }
      }
    }
    expect((await access.dashboards('all')).map(({ rights }) => rights)).toHaveLength(30)
  })

  test('a source is nobody’s to narrow twice at once, and its grants die with it', async () => {
    const { access } = subject.store()
    const grants = [{ to: { kind: 'team' as const, id: 'pay' }, matchers: [{ label: 'team', op: '=' as const, value: 'pay' }] }]
    expect(await access.sources()).toEqual(new Map())
    expect(await access.saveSource({ id: 'm', rev: 0, grants })).toEqual({ rev: 1, grants })
    expect((await faultFrom(access.saveSource({ id: 'm', rev: 0, grants: [] }))).code).toBe('stale')
    expect(await access.saveSource({ id: 'm', rev: 1, grants: [] })).toEqual({ rev: 2, grants: [] })
    expect((await subject.reopen()) && (await subject.store().access.sources())).toEqual(new Map([['m', { rev: 2, grants: [] }]]))
    await subject.store().sources.create({ id: 'm', kind: 'prometheus', name: 'M', config: {} }, 'ui', t0)
    await subject.store().sources.remove('m', 1)
    expect((await subject.store().access.sources()).get('m')).toEqual({ rev: 3, grants: null })
  })
}
