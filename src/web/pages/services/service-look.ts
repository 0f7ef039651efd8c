import type { ServiceRow } from '#contract/services.ts'
import { marks } from '#contract/severity.ts'
import type { Choice } from '#web/ui/facets/choice.ts'

/** What a list of services can be narrowed by. */
export const facets = ['mark', 'tier', 'team', 'owner', 'site', 'capability'] as const
export type ServiceFacet = (typeof facets)[number]
export const columns = ['name', 'health', 'tier', 'team', 'budget', 'incidents', 'alerts', 'changesWeek', 'automation'] as const
export type ServiceColumn = (typeof columns)[number]

/** What the numbers of operations say of a service over 30 days; null where nothing is known. */
export interface Score {
  readonly health: number | null
  readonly because: string
  readonly budgetLeft: number | null
  readonly incidents: number | null
  readonly medianToResolve: number | null
  readonly changeSuccess: number | null
  readonly automation: number | null
}

export interface ServiceLook {
  readonly q: string
  readonly choice: Choice
  /** Absent: worst first, as the server tells them. */
  readonly sort: ServiceColumn | undefined
  readonly down: boolean
}

const isWord = (column: ServiceColumn): boolean => column === 'name' || column === 'team'
/** Words rise at first, so do tiers, and health: the sick first. Counts fall. */
export const isDownFirst = (column: ServiceColumn): boolean =>
  !isWord(column) && column !== 'tier' && column !== 'health' && column !== 'budget' && column !== 'automation'

export function readLook(search: string): ServiceLook {
  const params = new URLSearchParams(search)
  const [name = '', way] = (params.get('sort') ?? '').split(' ')
  const sort = columns.find((it) => it === name)
  const choice = facets.flatMap((facet) => {
    const values = [...new Set(params.getAll(facet))]
    return values.length === 0 ? [] : [[facet, values] as const]
  })
  const down = sort === undefined ? false : way === 'up' ? false : way === 'down' ? true : isDownFirst(sort)
  return { q: (params.get('q') ?? '').slice(0, 200), choice: Object.fromEntries(choice), sort, down }
}

export function writeLook(search: string, { q, choice, sort, down }: ServiceLook): string {
  const params = new URLSearchParams(search)
  for (const name of ['q', 'sort', ...facets]) params.delete(name)
  if (q.trim() !== '') params.set('q', q)
  for (const facet of facets) for (const value of choice[facet] ?? []) params.append(facet, value)
  if (sort !== undefined) params.set('sort', down === isDownFirst(sort) ? sort : `${sort} ${down ? 'down' : 'up'}`)
  return params.toString()
}

const valueIn = (row: ServiceRow, facet: ServiceFacet): string => String(row[facet] ?? '')
const saysAll = (row: ServiceRow, q: string): boolean => {
  const said = [row.id, row.name, row.description, row.owner, row.team, row.capability].join(' ').toLowerCase()
  return q
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => said.includes(word))
}
const keeps = (row: ServiceRow, choice: Choice, but?: ServiceFacet): boolean =>
  facets.every((facet) => facet === but || choice[facet] === undefined || choice[facet].includes(valueIn(row, facet)))

const markOrder = new Map<string, number>(marks.map((mark, i) => [mark, i]))

export interface Narrowed {
  readonly found: readonly ServiceRow[]
  /** Values of each facet with how many rows would be left, all other facets kept. */
  readonly counts: readonly { readonly facet: ServiceFacet; readonly values: readonly { readonly value: string; readonly count: number }[] }[]
}

export function narrow(rows: readonly ServiceRow[], { q, choice }: Pick<ServiceLook, 'q' | 'choice'>): Narrowed {
  const said = rows.filter((row) => saysAll(row, q))
  const counts = facets.map((facet) => {
    const of = new Map<string, number>((choice[facet] ?? []).map((value) => [value, 0]))
    for (const row of said) if (keeps(row, choice, facet)) of.set(valueIn(row, facet), (of.get(valueIn(row, facet)) ?? 0) + 1)
    const byName = (a: string, b: string): number =>
      facet === 'mark' ? (markOrder.get(a) ?? 9) - (markOrder.get(b) ?? 9) : a.localeCompare(b, undefined, { numeric: true })
    const isOrdered = facet === 'mark' || facet === 'tier'
    const values = [...of].toSorted((a, b) => (isOrdered ? 0 : b[1] - a[1]) || byName(a[0], b[0]))
    return { facet, values: values.map(([value, count]) => ({ value, count })) }
  })
  return { found: said.filter((row) => keeps(row, choice)), counts }
}

type Told = string | number | null | undefined

function valueOf(row: ServiceRow, score: Score | undefined, column: ServiceColumn): Told {
  switch (column) {
    case 'name':
      return (row.name ?? row.id).toLowerCase()
    case 'health':
      return score?.health
    case 'budget':
      return score?.budgetLeft
    case 'automation':
      return score?.automation
    case 'team':
      return (row.team ?? row.owner)?.toLowerCase()
    default:
      return row[column]
  }
}

/** Rows in the order asked for; what is not known stands last either way, equals as the server told them. */
export function sorted(
  rows: readonly ServiceRow[],
  scores: ReadonlyMap<string, Score>,
  { sort, down }: Pick<ServiceLook, 'sort' | 'down'>,
): readonly ServiceRow[] {
  if (sort === undefined) return rows
  const at = (row: ServiceRow): Told => valueOf(row, scores.get(row.id), sort)
  const compare = (a: Told, b: Told): number => {
    if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b, undefined, { numeric: true })
    return Number(a) - Number(b)
  }
  const lacks = (told: Told): number => (told === null || told === undefined || told === '' ? 1 : 0)
  return rows.toSorted((a, b) => {
    const [x, y] = [at(a), at(b)]
    if (lacks(x) + lacks(y) > 0) return lacks(x) - lacks(y)
    return down ? compare(y, x) : compare(x, y)
  })
}
