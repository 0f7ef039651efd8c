import { itemKey } from '#contract/item.ts'
import type { ItemKey } from '#contract/item.ts'
import type { Place } from '#web/url/place.ts'

/** Pages that are told of. What is about people, and one's own account, is not: it never leaves this device. */
const told: ReadonlySet<string> = new Set([
  'dashboards',
  'sources',
  'roles',
  'tokens',
  'alerts',
  'incidents',
  'changes',
  'tickets',
  'findings',
  'automation',
  'services',
  'runs',
])

/** What a place is as an item; undefined for one nothing is learned of. */
export function itemOfPlace(place: Place): ItemKey | undefined {
  if (place.page === 'dashboard') return itemKey('dashboard', place.id)
  if (place.page === 'service') return itemKey('service', place.id)
  if (place.page === 'newRun') return itemKey('workflow', place.workflow)
  const page = place.page === 'source' || place.page === 'newSource' ? 'sources' : place.page
  return told.has(page) ? itemKey('page', page) : undefined
}
