import { useQuery } from '@tanstack/react-query'
import type { VisibleTo } from '#contract/dashboard.ts'
import { rolesQuery } from '../api/people-query.ts'
import { useLanguage, useText } from '../i18n/text.ts'

/** A rule in words: its names alone for where there is little room, and the whole condition. */
export interface RuleWords {
  readonly names: string
  readonly condition: string
}

/** Whom a rule speaks of. A role that is gone keeps its id, so that nobody takes it for another. */
export function useRuleWords(): (rule: VisibleTo) => RuleWords {
  const text = useText()
  const { tag } = useLanguage()
  const { data: roles = [] } = useQuery(rolesQuery)
  const either = new Intl.ListFormat(tag, { type: 'disjunction' })
  const all = new Intl.ListFormat(tag, { type: 'conjunction' })
  return ({ roles: ids = [], teams = [], sites = [] }) => {
    const named = { role: ids.map((id) => roles.find((r) => r.id === id)?.name ?? id), team: teams, site: sites }
    const kinds = (['role', 'team', 'site'] as const).filter((kind) => named[kind].length > 0)
    return {
      names: kinds.map((kind) => either.format(named[kind])).join(' · '),
      condition: all.format(kinds.map((kind) => text(`who.of.${kind}`, { names: either.format(named[kind]) }))),
    }
  }
}
