import { mostNames } from '#contract/names.ts'
import type { FoundName } from '#contract/names.ts'
import type { Role } from '#contract/identity.ts'
import type { Actor } from '#core/policy/actor.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import type { StoredPerson } from '../store/identity.ts'
import { attempt, createThrottle } from './throttle.ts'

/** Questions one person may ask in a minute: fast typing, and nothing that reads a directory of thousands. */
const perMinute = 60

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** How well a name fits what was typed: 0 from its beginning, 1 from the beginning of a later word; undefined when it does not. */
function fit(name: string, query: string): number | undefined {
  const text = plain(name)
  if (text.startsWith(query)) return 0
  return new RegExp(`[^\\p{L}\\p{N}]${query.replace(/[\\^$.*+?()[\]{}|-]/g, String.raw`\$&`)}`, 'u').test(text) ? 1 : undefined
}

/** Names that fit, the best first, then by the alphabet. */
export function namesFor(
  query: string,
  people: readonly Pick<StoredPerson, 'id' | 'name' | 'teams' | 'disabled'>[],
  roles: readonly Pick<Role, 'id' | 'name'>[],
): readonly FoundName[] {
  const there = people.filter((p) => !p.disabled)
  const all: readonly FoundName[] = [
    ...there.map(({ id, name }): FoundName => ({ kind: 'person', id, name })),
    ...roles.map(({ id, name }): FoundName => ({ kind: 'role', id, name })),
    ...[...new Set(there.flatMap((p) => p.teams))].map((team): FoundName => ({ kind: 'team', id: team, name: team })),
  ]
  const asked = plain(query.trim())
  return all
    .flatMap((one) => {
      const how = fit(one.name, asked)
      return how === undefined ? [] : [{ one, how }]
    })
    .toSorted((a, b) => a.how - b.how || a.one.name.localeCompare(b.one.name) || (a.one.id < b.one.id ? -1 : 1))
    .slice(0, mostNames)
    .map(({ one }) => one)
}

/** Finds whom something can be shared with, at the pace of somebody typing. */
export function createNames({ store, clock }: Pick<Ports, 'store' | 'clock'>, isOn: boolean) {
  const throttle = createThrottle(perMinute, () => clock.now())
  return async (actor: Actor, query: string): Promise<readonly FoundName[]> => {
    if (!isOn) throw new ServerFault('forbidden', { detail: 'names are not told here' })
    attempt(throttle, `${actor.kind} ${actor.id}`)
    const [people, roles] = await Promise.all([store.people.list(), store.roles.list()])
    return namesFor(query, people, roles)
  }
}
