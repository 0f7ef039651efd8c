import type { TextKey } from '#locales/en.ts'
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

/** Pages below another count as being there. */
const under: Readonly<Partial<Record<PageName, PageName>>> = { source: 'sources', newSource: 'sources' }
export const isAt = (place: Place, page: PageName): boolean => (under[place.page] ?? place.page) === page
