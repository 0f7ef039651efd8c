import { chance } from '#core/estate/chance.ts'
import type { Chance } from '#core/estate/chance.ts'
import { peopleOf } from '#core/estate/people.ts'
import type { Person } from '#core/estate/people.ts'

export interface MadeLog {
  readonly events: string
  readonly users: string
}

export interface MadeSize {
  readonly seed: number
  readonly items: number
  /** Events of each person. */
  readonly events: number
}

const pageOf = (draw: Chance, n: number, items: number, lane: number): number => Math.floor(items * draw.unit(n, lane) ** 3)

/** Three likely things after each, from the seed of whoever's habit it is. */
const habit = (owner: Chance, item: number, roll: number, items: number): number => {
  const place = roll < 0.5 ? 0 : roll < 0.8 ? 1 : 2
  return pageOf(owner, item * 3 + place, items, 7)
}

/**
 * People of the synthetic estate at work: each step goes back to one of the last four, along a habit of the role, along one of their own, or anywhere. Made up,
 * and good for one thing: to see that every ranker finds what was put in.
 */
export function makeLog({ seed, items, events }: MadeSize): MadeLog {
  const people = peopleOf(seed)
  const roles = [...new Set(people.map((p) => p.role))]
  const lines = people.flatMap((person, user) => stepsOf(person, { seed, items, events }).map(([at, item]) => `${user}\t${at}\t${item}`))
  return { events: `${lines.join('\n')}\n`, users: `${people.map((p, user) => `${user}\t${roles.indexOf(p.role)}`).join('\n')}\n` }
}

function stepsOf(person: Person, { seed, items, events }: MadeSize): readonly (readonly [at: number, item: number])[] {
  const role = chance(seed, 'role habit', person.role)
  const own = chance(seed, 'own habit', person.id)
  const draw = chance(seed, 'steps', person.id)
  const steps: [number, number][] = []
  let [at, item] = [1_750_000_000 + draw.int(0, 86_400, 1), 0]
  let recent: readonly number[] = []
  for (let n = 0; steps.length < events; n += 1) {
    const pause = draw.unit(n, 2) < 0.03
    at += pause ? 3600 + draw.int(n, 50_000, 3) : 20 + draw.int(n, 240, 4)
    const way = draw.unit(n, 5)
    const roll = draw.unit(n, 6)
    const next = pause
      ? habit(role, items, roll, items)
      : way < 0.35
        ? (recent[1 + Math.floor(roll * 3)] ?? 0)
        : way < 0.62
          ? habit(role, item, roll, items)
          : way < 0.9
            ? habit(own, item, roll, items)
            : pageOf(draw, n, items, 8)
    if (next === item && !pause) continue
    item = next
    recent = [item, ...recent.filter((i) => i !== item)].slice(0, 4)
    steps.push([at, item])
  }
  return steps
}
