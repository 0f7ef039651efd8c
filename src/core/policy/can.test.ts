import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Relation, Share } from '#contract/access.ts'
import { person, tokenWith } from '#tests/support/actors.ts'
import { capabilities, levels, nobody, scopes, system } from './actor.ts'
import type { Actor } from './actor.ts'
import { can, decideDashboard, decideSource } from './can.ts'
import { dashboardActions, relationTo } from './dashboard.ts'
import type { DashboardRights } from './dashboard.ts'
import { forcedOn, openToAll, sourceActions } from './source.ts'

const rights = (it: Partial<DashboardRights> = {}): DashboardRights => ({ owner: 'olga', shares: [], template: null, ...it })
const to = {
  ann: { kind: 'person', id: 'ann' },
  sre: { kind: 'role', id: 'sre' },
  pay: { kind: 'team', id: 'pay' },
  everyone: { kind: 'everyone' },
} as const

const anId = fc.constantFrom('ann', 'ben', 'sre', 'pay', '')
const anActor: fc.Arbitrary<Actor> = fc.record({
  kind: fc.constantFrom('person', 'token', 'nobody'),
  id: anId,
  name: fc.constant('x'),
  level: fc.constantFrom(...levels),
  capabilities: fc.subarray([...capabilities]).map((all) => new Set(all)),
  roles: fc.subarray(['sre', 'noc']),
  teams: fc.subarray(['pay', 'web']),
  sites: fc.constant([]),
  scopes: fc.subarray([...scopes]).map((all) => new Set(all)),
})
const aShare: fc.Arbitrary<Share> = fc.record({ to: fc.constantFrom(...Object.values(to)), as: fc.constantFrom('view', 'edit') })
const someRights: fc.Arbitrary<DashboardRights> = fc.record({
  owner: fc.option(anId),
  shares: fc.array(aShare, { maxLength: 4 }),
  template: fc.option(fc.record({ role: fc.constantFrom('sre', 'noc'), owners: fc.subarray(['ann', 'ben']) })),
})

describe('the relation to a dashboard', () => {
  const told: readonly (readonly [string, Actor, DashboardRights, Relation])[] = [
    ['its owner owns it', person('olga', 'viewer'), rights(), 'own'],
    ['an admin has it like their own', person('ada', 'admin'), rights(), 'own'],
    ['a stranger has nothing to do with it', person('ben', 'editor'), rights(), 'none'],
    ['nobody has nothing to do with anything', nobody, rights({ shares: [{ to: to.everyone, as: 'edit' }] }), 'none'],
    ['without an owner it is nobody’s', person('', 'editor'), rights({ owner: null }), 'none'],
    ['an empty owner is nobody’s', person('', 'editor'), rights({ owner: '' }), 'none'],
    ['who looks after a template has it for the role', person('ann', 'editor'), rights({ template: { role: 'sre', owners: ['ann'] } }), 'template'],
    ['people of a role see its template', person('ben', 'viewer', { roles: ['sre'] }), rights({ template: { role: 'sre', owners: [] } }), 'view'],
    ['a share to a person', person('ann', 'editor'), rights({ shares: [{ to: to.ann, as: 'edit' }] }), 'edit'],
    ['a share to a role', person('ben', 'editor', { roles: ['noc', 'sre'] }), rights({ shares: [{ to: to.sre, as: 'view' }] }), 'view'],
    ['a share to a team', person('ben', 'editor', { teams: ['pay'] }), rights({ shares: [{ to: to.pay, as: 'edit' }] }), 'edit'],
    [
      'of several shares the strongest',
      person('ann', 'editor'),
      rights({
        shares: [
          { to: to.everyone, as: 'view' },
          { to: to.ann, as: 'edit' },
        ],
      }),
      'edit',
    ],
    ['a token named like a person is not that person', tokenWith('ann', 'dashboards:read'), rights({ shares: [{ to: to.ann, as: 'edit' }] }), 'none'],
  ]
  for (const [what, actor, given, relation] of told) test(what, () => expect(relationTo(actor, given)).toBe(relation))
})

