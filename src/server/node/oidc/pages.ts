import type { Claims } from './claims.ts'
import { claimsSeen, hasTooManyGroups } from './claims.ts'
import type { Page } from './page.ts'
import type { Mapping } from './settings.ts'

const mostValues = 20
const longestValue = 80

/** What is shown of somebody else's text: one line, not too long. */
export const clipped = (text: string, most = longestValue): string => {
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  const line = text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ')
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}

/** Signed in there, but nothing said about them gives a role here: the page names each claim looked at and what it held. */
export function noRolePage(provider: string, claims: Claims, mapping: Mapping): Page {
  if (hasTooManyGroups(claims, mapping))
    return { status: 403, title: 'way.noRole', lines: [{ key: 'way.tooMany', values: { provider } }, { key: 'way.tooManyFix' }] }
  const seen = claimsSeen(claims, mapping).map(({ claim, values }) => {
    const shown = values.slice(0, mostValues).map((value) => clipped(value))
    const rest = values.length > mostValues ? ', …' : ''
    return values.length === 0
      ? { key: 'way.claimMissing' as const, values: { claim }, fact: true as const }
      : { key: 'way.claimSeen' as const, values: { claim, values: shown.join(', ') + rest }, fact: true as const }
  })
  return { status: 403, title: 'way.noRole', lines: [{ key: 'way.noRoleWhy', values: { provider } }, ...seen, { key: 'way.noRoleFix' }] }
}

/** The provider said no: `access_denied` and its like. */
export const deniedPage = (provider: string, error: string, description: string | undefined, again: string): Page => ({
  status: 400,
  title: 'way.denied',
  lines: [{ key: 'way.deniedWhy', values: { provider } }],
  again,
  detail: clipped(description ? `${error}: ${description}` : error, 300),
})

/** The answer belongs to no sign-in of this browser, or to one that is over. */
export const stalePage = (again: string): Page => ({ status: 400, title: 'way.stale', lines: [{ key: 'way.staleWhy' }], again })

/** The provider's answer did not hold up to the checks. */
export const unsoundPage = (provider: string, detail: string, again: string): Page => ({
  status: 400,
  title: 'way.unsound',
  lines: [{ key: 'way.unsoundWhy', values: { provider } }],
  again,
  detail: clipped(detail, 200),
})

export const awayPage = (provider: string, again: string): Page => ({
  status: 503,
  title: 'way.away',
  lines: [{ key: 'way.awayWhy', values: { provider } }],
  again,
})

/** Known here, and not let in. */
export const closedPage = (provider: string): Page => ({ status: 403, title: 'way.closed', lines: [{ key: 'way.closedWhy', values: { provider } }] })

/** Proved again, in a tab of its own. */
export const provedPage: Page = { status: 200, title: 'way.proved', lines: [{ key: 'way.provedWhy' }] }

/** Somebody proved themselves at the provider, but not the one who is signed in here. */
export const otherPersonPage = (provider: string, again: string): Page => ({
  status: 403,
  title: 'way.otherPerson',
  lines: [{ key: 'way.otherPersonWhy', values: { provider } }],
  again,
})

export const nowherePage: Page = { status: 404, title: 'way.nowhere', lines: [{ key: 'way.nowhereWhy' }] }

/** So many came from one network at once that this one has to wait. */
export const hastePage = (waitS: number): Page => ({
  status: 429,
  title: 'way.haste',
  lines: [{ key: 'way.hasteWhy', values: { seconds: String(waitS) } }],
})
