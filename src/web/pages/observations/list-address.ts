import { facetNames, sortNames } from '#contract/observations.ts'
import type { SortName } from '#contract/observations.ts'
import type { Choice } from '#web/ui/facets/choice.ts'
import type { ListKind } from './kinds.ts'

/** What is looked at in a list, as its address says it. */
export interface ListLook {
  readonly q: string
  readonly choice: Choice
  readonly show: 'open' | 'all'
  readonly sort: SortName
  readonly down: boolean
}

type Own = Pick<ListKind, 'show' | 'sort' | 'down'>

/** Words stand in their natural order at first, moments and severities the other way round. */
export const isDownFirst = (sort: SortName): boolean => sort === 'start' || sort === 'severity'

const isDownAtFirst = (sort: SortName, own: Own): boolean => (sort === own.sort ? own.down : isDownFirst(sort))

/** Reads the search part of an address; what it does not say, or nobody can read, is the list's own. */
export function readLook(search: string, own: Own): ListLook {
  const params = new URLSearchParams(search)
  const [name = '', way] = (params.get('sort') ?? '').split(' ')
  const sort = sortNames.find((it) => it === name) ?? own.sort
  const show = (['open', 'all'] as const).find((it) => it === params.get('show')) ?? own.show
  const choice = facetNames.flatMap((facet) => {
    const values = [...new Set(params.getAll(facet))]
    return values.length === 0 ? [] : [[facet, values] as const]
  })
  return {
    q: (params.get('q') ?? '').slice(0, 200),
    choice: Object.fromEntries(choice),
    show,
    sort,
    down: way === 'up' ? false : way === 'down' ? true : isDownAtFirst(sort, own),
  }
}

/** The search part for a look, everything else of it kept; what is the list's own is left out. */
export function writeLook(search: string, look: ListLook, own: Own): string {
  const params = new URLSearchParams(search)
  for (const name of ['q', 'show', 'sort', ...facetNames]) params.delete(name)
  if (look.q.trim() !== '') params.set('q', look.q)
  for (const facet of facetNames) for (const value of look.choice[facet] ?? []) params.append(facet, value)
  if (look.show !== own.show) params.set('show', look.show)
  const isUsual = look.down === isDownAtFirst(look.sort, own)
  if (look.sort !== own.sort || !isUsual) params.set('sort', isUsual ? look.sort : `${look.sort} ${look.down ? 'down' : 'up'}`)
  return params.toString()
}
