import type { Text } from '#web/i18n/text.ts'
import type { TextKey } from '#locales/chapter.ts'

/** What the library finds most often, and its words in ours; groups become the arguments `a`, `b` and `c`. */
const known: readonly (readonly [RegExp, TextKey])[] = [
  [/^function not defined$/, 'query.promql.noFunction'],
  [/^expected type (\w+) in call to function "([^"]+)", got (\w+)$/, 'query.promql.type'],
  [/^expected type (\w+) in (aggregation [a-z]+), got (\w+)$/, 'query.promql.typeHere'],
  [/^expected (\d+) argument\(s\) in call to "([^"]+)", got (\d+)$/, 'query.promql.arguments'],
  [/^expected at least (\d+) argument\(s\) in call to "([^"]+)", got (\d+)$/, 'query.promql.leastArguments'],
  [/^expected at most (\d+) argument\(s\) in call to "([^"]+)", got (\d+)$/, 'query.promql.mostArguments'],
  [/^left or right expression is missing in binary expression$/, 'query.promql.side'],
]

/** A finding of the library in the reader's words; a rarer one in its own, marked as what PromQL says. */
export function saidOf(message: string, text: Text): string {
  for (const [pattern, key] of known) {
    const found = pattern.exec(message)
    if (found) return text(key, { a: found[1] ?? '', b: found[2] ?? '', c: found[3] ?? '' })
  }
  return text('query.promql.other', { words: message })
}
