import type { Capability } from '#core/policy/actor.ts'
import type { TextKey } from '#locales/chapter.ts'
import type { IconName } from '#web/ui/icon/Icon.tsx'
import type { PageName, Place } from '#web/url/place.ts'

interface MainPage {
  readonly to: Extract<Place, { page: 'dashboards' | 'sources' }>
  readonly icon: IconName
  readonly words: TextKey
}

/** Pages of the rail and the tab bar, in order. Only pages that exist. */
export const mainPages: readonly MainPage[] = [
  { to: { page: 'dashboards' }, icon: 'dashboards', words: 'nav.dashboards' },
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

/** Pages below another count as being there. */
const under: Readonly<Partial<Record<PageName, PageName>>> = { source: 'sources', newSource: 'sources' }
export const isAt = (place: Place, page: PageName): boolean => (under[place.page] ?? place.page) === page
