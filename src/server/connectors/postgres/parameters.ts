import type { TimeRange } from '#contract/time.ts'
import type { VariableValues } from '#contract/query.ts'
import { ServerFault } from '../../fault.ts'
import { chosen } from '../variables.ts'

export interface Parametrized {
  readonly text: string
  readonly values: readonly (string | null)[]
  /** Where in the SQL as it was given stands what is at this place of `text`; a value is where its variable begins. */
  origin(at: number): number
}

/** Comments, texts of every kind, names in quotes, `${variables}` and `$__moments`, leftmost first. */
const tokens =
  /--[^\n]*|\/\*[^]*?(?:\*\/|$)|[eE]'(?:\\[^]|''|[^'\\])*'|'(?:''|[^'])*'|"(?:""|[^"])*"|\$([A-Za-z_]\w*)?\$[^]*?\$\1\$|\$\{([A-Za-z_]\w{0,63})\}|\$__([a-z]+)\b|\$(\d+)/g

const wrong = (detail: string): ServerFault => new ServerFault('invalid', { detail, field: 'query.spec.sql' })

/**
 * SQL with `$1`, `$2`... where `${variables}` and built-in moments stood, and their values apart: no value can become part of
 * the query. Several choices of one variable become several values, for `in (${name})`; none becomes null, which is in nothing.
 */
export function parametrize(sql: string, variables: VariableValues, { from, to }: TimeRange): Parametrized {
  const values: (string | null)[] = []
  const place = (value: string | null): string => `$${values.push(value)}`
  const moved: { readonly at: number; readonly length: number; readonly from: number; readonly fromLength: number }[] = []
  const moments: Readonly<Record<string, number>> = { from, to }
  const written = (token: string, variable: string | undefined, moment: string | undefined, numbered: string | undefined): string => {
    if (variable !== undefined) return chosen(variable, variables).map(place).join(', ') || place(null)
    if (moment !== undefined) {
      const at = Object.hasOwn(moments, moment) ? moments[moment] : undefined
      if (at === undefined) throw wrong(`unknown ${token}; there are $__from and $__to`)
      return `${place(new Date(at).toISOString())}::timestamptz`
    }
    if (numbered !== undefined) throw wrong(`${token} has no value; write \${name} for a variable`)
    const quoted = /\$\{\w+\}|\$__(from|to)\b/.exec(token)?.[0]
    const isComment = token.startsWith('--') || token.startsWith('/*')
    if (quoted !== undefined && !isComment) throw wrong(`${quoted} stands inside quotes; it is a value and needs none`)
    return token
  }
  let text = ''
  let behind = 0
  for (const { 0: token, 2: variable, 3: moment, 4: numbered, index } of sql.matchAll(tokens)) {
    text += sql.slice(behind, index)
    const made = written(token, variable, moment, numbered)
    if (made !== token) moved.push({ at: text.length, length: made.length, from: index, fromLength: token.length })
    text += made
    behind = index + token.length
  }
  text += sql.slice(behind)
  const origin = (at: number): number => {
    const last = moved.findLast((one) => one.at <= at)
    if (!last) return at
    return at < last.at + last.length ? last.from : at - last.at - last.length + last.from + last.fromLength
  }
  return { text, values, origin }
}