describe('what may be done with a dashboard', () => {
  test('who may not read it does not learn that it is there; who may, learns why not', () => {
    const shared = rights({ shares: [{ to: to.ann, as: 'view' }] })
    expect(decideDashboard(person('ben', 'editor'), 'save', shared)).toBe('hidden')
    expect(decideDashboard(person('ann', 'editor'), 'save', shared)).toBe('refused')
    expect(decideDashboard(person('ann', 'editor'), 'read', shared)).toBe('yes')
  })

  test('whoever may do anything with it may read it', () => {
    fc.assert(
      fc.property(anActor, someRights, fc.constantFrom(...dashboardActions), (actor, given, action) => {
        if (actor.kind === 'token') return
        expect(can(actor, action, { dashboard: given }) && !can(actor, 'read', { dashboard: given })).toBe(false)
      }),
    )
  })

  test('one more share never takes anything away, one more capability neither', () => {
    fc.assert(
      fc.property(
        anActor,
        someRights,
        aShare,
        fc.constantFrom(...dashboardActions),
        fc.constantFrom(...capabilities),
        (actor, given, share, action, capability) => {
          if (!can(actor, action, { dashboard: given })) return
          expect(can(actor, action, { dashboard: { ...given, shares: [...given.shares, share] } })).toBe(true)
          expect(can({ ...actor, capabilities: new Set([...actor.capabilities, capability]) }, action, { dashboard: given })).toBe(true)
        },
      ),
    )
  })

  test('below editor nothing is changed, whatever was shared', () => {
    fc.assert(
      fc.property(anActor, someRights, (actor, given) => {
        const looks = { ...actor, kind: 'person', level: 'viewer' } as const
        for (const action of ['save', 'share', 'handOver', 'remove'] as const) expect(can(looks, action, { dashboard: given })).toBe(false)
      }),
    )
  })

  test('a token never shares or hands over, and does nothing without the scope', () => {
    fc.assert(
      fc.property(anActor, someRights, (actor, given) => {
        const token = { ...actor, kind: 'token' } as const
        for (const action of ['share', 'makeTemplate', 'handOver'] as const) expect(can(token, action, { dashboard: given })).toBe(false)
        for (const action of dashboardActions) expect(can({ ...token, scopes: new Set() }, action, { dashboard: given })).toBe(false)
      }),
    )
  })

  test('the installation may do everything, nobody nothing', () => {
    fc.assert(
      fc.property(someRights, fc.constantFrom(...dashboardActions), (given, action) => {
        expect([can(system, action, { dashboard: given }), can(nobody, action, { dashboard: given })]).toEqual([true, false])
      }),
    )
  })
})

describe('what may be done with a source', () => {
  const team = { grants: [{ to: to.pay, matchers: [] }] }

  test('without a narrowing it is open to whoever is signed in', () => {
    expect(decideSource(person('ben', 'viewer'), 'query', openToAll)).toBe('yes')
    expect(decideSource(nobody, 'query', openToAll)).toBe('hidden')
  })

  test('a grant lets ask, managing lets see and change but not ask', () => {
    const manager = person('mia', 'editor', { capabilities: new Set(['sources.manage']) })
    const all = (actor: Actor): readonly string[] => sourceActions.map((action) => decideSource(actor, action, team))
    expect(all(person('ann', 'viewer', { teams: ['pay'] }))).toEqual(['yes', 'yes', 'refused'])
    expect(all(manager)).toEqual(['yes', 'refused', 'yes'])
    expect(all(person('ben', 'editor'))).toEqual(['hidden', 'hidden', 'hidden'])
    expect(all(person('ada', 'admin'))).toEqual(['yes', 'yes', 'yes'])
    expect(all(tokenWith('t', 'dashboards:read'))).toEqual(['hidden', 'hidden', 'hidden'])
  })

  test('matchers are forced on whom they were given with; one grant without any lifts them', () => {
    const own = [{ label: 'team', op: '=', value: 'pay' }] as const
    const narrowed = { grants: [{ to: to.pay, matchers: [...own] }] }
    const ann = person('ann', 'viewer', { teams: ['pay'] })
    expect(forcedOn(ann, narrowed)).toEqual(own)
    expect(forcedOn(ann, { grants: [...narrowed.grants, { to: to.ann, matchers: [] }] })).toEqual([])
    expect(forcedOn(person('ben', 'viewer'), narrowed)).toBeUndefined()
    expect(forcedOn(person('ada', 'admin'), narrowed)).toEqual([])
  })
})
