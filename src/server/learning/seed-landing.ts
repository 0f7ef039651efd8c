import type { Dashboard, Widget } from '#contract/dashboard.ts'
import type { Role } from '#contract/identity.ts'
import { readItem } from '#contract/item.ts'
import type { Reason, SeedPreview } from '#contract/learning.ts'
import { apply } from '#core/dashboard/apply.ts'
import { desktopSize, sectionOf, widgetNamed, widgetsOf } from '#core/dashboard/section.ts'
import type { Actor } from '#core/policy/actor.ts'
import { decideDashboard } from '#core/policy/can.ts'
import type { Asker } from '../access/asker.ts'
import type { Dashboards } from '../access/dashboards.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import type { StoredSeed } from '../store/learning.ts'

/** A landing has room for so many widgets; a seed never fills it beyond. */
const mostWidgets = 12

interface Made {
  readonly doc: Dashboard
  readonly rev: number
  readonly added: ReadonlySet<string>
  readonly reasons: ReadonlyMap<string, Reason>
}

/** Somebody who has a role and nothing else: what they may read, everybody of the role may. */
const anybodyOf = ({ id }: Role): Actor => ({
  kind: 'person',
  id: '',
  name: '',
  level: 'viewer',
  capabilities: new Set(),
  roles: [id],
  teams: [],
  sites: [],
  scopes: new Set(),
})

/** An id of its own for a copy, the same every time. */
const copyId = (widget: string): string => `seed-${widget}`.slice(0, 64)

/**
 * A seed as the role's landing document: what its people use and the landing lacks is added below what is there. Nothing is
 * moved or taken away, and a dashboard several roles land on is nobody's to change.
 */
export function createSeedLanding({ store }: Pick<Ports, 'store'>, dashboards: Pick<Dashboards, 'read' | 'save'>, roles: { now(): Promise<readonly Role[]> }) {
  const readable = async (role: Role, dashboard: string): Promise<Dashboard | undefined> => {
    try {
      const { rights } = await store.access.dashboard(dashboard)
      if (decideDashboard(anybodyOf(role), 'read', rights) !== 'yes') return undefined
      return (await store.dashboards.read(dashboard)).doc
    } catch (error) {
      if (error instanceof ServerFault && error.fault.code === 'not_found') return undefined
      throw error
    }
  }

  const sourceOf = async (role: Role, id: string): Promise<{ readonly widget: Widget; readonly doc: Dashboard } | undefined> => {
    const at = id.indexOf('/')
    const doc = at < 1 ? undefined : await readable(role, id.slice(0, at))
    const widget = doc && widgetNamed(doc, id.slice(at + 1))
    return widget && doc && { widget, doc }
  }

  const make = async (by: Asker, role: Role, items: StoredSeed['items']): Promise<Made | undefined> => {
    const { landing } = role
    if (landing === null || (await roles.now()).some((other) => other.id !== role.id && other.landing === landing)) return undefined
    const current = await dashboards.read(by, landing).catch((error: unknown) => {
      if (error instanceof ServerFault && error.fault.code === 'not_found') return undefined
      throw error
    })
    if (!current) return undefined
    let { doc } = current
    const added = new Set<string>()
    const reasons = new Map<string, Reason>()
    for (const { item, reason } of items) {
      const key = readItem(item)
      if (key?.kind !== 'widget') continue
      const [from, own] = [key.id.slice(0, key.id.indexOf('/')), key.id.slice(key.id.indexOf('/') + 1)]
      if (from === landing) {
        reasons.set(own, reason)
        continue
      }
      const found = await sourceOf(role, key.id)
      const section = doc.sections.at(-1)
      if (!found || !section || widgetsOf(doc).length >= mostWidgets) continue
      const id = copyId(own)
      reasons.set(id, reason)
      if (widgetNamed(doc, id)) continue
      const home = sectionOf(found.doc, own)
      const size = home && desktopSize(home, own)
      doc = apply(doc, {
        do: 'addWidget',
        section: section.id,
        widget: { ...found.widget, id, seeded: { ...reason.args, key: reason.key } },
        ...(size && { size }),
      }).doc
      added.add(id)
    }
    return { doc, rev: current.rev, added, reasons }
  }

  return {
    async preview(by: Asker, role: Role, items: StoredSeed['items']): Promise<SeedPreview['widgets']> {
      const made = await make(by, role, items)
      if (!made) return []
      return widgetsOf(made.doc).map(({ id, title }) => ({ id, title, reason: made.reasons.get(id) ?? null, isNew: made.added.has(id) }))
    },
    /** As an ordinary save of whoever publishes; without a right to it the list alone counts. */
    async write(by: Asker, role: Role, items: StoredSeed['items']): Promise<void> {
      const made = await make(by, role, items)
      if (!made || made.added.size === 0 || role.landing === null) return
      await dashboards.save(by, { id: role.landing, rev: made.rev, doc: made.doc, write: undefined })
    },
  }
}

export type SeedLanding = ReturnType<typeof createSeedLanding>
