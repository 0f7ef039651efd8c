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

/** What Prometheus says against a query as a whole, without a caret that would show where. */
const whole: readonly (readonly [RegExp, TextKey])[] = [
  [/^(?:unclosed left \w+|unexpected end of input|no expression found in input|unterminated )/, 'query.says.unfinished'],
  [/^unexpected (?:character: |identifier |number |string |keyword )?(.+?)(?: in [a-z].*|, expected .*)?$/, 'query.says.unexpected'],
  [/^unknown function with name "([^"]+)"/, 'query.says.noFunction'],
  [/^vector selector must contain at least one non-empty matcher/, 'query.says.noMatcher'],
  [/^(?:bad duration syntax|not a valid duration string): (".*")/, 'query.says.duration'],
  [/^invalid expression type "matrix" for range query/, 'query.says.overTime'],
  [/error parsing regexp/, 'query.says.pattern'],
  [/many-to-many matching not allowed|must be explicit \(group_left\/group_right\)/, 'query.says.match'],
  [/cannot contain metrics with the same labelset/, 'query.says.sameLabels'],
  [/would load too many samples|exceeded maximum resolution/, 'query.says.tooMuch'],
]

/** The same in the words of the library of the editor, which calls the types by their short names. */
const asTheLibrary = (detail: string): string =>
  detail
    .replace(/^(?:invalid parameter "query": )?(?:\d+:\d+: )?(?:parse error: )?/, '')
    .replaceAll('instant vector', 'vector')
    .replaceAll('range vector', 'matrix')
    .trim()

/** What a Prometheus said against a query in the reader's words; undefined for what has none of ours. */
export function plainWords(detail: string, text: Text): string | undefined {
  const said = asTheLibrary(detail)
  for (const [pattern, key] of [...known, ...whole]) {
    const found = pattern.exec(said)
    if (found) return text(key, { a: found[1] ?? '', b: found[2] ?? '', c: found[3] ?? '' })
  }
  return undefined
}
