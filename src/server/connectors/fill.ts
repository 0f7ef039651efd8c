import type { VariableValues } from '#contract/query.ts'
import { ServerFault } from '../fault.ts'
import { chosen, literalRegex, reference, regexOf, single, unfit } from './variables.ts'

/** What `$__name` stands for; only names given here may be used. */
export type BuiltIns = Readonly<Record<string, string>>

type Quote = '"' | "'" | '`'

/** Comments, strings, `${variables}` and `$__builtins`, leftmost first: a `#` in a string is no comment and the other way round. */
const tokens = /#[^\n]*|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|`[^`]*`|\$\{([A-Za-z_]\w{0,63})\}|\$__([a-z]+)\b/g
const regexBefore = /[=!|]~\s*$/
const word = /^[A-Za-z_:][\w:]*$/
const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const duration = /^(\d+(ms|[smhdwy]))+$/

const controls: Readonly<Record<string, string>> = { '\n': String.raw`\n`, '\r': String.raw`\r`, '\t': String.raw`\t` }
const hex = (c: string): string => String.raw`\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`

/** A value between quotes of this kind. PromQL escapes as Go does; between backquotes nothing can be escaped. */
export function quotedText(value: string, quote: Quote): string | undefined {
  if (quote === '`') return value.includes('`') ? undefined : value
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is written out
  return value.replace(/[\\\u0000-\u001f\u007f]|["']/g, (c) => (c === '\\' || c === quote ? `\\${c}` : c === '"' || c === "'" ? c : (controls[c] ?? hex(c))))
}

/** A literal in a regex between quotes of this kind. */
const quotedRegex = (value: string, quote: Quote): string => {
  const literal = literalRegex(value)
  return quote === '`' ? literal.replaceAll('`', String.raw`\x60`) : (quotedText(literal, quote) ?? '')
}

function inString(text: string, isRegex: boolean, variables: VariableValues): string {
  // A string token begins with its quote.
  const quote = text[0] as Quote
  return text.replace(reference, (_, name: string) => {
    if (isRegex) return regexOf(chosen(name, variables), (value) => quotedRegex(value, quote))
    const value = single(name, variables, 'one value or =~')
    const written = quotedText(value, quote)
    if (written === undefined) throw unfit(name, value, 'double quotes around it')
    return written
  })
}

function bare(name: string, variables: VariableValues): string {
  const value = single(name, variables)
  if (!word.test(value) && !number.test(value) && !duration.test(value)) throw unfit(name, value, 'a name, number or duration')
  return value
}

/**
 * PromQL or LogQL with variables and built-ins filled in, each the way its place needs: a choice of literals inside `=~`, `!~` and `|~`,
 * an escaped text inside any other string, and outside strings only a name, a number or a duration, so that no value can
 * change what is asked. Comments stay as they are.
 */
export function fillPromql(expr: string, variables: VariableValues, builtIns: BuiltIns): string {
  return expr.replace(tokens, (token: string, name: string | undefined, builtIn: string | undefined, at: number) => {
    if (name !== undefined) return bare(name, variables)
    if (builtIn !== undefined) {
      const value = Object.hasOwn(builtIns, builtIn) ? builtIns[builtIn] : undefined
      if (value === undefined) throw new ServerFault('invalid', { detail: `unknown ${token}`, field: 'query.spec.expr' })
      return value
    }
    return token.startsWith('#') ? token : inString(token, regexBefore.test(expr.slice(0, at)), variables)
  })
}

/** A PromQL duration: whole seconds where it is that, else milliseconds. */
export const durationOf = (ms: number): string => (ms % 1000 === 0 ? `${ms / 1000}s` : `${Math.max(1, Math.round(ms))}ms`)
