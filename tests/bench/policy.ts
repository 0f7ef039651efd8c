import type { Share } from '#contract/access.ts'
import { can } from '#core/policy/can.ts'
import type { DashboardRights } from '#core/policy/dashboard.ts'
import { forcedOn } from '#core/policy/source.ts'
import type { SourceRights } from '#core/policy/source.ts'
import { person } from '#tests/support/actors.ts'
import type { Figure } from './figures.ts'

/** Somebody with many roles and teams, and objects shared to as many as the contract allows, none of them fitting: the longest way to a "no". */
const actor = person('ann', 'editor', {
  roles: Array.from({ length: 20 }, (_, i) => `role-${i}`),
  teams: Array.from({ length: 20 }, (_, i) => `team-${i}`),
})
const kinds = ['person', 'role', 'team'] as const
const shares = Array.from({ length: 200 }, (_, i): Share => ({ to: { kind: kinds[i % 3] ?? 'team', id: `other-${i}` }, as: 'view' }))
const dashboard: DashboardRights = { owner: 'olga', shares, template: { role: 'sre', owners: ['ben'] } }
const usual: DashboardRights = { ...dashboard, shares: [{ to: { kind: 'team', id: 'team-3' }, as: 'edit' }] }
const source: SourceRights = { grants: shares.map(({ to }) => ({ to, matchers: [] })) }
const narrowed: SourceRights = {
  grants: Array.from({ length: 5 }, (_, i) => ({ to: { kind: 'team', id: `team-${i}` }, matchers: [{ label: 'team', op: '=', value: `t${i}` }] })),
}

const checks: Readonly<Record<string, () => unknown>> = {
  'policy: may edit a dashboard shared to a team': () => can(actor, 'save', { dashboard: usual }),
  'policy: may not edit one shared 200 times to others': () => can(actor, 'save', { dashboard }),
  'policy: may not ask a source granted 200 times to others': () => can(actor, 'query', { source }),
  'policy: matchers forced by five grants': () => forcedOn(actor, narrowed),
}

/** Microseconds per check. */
function measure(check: () => unknown): number {
  const times = 20_000
  let told = 0
  for (let i = 0; i < 2000; i++) if (check()) told += 1
  const from = performance.now()
  for (let i = 0; i < times; i++) if (check()) told += 1
  const took = performance.now() - from
  // What is never looked at might never be computed.
  if (told < 0) throw new Error('a negative count')
  return (took * 1000) / times
}

export const benchPolicy = (rounds: number): readonly Figure[] =>
  Object.entries(checks).map(([what, check]) => ({
    what,
    unit: 'µs',
    ours: Array.from({ length: rounds }, () => measure(check)),
    ...(!what.includes('forced') && { target: { most: 20, of: 'value' as const } }),
  }))
