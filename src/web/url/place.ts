/** Where a person is. Every place has one address and every address one place. */
export type Place =
  | { readonly page: 'home' }
  | { readonly page: 'dashboards' }
  | { readonly page: 'dashboard'; readonly id: string }
  | { readonly page: 'sources' }
  | { readonly page: 'newSource'; readonly kind?: string }
  | { readonly page: 'source'; readonly id: string }
  | { readonly page: 'account' }
  | { readonly page: 'learned' }
  | { readonly page: 'seeds'; readonly role: string }
  | { readonly page: 'people' }
  | { readonly page: 'roles' }
  | { readonly page: 'tokens' }
  | { readonly page: 'audit' }
  | { readonly page: 'alerts' }
  | { readonly page: 'incidents' }
  | { readonly page: 'changes' }
  | { readonly page: 'tickets' }
  | { readonly page: 'findings' }
  | { readonly page: 'automation' }
  /** `at`: when it began, epoch ms: sources without an index find it faster. */
  | { readonly page: 'observation'; readonly id: string; readonly at?: number }
  | { readonly page: 'services' }
  | { readonly page: 'service'; readonly id: string }
  | { readonly page: 'run'; readonly id: string }
  /** `about`: what it starts from, a Subject as JSON. */
  | { readonly page: 'newRun'; readonly workflow: string; readonly about?: string }
  | { readonly page: 'missing'; readonly path: string }

export type PageName = Place['page']

export function pathOf(place: Place): string {
  switch (place.page) {
    case 'home':
      return '/'
    case 'dashboards':
    case 'alerts':
    case 'incidents':
    case 'changes':
    case 'tickets':
    case 'findings':
    case 'automation':
    case 'services':
      return `/${place.page}`
    case 'observation':
      return `/observations/${encodeURIComponent(place.id)}${place.at === undefined ? '' : `/${place.at}`}`
    case 'service':
      return `/services/${encodeURIComponent(place.id)}`
    case 'dashboard':
      return `/d/${encodeURIComponent(place.id)}`
    case 'sources':
      return '/sources'
    case 'newSource':
      return place.kind === undefined ? '/sources/new' : `/sources/new/${encodeURIComponent(place.kind)}`
    case 'source':
      return `/sources/at/${encodeURIComponent(place.id)}`
    case 'account':
      return '/account'
    case 'learned':
      return '/account/learned'
    case 'seeds':
      return `/administration/roles/${encodeURIComponent(place.role)}`
    case 'people':
    case 'roles':
    case 'tokens':
    case 'audit':
      return `/administration/${place.page}`
    case 'run':
      return `/runs/${encodeURIComponent(place.id)}`
    case 'newRun':
      return `/runs/new/${encodeURIComponent(place.workflow)}${place.about === undefined ? '' : `/${encodeURIComponent(place.about)}`}`
    case 'missing':
      return place.path
    default:
      return place satisfies never
  }
}

const lists = ['dashboards', 'alerts', 'incidents', 'changes', 'tickets', 'findings', 'automation', 'services'] as const
const listOf = (name: string): (typeof lists)[number] | undefined => lists.find((one) => one === name)

const administration = ['people', 'roles', 'tokens', 'audit'] as const
const administrationOf = (name: string | undefined): (typeof administration)[number] | undefined => administration.find((one) => one === name)

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

function runPlace(second: string | undefined, third: string | undefined, more: readonly (string | undefined)[]): Place | undefined {
  const [about, ...rest] = more
  if (second === undefined || rest.length > 0) return undefined
  if (second !== 'new') return third === undefined ? { page: 'run', id: second } : undefined
  return third === undefined ? undefined : { page: 'newRun', workflow: third, ...(about !== undefined && { about }) }
}

export function placeOf(path: string): Place {
  const [first, second, third, ...more] = path.split('/').filter(Boolean).map(decoded)
  const missing: Place = { page: 'missing', path }
  if (first === 'runs') return runPlace(second, third, more) ?? missing
  if (more.length > 0) return missing
  if (first === undefined) return path === '/' || path === '' ? { page: 'home' } : missing
  const list = second === undefined ? listOf(first) : undefined
  if (list) return { page: list }
  if (first === 'observations' && second !== undefined && /^\d{0,16}$/.test(third ?? ''))
    return { page: 'observation', id: second, ...(third !== undefined && { at: Number(third) }) }
  if (first === 'services' && second !== undefined && third === undefined) return { page: 'service', id: second }
  if (first === 'd' && second !== undefined && third === undefined) return { page: 'dashboard', id: second }
  if (first === 'account' && second === undefined) return { page: 'account' }
  if (first === 'account' && second === 'learned' && third === undefined) return { page: 'learned' }
  if (first === 'administration' && second === 'roles' && third !== undefined) return { page: 'seeds', role: third }
  const administered = first === 'administration' && third === undefined ? administrationOf(second) : undefined
  if (administered) return { page: administered }
  if (first !== 'sources') return missing
  if (second === undefined) return { page: 'sources' }
  if (second === 'new') return third === undefined ? { page: 'newSource' } : { page: 'newSource', kind: third }
  return second === 'at' && third !== undefined ? { page: 'source', id: third } : missing
}
