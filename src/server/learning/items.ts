import { itemKey, readItem } from '#contract/item.ts'
import type { ItemKey } from '#contract/item.ts'
import type { LearnedItem } from '#contract/learning.ts'
import type { Dashboard } from '#contract/dashboard.ts'
import { widgetNamed } from '#core/dashboard/section.ts'
import type { Asker } from '../access/asker.ts'
import type { Dashboards } from '../access/dashboards.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import { pagesFor, workflowsFor } from './pages.ts'

export interface Known {
  readonly title: string
  readonly href: string
}

/** What somebody may open now. Nothing else has a title or is ever suggested to them. */
export interface Permitted {
  /** What a strip may lead to. */
  readonly candidates: readonly ItemKey[]
  /** What is there by key; of a widget, as far as its dashboard may be read. */
  find(key: ItemKey): Promise<Known | undefined>
  /** A key as somebody may know it. */
  told(key: ItemKey): Promise<LearnedItem>
}

/** Shorter than anybody could notice, and long enough for a burst of signals of one person. */
const rememberMs = 1000
const mostRemembered = 5000

const hidden = (error: unknown): undefined => {
  if (error instanceof ServerFault && (error.fault.code === 'not_found' || error.fault.code === 'forbidden')) return undefined
  throw error
}

/** Services somebody may see, as catalogues list them. */
export type KnownServices = (by: Asker) => Promise<readonly { readonly id: string; readonly name?: string | undefined }[]>

/** Looks up what people may open, at the time they ask. A change on this server is seen at once, one on another within a second. */
export function createItems({ store, clock }: Pick<Ports, 'store' | 'clock'>, dashboards: Pick<Dashboards, 'list' | 'read'>, services: KnownServices) {
  const remembered = new Map<string, { readonly at: number; readonly found: Promise<Permitted> }>()
  const stop = store.outbox.onHint(() => remembered.clear())

  const look = async (by: Asker): Promise<Permitted> => {
    const known = new Map<ItemKey, Known>()
    for (const { id, title } of await dashboards.list(by)) known.set(itemKey('dashboard', id), { title, href: `/d/${encodeURIComponent(id)}` })
    for (const { id, href } of pagesFor(by.actor)) known.set(itemKey('page', id), { title: id, href })
    for (const { id, href } of workflowsFor(by.actor)) known.set(itemKey('workflow', id), { title: id, href })
    for (const { id, name } of await services(by)) known.set(itemKey('service', id), { title: name ?? id, href: `/services/${encodeURIComponent(id)}` })
    const documents = new Map<string, Promise<Dashboard | undefined>>()

    const widget = async (key: string): Promise<Known | undefined> => {
      const at = key.indexOf('/')
      const [dashboard, id] = [key.slice(0, Math.max(at, 0)), key.slice(at + 1)]
      const board = known.get(itemKey('dashboard', dashboard))
      if (at < 1 || !board) return undefined
      const doc = documents.get(dashboard) ?? dashboards.read(by, dashboard).then((it) => it.doc, hidden)
      documents.set(dashboard, doc)
      const found = await doc.then((it) => it && widgetNamed(it, id))
      return found && { title: found.title, href: `${board.href}#${encodeURIComponent(id)}` }
    }

    const find = async (key: ItemKey): Promise<Known | undefined> => {
      const item = readItem(key)
      return item?.kind === 'widget' ? widget(item.id) : known.get(key)
    }
    return {
      candidates: [...known.keys()],
      find,
      async told(key) {
        const found = await find(key)
        return { item: key, title: found?.title ?? null, href: found?.href ?? null }
      },
    }
  }

  return {
    of(by: Asker): Promise<Permitted> {
      const { actor } = by
      const who = `${actor.kind} ${actor.id} ${actor.level} ${actor.roles.join(',')} ${actor.teams.join(',')} ${[...actor.capabilities].join(',')}`
      const at = clock.now()
      const known = remembered.get(who)
      if (known && at - known.at < rememberMs) return known.found
      if (remembered.size >= mostRemembered) remembered.clear()
      const found = look(by)
      remembered.set(who, { at, found })
      // A failure is told to whoever asked and not remembered.
      found.catch(() => remembered.delete(who))
      return found
    },
    close: stop,
  }
}

export type Items = ReturnType<typeof createItems>
