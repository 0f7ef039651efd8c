import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Subject } from '#contract/access.ts'
import type { FoundName } from '#contract/names.ts'
import { useMay, useMe } from '#web/api/me-query.ts'
import { peopleQuery, rolesQuery } from '#web/api/people-query.ts'
import { useText } from '#web/i18n/text.ts'
import type { IconName } from '../icon/Icon.tsx'

export interface Named {
  readonly id: string
  readonly name: string
}

export interface Subjects {
  /** Everybody, or nobody but oneself where the list of people is not for this person. */
  readonly people: readonly Named[]
  /** Others are found by name instead. */
  readonly finds: boolean
  readonly roles: readonly Named[]
  /** Teams anybody known here belongs to. */
  readonly teams: readonly string[]
  readonly nameOf: (subject: Subject) => string
}

export const subjectIcon: Readonly<Record<Subject['kind'], IconName>> = { everyone: 'people', person: 'person', role: 'badge', team: 'people' }

export const sameSubject = (a: Subject, b: Subject): boolean => a.kind === b.kind && (a.kind === 'everyone' || b.kind === 'everyone' || a.id === b.id)

/** Whom something can be given to, and what they are called; `named` are people whose names are known from elsewhere. */
export function useSubjects(named: readonly Named[] = []): Subjects {
  const client = useQueryClient()
  const text = useText()
  const me = useMe()
  const seesPeople = useMay('people.manage')
  const { data: listed } = useQuery({ ...peopleQuery, enabled: seesPeople })
  const { data: roles = [] } = useQuery(rolesQuery)
  const people: readonly Named[] = listed?.filter((p) => !p.disabled) ?? (me ? [me] : [])
  const teams = [...new Set([...(me?.teams ?? []), ...(listed ?? []).flatMap((p) => p.teams)])].toSorted((a, b) => a.localeCompare(b))
  /** Everybody found by name so far. */
  const found = (): readonly Named[] =>
    client.getQueriesData<readonly FoundName[]>({ queryKey: ['names'] }).flatMap(([, names]) => names?.filter((n) => n.kind === 'person') ?? [])
  const nameOf = (subject: Subject): string => {
    switch (subject.kind) {
      case 'everyone':
        return text('share.everyone')
      case 'team':
        return text('share.team', { name: subject.id })
      case 'role':
        return text('share.role', { name: roles.find((r) => r.id === subject.id)?.name ?? subject.id })
      case 'person':
        return [...(listed ?? []), ...people, ...named, ...found()].find((p) => p.id === subject.id)?.name ?? text('share.somebody')
      default:
        return subject satisfies never
    }
  }
  return { people, finds: !seesPeople, roles, teams, nameOf }
}
