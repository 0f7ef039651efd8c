import type { Me } from '#contract/identity.ts'
import type { Capability } from '#core/policy/actor.ts'
import type { TextKey } from '#locales/chapter.ts'
import type { IconName } from '#web/ui/icon/Icon.tsx'
import type { PageName, Place } from '#web/url/place.ts'

interface MainPage {
  readonly to: Extract<Place, { page: 'alerts' | 'incidents' | 'changes' | 'tickets' | 'findings' | 'automation' | 'services' | 'dashboards' | 'sources' }>
  readonly icon: IconName
  readonly words: TextKey
  /** Stands under the thumb of a phone; the others are in its menu. */
  readonly thumb?: true
  /** Stands in the way of these roles only; everybody finds it in the palette. */
  readonly roles?: readonly string[]
}

/** Pages of the rail, the tab bar and the palette, in order. */
export const mainPages: readonly MainPage[] = [
  { to: { page: 'alerts' }, icon: 'alert', words: 'nav.alerts', thumb: true },
  { to: { page: 'incidents' }, icon: 'incident', words: 'nav.incidents' },
  { to: { page: 'changes' }, icon: 'change', words: 'nav.changes' },
  { to: { page: 'tickets' }, icon: 'copy', words: 'nav.tickets', roles: ['helpdesk', 'it-manager'] },
  { to: { page: 'findings' }, icon: 'lock', words: 'nav.findings', roles: ['security-analyst'] },
  { to: { page: 'automation' }, icon: 'retry', words: 'nav.automation', roles: ['sre', 'noc-operator', 'platform-admin'] },
  { to: { page: 'services' }, icon: 'graph', words: 'nav.services' },
  { to: { page: 'dashboards' }, icon: 'dashboards', words: 'nav.dashboards', thumb: true },
  { to: { page: 'sources' }, icon: 'sources', words: 'nav.sources' },
]

/** Roles somebody has, and those these fall back on. */
export const heldRoles = (me: Me | null | undefined): readonly string[] =>
  (me?.roles ?? []).flatMap(({ id, parent }) => (parent === null ? [id] : [id, parent]))

/** Those whose things somebody's roles have, and the one they are on. */
export const pagesFor = (roles: readonly string[], place: Place): readonly MainPage[] =>
  mainPages.filter((page) => page.roles === undefined || page.roles.some((role) => roles.includes(role)) || isAt(place, page.to.page))

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
const listOf: Readonly<Record<string, PageName>> = {
  alert: 'alerts',
  incident: 'incidents',
  change: 'changes',
  ticket: 'tickets',
  finding: 'findings',
  run: 'automation',
}

/** Pages below another count as being there. */
const under: Readonly<Partial<Record<PageName, PageName>>> = { source: 'sources', newSource: 'sources', service: 'services' }
export function isAt(place: Place, page: PageName): boolean {
  if (place.page === 'observation') return listOf[place.id.split(':', 1)[0] ?? ''] === page
  return (under[place.page] ?? place.page) === page
}
