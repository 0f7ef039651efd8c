import type { DashboardAccess, Share } from '#contract/access.ts'
import type { Dashboard, DashboardRecord, DashboardSummary, Revision } from '#contract/dashboard.ts'
import type { JsonRecord } from '#contract/json.ts'
import { widgetsOf } from '#core/dashboard/section.ts'
import type { Actor } from '#core/policy/actor.ts'
import { decideDashboard } from '#core/policy/can.ts'
import { dashboardTable, relationTo } from '#core/policy/dashboard.ts'
import type { DashboardAction, DashboardRights, DashboardTable } from '#core/policy/dashboard.ts'
import { meantFor, runsThePlace } from '#core/policy/subjects.ts'
import { seesAll, shownTo } from '#core/policy/visible.ts'
import { noted } from '../accounts/noted.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import { rightsByOrigin, unshared } from '../store/access.ts'
import type { KeptRights, ListedDashboard, Reader } from '../store/access.ts'
import type { WriteKey } from '../store/store.ts'
import type { ChangeDraft, Trail } from '../store/trail.ts'
import { demand, keyOf } from './asker.ts'
import type { Asker } from './asker.ts'
import { proveSubjects, shareText } from './subjects.ts'

type AccessInput = { readonly owner?: string | undefined } & Pick<DashboardRights, 'shares' | 'template'>

/** Dashboards as somebody may have them. There is no way to one without saying who asks. */
export interface Dashboards {
  list(by: Asker): Promise<readonly DashboardSummary[]>
  read(by: Asker, id: string): Promise<DashboardRecord>
  create(by: Asker, doc: Dashboard, write: WriteKey | undefined): Promise<DashboardRecord>
  save(by: Asker, it: { readonly id: string; readonly rev: number; readonly doc: Dashboard; readonly write: WriteKey | undefined }): Promise<DashboardRecord>
  remove(by: Asker, it: { readonly id: string; readonly rev: number }): Promise<void>
  revisions(by: Asker, id: string): Promise<readonly Revision[]>
  revision(by: Asker, id: string, rev: number): Promise<DashboardRecord>
  readAccess(by: Asker, id: string): Promise<DashboardAccess>
  saveAccess(by: Asker, id: string, rev: number, input: AccessInput): Promise<DashboardAccess>
}

function readerOf(actor: Actor): Reader {
  if (runsThePlace(actor)) return 'all'
  return { id: actor.id, isPerson: actor.kind === 'person', roles: actor.roles, teams: actor.teams }
}

/** Who makes a dashboard owns it. What the installation makes for itself is everybody's. */
const firstRights = (actor: Actor): DashboardRights => (actor.kind === 'system' ? rightsByOrigin('own') : { ...unshared, owner: actor.id })

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** What a change of rights amounts to; each is an action of its own. */
function actionsOf(old: DashboardRights, next: DashboardRights): readonly DashboardAction[] {
  const changed: readonly DashboardAction[] = [
    ...(same(old.template, next.template) ? [] : ['makeTemplate' as const]),
    ...(old.owner === next.owner ? [] : ['handOver' as const]),
  ]
  return same(old.shares, next.shares) && changed.length > 0 ? changed : ['share', ...changed]
}

function differences(old: DashboardRights, next: DashboardRights): JsonRecord {
  const [before, after] = [old.shares.map(shareText), next.shares.map(shareText)]
  return {
    added: after.filter((share) => !before.includes(share)),
    removed: before.filter((share) => !after.includes(share)),
    ...(old.owner !== next.owner && { owner: next.owner, ownerBefore: old.owner }),
    ...(!same(old.template, next.template) && { template: next.template && { role: next.template.role, owners: [...next.template.owners] } }),
  }
}

