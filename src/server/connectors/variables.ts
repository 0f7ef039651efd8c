import type { VariableValues } from '#contract/query.ts'
import { ServerFault } from '../fault.ts'

/** `${name}` in a text. */
export const reference = /\$\{([A-Za-z_]\w{0,63})\}/g
const whole = /^\$\{([A-Za-z_]\w{0,63})\}$/

const wrong = (name: string, detail: string): ServerFault => new ServerFault('invalid', { detail, field: `variables.${name}` })

/** What the reader chose for a variable, without empty choices. `invalid` when the question brings no such variable. */
export function chosen(name: string, variables: VariableValues): readonly string[] {
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined
  if (value === undefined) throw wrong(name, `\${${name}} has no value`)
  return (typeof value === 'string' ? [value] : value).filter((one) => one !== '')
}

/** The one value of a variable where only one can stand; empty when nothing was chosen. */
export function single(name: string, variables: VariableValues, instead = 'one value'): string {
  const values = chosen(name, variables)
  if (values.length > 1) throw wrong(name, `\${${name}} holds ${values.length} values, needs ${instead}`)
  return values[0] ?? ''
}

/** A value that cannot be written where its variable stands. */
export const unfit = (name: string, value: string, needs: string): ServerFault =>
  wrong(name, `\${${name}} = ${JSON.stringify(value.slice(0, 60))}, needs ${needs}`)

/** Characters with a meaning in RE2, which Prometheus and Alertmanager match with, taken literally. */
export const literalRegex = (value: string): string => value.replace(/[\\.+*?()|[\]{}^$]/g, String.raw`\$&`)

/** A regex that matches exactly the given values; anything when nothing was chosen. */
export function regexOf(values: readonly string[], write: (value: string) => string = literalRegex): string {
  const [first] = values
  if (first === undefined) return '.*'
  return values.length === 1 ? write(first) : `(?:${values.map(write).join('|')})`
}

/** Wanted values per label with variables filled in. Labels without any wanted value do not narrow and are left out. */
export function matchValues(match: Readonly<Record<string, string | readonly string[]>>, variables: VariableValues): ReadonlyMap<string, readonly string[]> {
  const one = (text: string): readonly string[] => {
    const name = whole.exec(text)?.[1]
    return name === undefined ? [text.replace(reference, (_, inner: string) => single(inner, variables))] : chosen(name, variables)
  }
  const filled = Object.entries(match).map(([label, wanted]) => {
    const values = (typeof wanted === 'string' ? [wanted] : wanted).flatMap(one).filter((value) => value !== '')
    return [label, [...new Set(values)]] as const
  })
  return new Map(filled.filter(([, values]) => values.length > 0))
}
