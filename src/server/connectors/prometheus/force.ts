import type { SyntaxNodeRef } from '@lezer/common'
import { parser } from '@prometheus-io/lezer-promql'
import type { Matcher } from '#contract/access.ts'
import { ServerFault } from '../../fault.ts'
import type { Send, Sender, Words } from './ask.ts'
import { quotedText } from '../fill.ts'

interface Change {
  readonly from: number
  readonly to: number
  readonly text: string
}

const written = ({ label, op, value }: Matcher): string => `${label}${op}"${quotedText(value, '"') ?? ''}"`
const refused = (detail: string): ServerFault => new ServerFault('forbidden', { detail })

/** Between backquotes nothing is escaped here and something is elsewhere; between double quotes everybody reads the same. */
const requoted = (literal: string): string | undefined => (literal.startsWith('`') ? `"${quotedText(literal.slice(1, -1), '"') ?? ''}"` : undefined)

/** What a part of the tree has to change; undefined for most. */
function changeAt({ type, from, to, node }: SyntaxNodeRef, text: string, carried: string): Change | undefined {
  if (type.isError) throw refused('matchers are forced here: only PromQL that can be parsed')
  if (type.name === 'LineComment') return { from, to, text: ' ' }
  if (type.name === 'StringLiteral') {
    const again = requoted(text.slice(from, to))
    return again === undefined ? undefined : { from, to, text: again }
  }
  if (type.name !== 'VectorSelector') return undefined
  const braces = node.getChild('LabelMatchers')
  if (!braces) return { from: to, to, text: `{${carried}}` }
  return { from: braces.from + 1, to: braces.from + 1, text: braces.firstChild ? `${carried},` : carried }
}

/**
 * A PromQL expression whose every vector selector carries the matchers. Works on the parsed tree, never on text, and refuses
 * (`forbidden`) what does not parse: what is not understood cannot be held to anything. Comments go and raw strings become
 * ordinary ones, because servers of the same API disagree on where those end.
 */
export function forceMatchers(expr: string, matchers: readonly Matcher[]): string {
  if (matchers.length === 0) return expr
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what may end a comment elsewhere
  const text = expr.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0085\u2028\u2029]/g, ' ')
  const carried = matchers.map(written).join(',')
  const changes: Change[] = []
  parser.parse(text).iterate({
    enter(part) {
      const change = changeAt(part, text, carried)
      if (change) changes.push(change)
    },
  })
  return applied(text, changes)
}

function applied(text: string, changes: readonly Change[]): string {
  let at = 0
  const pieces: string[] = []
  for (const change of changes.toSorted((a, b) => a.from - b.from)) {
    pieces.push(text.slice(at, change.from), change.text)
    at = change.to
  }
  return [...pieces, text.slice(at)].join('')
}

/** A selector of a list of series: exactly one, so that nothing hides beside it. */
function forcedSelector(selector: string, matchers: readonly Matcher[]): string {
  const top = parser.parse(selector).topNode.firstChild
  if (top?.type.name !== 'VectorSelector' || top.nextSibling !== null) throw refused('matchers are forced here: only one selector')
  return forceMatchers(selector, matchers)
}

const texts = (value: string | readonly string[] | undefined): readonly string[] => (value === undefined ? [] : typeof value === 'string' ? [value] : value)

/** Addresses whose answers are held to the matchers by whoever asks them here. */
const filteredByAsker = new Set(['alerts', 'rules', 'metadata', 'status/buildinfo'])

/** Everything that is asked carries the matchers; an address nobody thought of is not asked at all. */
export function forcingSender(send: Sender, matchers: readonly Matcher[]): Sender {
  const forced = (path: string, words: Words): Words => {
    if (path === 'query' || path === 'query_range') return { ...words, query: forceMatchers(texts(words['query'])[0] ?? '', matchers) }
    if (path === 'labels' || path === 'series' || path.startsWith('label/')) {
      const asked = texts(words['match[]'])
      return { ...words, 'match[]': asked.length === 0 ? `{${matchers.map(written).join(',')}}` : asked.map((one) => forcedSelector(one, matchers)) }
    }
    if (filteredByAsker.has(path)) return words
    throw refused(`matchers are forced here: ${path}`)
  }
  const held =
    (how: Send): Send =>
    async (path, words, signal) =>
      how(path, forced(path, words), signal)
  return { get: held(send.get), post: held(send.post) }
}