export function createDashboardAccess({ store, clock, ids }: Pick<Ports, 'store' | 'clock' | 'ids'>, table: DashboardTable = dashboardTable): Dashboards {
  const now = (): number => clock.now()

  const trail = (by: Asker, action: string, id: string, change: Omit<ChangeDraft, 'id'>, detail: JsonRecord = {}): Trail =>
    noted({ at: now(), ...by }, { action, object: `dashboard:${id}`, detail }, [{ ...change, id }])

  /** Rights to a dashboard the actor may do this with. */
  const needed = async ({ actor }: Asker, action: DashboardAction, id: string): Promise<KeptRights> => {
    const kept = await store.access.dashboard(id)
    demand(decideDashboard(actor, action, kept.rights, table), `dashboard ${id}`, action)
    return kept
  }

  /** A document on its way to somebody: without what is not for them. */
  const mine = (actor: Actor, it: DashboardRecord, rights: DashboardRights): DashboardRecord => ({
    ...it,
    doc: shownTo(actor, rights, it.doc),
    mine: relationTo(actor, rights),
  })

  /** As listed. How many widgets there are is told of those the reader sees. */
  const summaryFor = async (actor: Actor, { summary, rights, narrowed }: ListedDashboard): Promise<readonly DashboardSummary[]> => {
    const told = { ...summary, mine: relationTo(actor, rights) }
    if (!narrowed || seesAll(actor, rights)) return [told]
    const found = await store.dashboards.read(summary.id).catch((error: unknown) => {
      // Removed since the list was read.
      if (error instanceof ServerFault && error.fault.code === 'not_found') return undefined
      throw error
    })
    return found ? [{ ...told, widgets: widgetsOf(shownTo(actor, rights, found.doc)).length }] : []
  }

  const shown = async ({ actor }: Asker, id: string, { rev, rights }: KeptRights): Promise<DashboardAccess> => {
    const { owner, shares, template } = rights
    const relation = relationTo(actor, rights)
    // Whoever may only look sees why they may, not who else.
    const isMine = meantFor(actor)
    const visible: readonly Share[] = relation === 'view' ? shares.filter((share) => isMine(share.to)) : shares
    const name = owner === null ? undefined : (await store.people.find({ id: owner }))?.name
    const named = new Set([...visible.flatMap(({ to }) => (to.kind === 'person' ? [to.id] : [])), ...(relation === 'view' ? [] : (template?.owners ?? []))])
    const people = await Promise.all([...named].map((one) => store.people.find({ id: one })))
    return {
      id,
      rev,
      owner: owner === null ? null : { id: owner, name: name ?? owner },
      shares: [...visible],
      people: people.flatMap((one) => (one ? [{ id: one.id, name: one.name }] : [])),
      template: template && { role: template.role, owners: [...template.owners] },
      mine: relation,
    }
  }

  return {
    async list({ actor }) {
      const found = await store.access.dashboards(readerOf(actor))
      // The query finds by owner and share; the table has the last word.
      const readable = found.filter(({ rights }) => decideDashboard(actor, 'read', rights, table) === 'yes')
      return (await Promise.all(readable.map((one) => summaryFor(actor, one)))).flat()
    },
    async read(by, id) {
      const { rights } = await needed(by, 'read', id)
      return mine(by.actor, await store.dashboards.read(id), rights)
    },
    async create(by, given, write) {
      const id = ids.next()
      // A copy of what somebody saw is all there is of the new one.
      const { partial: _, ...doc } = given
      const rights = firstRights(by.actor)
      const first = { id, doc, at: now(), origin: 'own', rights, ...keyOf(by.actor, write) } as const
      return mine(by.actor, await store.dashboards.create(first, trail(by, 'dashboard.create', id, { topic: 'dashboard' }, { title: doc.title })), rights)
    },
    async save(by, { id, rev, doc, write }) {
      const { rights } = await needed(by, 'save', id)
      // Made from what somebody saw who could not change it then: what was left out would be lost.
      if (doc.partial) throw new ServerFault('stale', { detail: 'made from a part of the dashboard' })
      const left = trail(by, 'dashboard.save', id, { topic: 'dashboard', rev: rev + 1 }, { rev: rev + 1 })
      return mine(by.actor, await store.dashboards.save({ id, rev, doc, at: now(), ...keyOf(by.actor, write) }, left), rights)
    },
    async remove(by, { id, rev }) {
      await needed(by, 'remove', id)
      await store.dashboards.remove({ id, rev, at: now() }, trail(by, 'dashboard.remove', id, { topic: 'dashboard' }))
    },
    async revisions(by, id) {
      await needed(by, 'history', id)
      return store.dashboards.revisions(id)
    },
    async revision(by, id, rev) {
      const { rights } = await needed(by, 'history', id)
      return mine(by.actor, await store.dashboards.revision(id, rev), rights)
    },
    async readAccess(by, id) {
      return shown(by, id, await needed(by, 'read', id))
    },
    async saveAccess(by, id, rev, input) {
      const kept = await needed(by, 'read', id)
      const next: DashboardRights = { owner: input.owner ?? kept.rights.owner, shares: input.shares, template: input.template }
      for (const action of actionsOf(kept.rights, next)) demand(decideDashboard(by.actor, action, kept.rights, table), `dashboard ${id}`, action)
      if (next.owner !== kept.rights.owner && (await store.people.find({ id: next.owner ?? '' })) === undefined)
        throw new ServerFault('invalid', { detail: `no person:${next.owner ?? ''}`, field: 'owner' })
      await proveSubjects(
        store,
        next.shares.map((share) => share.to),
        'shares',
      )
      if (next.template) {
        const { role, owners } = next.template
        await proveSubjects(store, [{ kind: 'role', id: role }, ...owners.map((one) => ({ kind: 'person' as const, id: one }))], 'template')
      }
      const left = trail(by, 'dashboard.share', id, { topic: 'access', rev: rev + 1 }, differences(kept.rights, next))
      return shown(by, id, await store.access.saveDashboard({ id, rev, rights: next }, left))
    },
  }
}
