import type { Capability } from '#core/policy/actor.ts'
import type { TextKey } from '#locales/chapter.ts'
import type { IconName } from '#web/ui/icon/Icon.tsx'
import type { PageName, Place } from '#web/url/place.ts'

interface MainPage {
  readonly to: Extract<Place, { page: 'alerts' | 'incidents' | 'changes' | 'services' | 'dashboards' | 'sources' }>
  readonly icon: IconName
  readonly words: TextKey
  /** Stands under the thumb of a phone; the others are in its menu. */
  readonly thumb?: true
}

/** Pages of the rail, the tab bar and the palette, in order. */
export const mainPages: readonly MainPage[] = [
  { to: { page: 'alerts' }, icon: 'alert', words: 'nav.alerts', thumb: true },
  { to: { page: 'incidents' }, icon: 'incident', words: 'nav.incidents' },
  { to: { page: 'changes' }, icon: 'change', words: 'nav.changes' },
  { to: { page: 'services' }, icon: 'graph', words: 'nav.services' },
  { to: { page: 'dashboards' }, icon: 'dashboards', words: 'nav.dashboards', thumb: true },
  { to: { page: 'sources' }, icon: 'sources', words: 'nav.sources' },
]

interface AdminPage {
  readonly to: Extract<Place, { page: 'people' | 'roles' | 'tokens' | 'audit' }>
  readonly icon: IconName
  readonly words: TextKey
  /** Shown to those who have it. */
  readonly right: Capability
}

/** Pages for those who look after people and rights. */
export const adminPages: readonly AdminPage[] = [
  { to: { page: 'people' }, icon: 'people', words: 'people.title', right: 'people.manage' },
  { to: { page: 'roles' }, icon: 'badge', words: 'roles.title', right: 'roles.manage' },
  { to: { page: 'tokens' }, icon: 'key', words: 'tokens.title', right: 'tokens.manage' },
  { to: { page: 'audit' }, icon: 'ledger', words: 'audit.title', right: 'audit.read' },
]

/** Kinds of observations have their list, whose page they belong to. */
const listOf: Readonly<Record<string, PageName>> = { alert: 'alerts', incident: 'incidents', change: 'changes' }

/** Pages below another count as being there. */
const under: Readonly<Partial<Record<PageName, PageName>>> = { source: 'sources', newSource: 'sources', service: 'services' }
export function isAt(place: Place, page: PageName): boolean {
  if (place.page === 'observation') return listOf[place.id.split(':', 1)[0] ?? ''] === page
  return (under[place.page] ?? place.page) === page
}
