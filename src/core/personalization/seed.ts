import { isSessionStart, kindOf } from './profile.ts'
import type { Visit } from './profile.ts'
import type { Prior } from './prior.ts'

type Shares = Readonly<Record<string, number>>

/** What one person adds to what is known of their role: shares of their own, so that everybody weighs the same whatever they do. */
export interface Contribution {
  /** Share of their visits by item. */
  readonly use: Shares
  /** Share of their sessions by item. */
  readonly sessions: Shares
  /** What they opened after an item ('' = at the start of a session), as shares of all they opened after it. */
  readonly next: Readonly<Record<string, Shares>>
}

/** An item or a transition counts from this many people on; fewer could be told apart. */
export const fewestPeople = 5
/** A role speaks for itself from this many active people on. */
export const fewestInRole = 10

type Sums = Map<string, number>
const add = (sums: Sums, key: string, value: number): unknown => sums.set(key, (sums.get(key) ?? 0) + value)
const shares = (sums: Sums): Shares => {
  const total = [...sums.values()].reduce((a, b) => a + b, 0)
  return Object.fromEntries(Array.from(sums, ([key, value]) => [key, value / total]))
}

/** One person's visits, in order of time; repeats within a session count once. */
export function contributionOf(visits: readonly Visit[]): Contribution {
  const use: Sums = new Map()
  const sessions: Sums = new Map()
  const next = new Map<string, Sums>()
  const last = new Map<string, string>()
  let [at, count] = [-Infinity, 0]
  let session = new Map<string, number>()
  const closeSession = (): void => {
    if (session.size > 0) count += 1
    for (const [item, weight] of session) add(sessions, item, weight)
    session = new Map()
  }
  for (const visit of visits) {
    const starts = isSessionStart(at, visit.at)
    at = Math.max(at, visit.at)
    if (starts) {
      closeSession()
      last.clear()
    }
    const trail = kindOf(visit.item) === 'widget' ? 'widget' : 'place'
    const after = last.get(trail) ?? ''
    if (after === visit.item) continue
    const weight = visit.weight ?? 1
    add(use, visit.item, weight)
    session.set(visit.item, Math.max(session.get(visit.item) ?? 0, weight))
    const row = next.get(after) ?? new Map<string, number>()
    next.set(after, row)
    add(row, visit.item, weight)
    last.set(trail, visit.item)
  }
  closeSession()
  return {
    use: shares(use),
    sessions: Object.fromEntries(Array.from(sessions, ([item, weight]) => [item, weight / count])),
    next: Object.fromEntries(Array.from(next, ([after, row]) => [after, shares(row)])),
  }
}

/** Sums over people of one share each, without what fewer than `fewest` of them have. */
function sumOver(people: readonly Shares[], fewest: number): ReadonlyMap<string, number> {
  const sums = new Map<string, { people: number; sum: number }>()
  for (const person of people) {
    for (const [item, share] of Object.entries(person)) {
      const known = sums.get(item) ?? { people: 0, sum: 0 }
      sums.set(item, { people: known.people + 1, sum: known.sum + share })
    }
  }
  return new Map([...sums].flatMap(([item, { people: n, sum }]) => (n >= fewest ? [[item, sum] as const] : [])))
}

/** What is known of a role: nothing that fewer than five people have in common. */
export function buildPrior(role: string, people: readonly Contribution[], fewest = fewestPeople): Prior {
  const use = sumOver(
    people.map((p) => p.use),
    fewest,
  )
  const total = [...use.values()].reduce((a, b) => a + b, 0)
  const sessions = sumOver(
    people.map((p) => p.sessions),
    fewest,
  )
  const rows = new Map<string, Shares[]>()
  for (const person of people) for (const [after, row] of Object.entries(person.next)) rows.set(after, [...(rows.get(after) ?? []), row])
  const next = Array.from(rows, ([after, of]) => [after, Object.fromEntries(sumOver(of, fewest))] as const)
  return {
    v: 1,
    role,
    from: 'people',
    use: Object.fromEntries(Array.from(use, ([item, sum]) => [item, sum / total])),
    sessions: Object.fromEntries(Array.from(sessions, ([item, sum]) => [item, sum / people.length])),
    next: Object.fromEntries(next.filter(([, row]) => Object.keys(row).length > 0)),
  }
}

/** A shipped order of items as a prior: worth less the further down, and nothing is known of what follows what. */
export function presetPrior(role: string, items: readonly string[]): Prior {
  const weights = items.map((item, i) => [item, 1 / (i + 2)] as const)
  const total = weights.reduce((sum, [, w]) => sum + w, 0)
  return { v: 1, role, from: 'preset', use: Object.fromEntries(weights.map(([item, w]) => [item, w / total])), sessions: Object.fromEntries(weights), next: {} }
}

export interface RolePeople {
  readonly role: string
  /** Those active in the last 30 days who let their use count. */
  readonly people: readonly Contribution[]
}

/** The first of a role and its parents that has ten active people; else what is shipped. */
export function choosePrior(levels: readonly RolePeople[], preset: Prior): Prior {
  const level = levels.find((l) => l.people.length >= fewestInRole)
  return level ? buildPrior(level.role, level.people) : preset
}

const inOrder = (entries: readonly (readonly [string, number])[]): readonly string[] =>
  entries.toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([item]) => item)

/** A role's seed: an order of items, without counts, by share of sessions. */
export const seedOf = (prior: Prior): readonly string[] => inOrder(Object.entries(prior.sessions))

export interface UsualPath {
  readonly from: string
  readonly to: string
}

/** What people of a role usually do after what, most usual first, without counts; `from` '' is the start of a session. */
export function usualPaths(prior: Prior, most: number): readonly UsualPath[] {
  const paths = Object.entries(prior.next).flatMap(([from, row]) => Object.entries(row).map(([to, people]) => ({ from, to, people })))
  return paths
    .toSorted((a, b) => b.people - a.people || (a.from < b.from ? -1 : a.from > b.from ? 1 : 0) || (a.to < b.to ? -1 : 1))
    .slice(0, most)
    .map(({ from, to }) => ({ from, to }))
}
