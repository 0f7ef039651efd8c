import type { Matcher } from '#contract/access.ts'

/** Characters with a meaning in RE2, taken literally. */
const literal = (value: string): string => value.replace(/[\\.+*?()|[\]{}^$]/g, String.raw`\$&`)

/** Alternatives of a pattern that is nothing but literals, e.g. `a|b\.c`; undefined for any other pattern. */
function literals(pattern: string): readonly string[] | undefined {
  const pieces: string[] = ['']
  for (const [token] of pattern.matchAll(/\\[^]|[^]/g)) {
    if (token === '|') pieces.push('')
    else if (/^\\[^\w\s]$/.test(token)) pieces.push((pieces.pop() ?? '') + token.slice(1))
    else if (/^[^\\.+*?()[\]{}^$]$/.test(token)) pieces.push((pieces.pop() ?? '') + token)
    else return undefined
  }
  return pieces
}

/** Values a matcher lets through, where they can be listed; undefined for a pattern only a regex engine can tell. */
export const valuesOf = ({ op, value }: Matcher): readonly string[] | undefined => (op === '=' ? [value] : literals(value))

/** Whether something with these labels passes; a label that is not there is empty. A pattern that is no list of values lets nothing through. */
export const passes = (matchers: readonly Matcher[], labelOf: (name: string) => string | undefined): boolean =>
  matchers.every((matcher) => valuesOf(matcher)?.includes(labelOf(matcher.label) ?? '') ?? false)

const keyOf = ({ label, op, value }: Matcher): string => JSON.stringify([label, op, value])
/** As alternatives of one pattern. A flag such as (?i) must not reach from one into the next. */
const alternatives = (matcher: Matcher): readonly string[] => valuesOf(matcher)?.map(literal) ?? [`(?:${matcher.value})`]

type Conjunction = readonly Matcher[]

const without = (all: Conjunction, keys: ReadonlySet<string>): Conjunction => all.filter((m) => !keys.has(keyOf(m)))
const isWithin = (wide: Conjunction, narrow: Conjunction): boolean => without(wide, new Set(narrow.map(keyOf))).length === 0

/** Two that differ in one matcher of one label, as one; undefined for any other two. */
function joined(a: Conjunction, b: Conjunction): Conjunction | undefined {
  const [onlyA, onlyB] = [without(a, new Set(b.map(keyOf))), without(b, new Set(a.map(keyOf)))]
  const [x, y] = [onlyA[0], onlyB[0]]
  if (onlyA.length !== 1 || onlyB.length !== 1 || !x || !y || x.label !== y.label) return undefined
  const value = [...new Set([...alternatives(x), ...alternatives(y)])].join('|')
  return a.map((m) => (m === x ? { label: x.label, op: '=~', value } : m))
}

/** The first two that can be one, made one; undefined when none can. */
function joinOnce(all: readonly Conjunction[]): readonly Conjunction[] | undefined {
  for (const [i, a] of all.entries()) {
    for (const [j, b] of all.entries()) {
      if (i === j) continue
      const rest = (): readonly Conjunction[] => all.filter((_, at) => at !== i && at !== j)
      if (isWithin(a, b)) return all.filter((_, at) => at !== j)
      const one = i < j ? joined(a, b) : undefined
      if (one) return [...all.slice(0, i), one, ...rest().filter((c) => all.indexOf(c) > i)]
    }
  }
  return undefined
}

/**
 * What several sets of matchers let through together, as one set: a wider one swallows a narrower, and two that differ in one
 * label become a choice of its values. Where that cannot be said in one set, the first given stands: never more than granted.
 */
export const widest = (sets: readonly Conjunction[]): Conjunction => together(sets).matchers

/** The same, and whether it is all of what the sets let through. */
export function together(sets: readonly Conjunction[]): { readonly matchers: Conjunction; readonly whole: boolean } {
  if (sets.some((set) => set.length === 0)) return { matchers: [], whole: true }
  let all: readonly Conjunction[] = sets.map((set) => [...new Map(set.map((m) => [keyOf(m), m])).values()])
  for (let next = joinOnce(all); next; next = joinOnce(all)) all = next
  return { matchers: all[0] ?? [], whole: all.length < 2 }
}
