import type { Matcher as Forced } from '#contract/access.ts'
import type { VariableValues } from '#contract/query.ts'
import type { SilenceMatcher } from '#contract/run.ts'
import { ServerFault } from '../../fault.ts'
import { chosen, literalRegex, reference, regexOf, single } from '../variables.ts'

interface Matcher {
  readonly name: string
  readonly operator: '=' | '!=' | '=~' | '!~'
  readonly value: string
}

/** A name, or a quoted one for names beyond the classic letters; an operator; a value, quoted or not. */
const form = /^\s*([a-zA-Z_:][\w:]*|"(?:[^"\\]|\\.)+")\s*(=~|!=|!~|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^"]*?))\s*$/s
const onlyVariable = /^\$\{([A-Za-z_]\w{0,63})\}$/

const unescaped = (text: string): string => text.replace(/\\(.)/gs, (_, c: string) => (c === 'n' ? '\n' : c))
const quoted = (text: string): string =>
  `"${text
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`)}"`

function parsed(text: string): Matcher {
  const [, name, operator, inQuotes, bare] = form.exec(text) ?? []
  if (name === undefined || operator === undefined) throw new ServerFault('invalid', { detail: `matcher ${text.slice(0, 100)}`, field: 'query.spec.match' })
  // The expression lets no other operator through.
  return { name, operator: operator as Matcher['operator'], value: inQuotes === undefined ? (bare ?? '') : unescaped(inQuotes) }
}

const written = ({ name, operator, value }: Matcher): string => `${name}${operator}${quoted(value)}`

/** A forced matcher as Alertmanager reads it. */
export const writtenMatcher = ({ label, op, value }: Forced): string => written({ name: label, operator: op, value })

/** A matcher of a silence as a filter of alerts. */
export const quotedMatcher = ({ name, op, value }: SilenceMatcher): string => written({ name, operator: op, value })

/**
 * One matcher as Alertmanager reads it, its variables filled in. `service="${service}"` with several choices becomes a
 * regex of them, and with none it narrows nothing: undefined.
 */
export function fillMatcher(text: string, variables: VariableValues): string | undefined {
  const matcher = parsed(text)
  const { operator, value } = matcher
  if (operator === '=~' || operator === '!~') {
    return written({ ...matcher, value: value.replace(reference, (_, name: string) => regexOf(chosen(name, variables))) })
  }
  const name = onlyVariable.exec(value)?.[1]
  if (name === undefined) return written({ ...matcher, value: value.replace(reference, (_, inner: string) => single(inner, variables)) })
  const values = chosen(name, variables)
  const [first] = values
  if (first === undefined) return undefined
  if (values.length === 1) return written({ ...matcher, value: first })
  return written({ ...matcher, operator: operator === '=' ? '=~' : '!~', value: values.map(literalRegex).join('|') })
}

/** Filters of a question, ready to be sent. */
export const fillMatchers = (all: readonly string[], variables: VariableValues): readonly string[] => all.flatMap((text) => fillMatcher(text, variables) ?? [])

/** Takes `{a="b", c=~"d"}` apart, with or without its braces; a comma in quotes parts nothing. */
export function splitMatchers(selector: string): readonly string[] {
  const inner = selector.trim().replace(/^\{(.*)\}$/s, '$1')
  return Array.from(inner.matchAll(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/gs), (m) => m[0].trim()).filter((one) => one !== '')
}
