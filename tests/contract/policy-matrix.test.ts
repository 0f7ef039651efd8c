import { describe, expect, test, vi } from 'vitest'
import { api } from '#contract/api.ts'
import type { EndpointName } from '#contract/api.ts'
import { levels } from '#core/policy/actor.ts'
import { dashboardActions, dashboardTable } from '#core/policy/dashboard.ts'
import type { DashboardAction, Need } from '#core/policy/dashboard.ts'
import { rules } from '#core/policy/rules.ts'
import type { Rule } from '#core/policy/rules.ts'
import { sourceActions, sourceTable } from '#core/policy/source.ts'
import type { SourceNeed } from '#core/policy/source.ts'
import { decideDashboard } from '#core/policy/can.ts'
import type { Policy } from '#server/options.ts'
import { person } from '#tests/support/actors.ts'
import { cells, dashboardAsks, policy, relations, sourceAsks } from '#tests/support/matrix.ts'
import type { Cell } from '#tests/support/matrix.ts'

// Thousands of requests: on a busy machine they take minutes.
vi.setConfig({ testTimeout: 600_000 })

/** Cells an API on this policy answers otherwise than the tables say. */
async function wrong(some: readonly Cell[], by: Policy): Promise<readonly string[]> {
  const found: string[] = []
  for (const cell of some) {
    const outcome = await cell.play(by)
    if (outcome !== cell.expected) found.push(`${cell.what}: ${outcome}, not ${cell.expected}`)
  }
  return found
}
const about = (name: EndpointName): readonly Cell[] => cells.filter((cell) => cell.endpoint === name)

test('A19: every endpoint has its line in the table, and every line its endpoint', () => {
  expect(Object.keys(rules).toSorted()).toEqual(Object.keys(api).toSorted())
})

describe('every endpoint, for everybody, in every relation', () => {
  for (const name of new Set(cells.map((cell) => cell.endpoint))) {
    test(`${name} answers as the tables say (${about(name).length} cells)`, async () => expect(await wrong(about(name), policy)).toEqual([]))
  }
})

/** Written out by hand: a cell flipped in the table itself is found here. */
test('the table of dashboards says what was agreed', () => {
  const editor = person('e', 'editor', { capabilities: new Set(['dashboards.share', 'templates.own']) })
  const told = (actor: typeof editor): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(relations).map(([relation, rightsFor]) => [
        relation,
        dashboardActions.filter((action) => decideDashboard(actor, action, rightsFor(actor)) === 'yes').join(' '),
      ]),
    )
  expect(told(editor)).toEqual({
    own: 'read history save share makeTemplate handOver remove',
    template: 'read history save share makeTemplate',
    edit: 'read history save',
    view: 'read',
    none: '',
  })
  expect(told(person('e', 'editor'))).toEqual({
    own: 'read history save handOver remove',
    template: 'read history save',
    edit: 'read history save',
    view: 'read',
    none: '',
  })
  expect(told(person('v', 'viewer'))).toEqual({ own: 'read history', template: 'read history', edit: 'read history', view: 'read', none: '' })
  const all = 'read history save share makeTemplate handOver remove'
  expect(told(person('a', 'admin'))).toEqual({ own: all, template: all, edit: all, view: all, none: all })
})

interface Mutation {
  readonly what: string
  readonly by: Policy
  readonly where: (cell: Cell) => boolean
}

const asksOf = (action: DashboardAction): readonly string[] => Object.entries(dashboardAsks).flatMap(([ask, it]) => (it.action === action ? [ask] : []))
const where = (action: DashboardAction) => {
  const asks = asksOf(action)
  return (cell: Cell): boolean => asks.some((ask) => cell.what.endsWith(`: ${ask}`))
}
const at =
  (...names: readonly EndpointName[]) =>
  (cell: Cell): boolean =>
    names.includes(cell.endpoint)
const needing = (action: DashboardAction, change: Partial<Need>, what: string): Mutation => ({
  what: `dashboard ${action}: ${what}`,
  by: { ...policy, dashboard: { ...dashboardTable, [action]: { ...dashboardTable[action], ...change } } },
  where: where(action),
})

const allRelations = ['own', 'template', 'edit', 'view', 'none'] as const

