import type { Matcher } from '#contract/access.ts'
import { valuesOf } from '#core/policy/matchers.ts'
import { ServerFault } from '../fault.ts'

type Match = ReadonlyMap<string, readonly string[]>

/** A value nothing has: what contradicts itself matches nothing, while no value at all would match everything. */
const nothing = '\0\0nothing'

/**
 * What is forced as wanted values per label, for sources that compare values and know no patterns. `forbidden` for a pattern
 * that is no list of values and for an empty one: neither can be kept here, and letting it through would show too much.
 */
export function forcedValues(matchers: readonly Matcher[]): Match {
  const values = new Map<string, readonly string[]>()
  for (const matcher of matchers) {
    const listed = valuesOf(matcher)
    if (!listed || listed.includes(''))
      throw new ServerFault('forbidden', { detail: `forced ${matcher.label}${matcher.op}${JSON.stringify(matcher.value)}: needs a list of values here` })
    values.set(matcher.label, within(values.get(matcher.label), listed))
  }
  return values
}

function within(asked: readonly string[] | undefined, forced: readonly string[]): readonly string[] {
  if (asked === undefined || asked.length === 0) return forced
  const both = asked.filter((value) => forced.includes(value))
  return both.length > 0 ? both : [nothing]
}

/** What somebody asks for, within what is forced on them. */
export function heldTo(match: Match, forced: Match): Match {
  return new Map([...match, ...[...forced].map(([label, values]) => [label, within(match.get(label), values)] as const)])
}
