import type { Relation } from '#contract/access.ts'
import type { Me } from '#contract/identity.ts'
import { nobody } from '#core/policy/actor.ts'
import { dashboardTable, fulfils } from '#core/policy/dashboard.ts'
import type { DashboardAction } from '#core/policy/dashboard.ts'
import { useMe } from './me-query.ts'

type Rights = Pick<Me, 'id' | 'level' | 'capabilities'>

/** What the server's own table says of a dashboard and somebody in this relation to it; everything where either is not known. */
export function mayDo(me: Rights | undefined, mine: Relation | undefined, action: DashboardAction): boolean {
  if (!me || mine === undefined) return true
  return fulfils({ ...nobody, kind: 'person', id: me.id, level: me.level, capabilities: new Set(me.capabilities) }, mine, dashboardTable[action])
}

export function useMayDo({ mine }: { readonly mine?: Relation | undefined }): (action: DashboardAction) => boolean {
  const me = useMe()
  return (action) => mayDo(me, mine, action)
}