const dashboardMutations: readonly Mutation[] = dashboardActions.flatMap((action) => {
  const need = dashboardTable[action]
  const { capability, scope, ...rest } = need
  // Rights are changed by whoever may read them at least: without that, a stranger gets no further whatever this cell says.
  const reachable = asksOf(action).every((ask) => dashboardAsks[ask]?.name === 'saveDashboardAccess') ? allRelations.filter((r) => r !== 'none') : allRelations
  const flipped = reachable.map((relation) => {
    const has = need.relations.includes(relation)
    return needing(
      action,
      { relations: has ? need.relations.filter((r) => r !== relation) : [...need.relations, relation] },
      `${has ? 'without' : 'with'} ${relation}`,
    )
  })
  const levelled = levels.filter((level) => level !== need.level).map((level) => needing(action, { level }, `from ${level} on`))
  const dropped = (without: Need, what: string): Mutation => ({
    what: `dashboard ${action}: ${what}`,
    by: { ...policy, dashboard: { ...dashboardTable, [action]: without } },
    where: where(action),
  })
  return [
    ...flipped,
    ...levelled,
    ...(capability ? [dropped(scope ? { ...rest, scope } : rest, 'without its capability')] : []),
    ...(scope ? [dropped(capability ? { ...rest, capability } : rest, 'without its scope')] : []),
    needing(action, { relations: allRelations, level: 'viewer' }, 'unchecked'),
  ]
})

const needs: readonly SourceNeed[] = ['grant', 'manager', 'either']
const asking = [...new Set(Object.values(sourceAsks).map((it) => it.name))]
const sourceMutations: readonly Mutation[] = sourceActions.flatMap((action) =>
  needs
    .filter((need) => need !== sourceTable[action])
    .map((need) => ({
      what: `source ${action}: ${need}`,
      by: { ...policy, source: { ...sourceTable, [action]: need } },
      where: action === 'query' ? at(...asking) : at('listSources'),
    })),
)

const strictest: Rule = { who: 'capability', capability: 'audit.read' }
const doorMutations: readonly Mutation[] = (Object.keys(rules) as EndpointName[]) // keyof of a const object is exactly its keys
  .filter((name) => about(name).length > 0)
  .flatMap((name): readonly Mutation[] => {
    const rule: Rule = rules[name]
    const changed = (to: Rule, what: string): Mutation => ({ what: `${name}: ${what}`, by: { ...policy, rules: { ...rules, [name]: to } }, where: at(name) })
    const { scope, ...bare } = rule
    const { fresh, ...lasting } = rule
    return [
      ...(rule.who === 'anybody' ? [] : [changed({ who: 'anybody' }, 'for anybody')]),
      ...(rule.who === 'capability' ? [changed({ who: 'signedIn' }, 'for whoever is signed in')] : []),
      ...(rule.who === 'capability' && rule.capability === 'audit.read' ? [] : [changed(strictest, 'for auditors')]),
      ...(rule.who === 'level' ? levels.filter((l) => l !== rule.level).map((level) => changed({ ...rule, level }, `from ${level} on`)) : []),
      ...(fresh
        ? [changed(lasting, 'however long ago the sign-in')]
        : rule.who === 'anybody'
          ? []
          : [changed({ ...rule, fresh: true }, 'after a fresh sign-in only')]),
      ...(scope ? [changed(bare, 'without its scope')] : rule.who === 'anybody' ? [] : [changed({ ...rule, scope: 'queries:run' }, 'with a scope')]),
    ]
  })

/** Whether any cell about the places a mutation touches comes out otherwise. Stops at the first. */
async function isNoticed({ by, where: concerned }: Mutation): Promise<boolean> {
  for (const cell of cells) {
    if (concerned(cell) && (await cell.play(by)) !== cell.expected) return true
  }
  return false
}

describe('a damaged table is noticed', () => {
  for (const [what, mutations] of Object.entries({ dashboardMutations, sourceMutations, doorMutations })) {
    test(`each of ${mutations.length} ${what}`, async () => {
      const unnoticed: string[] = []
      for (const mutation of mutations) if (!(await isNoticed(mutation))) unnoticed.push(mutation.what)
      expect(unnoticed).toEqual([])
    })
  }
})
