import type { Query, QueryRequest, VariableValues } from '#contract/query.ts'
import { canonicalJson } from './canonical-json.ts'

const reference = /\$\{([A-Za-z_]\w{0,63})\}/g

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(stringsIn)
}

/** Names of the variables a query refers to as `${name}`, anywhere in its spec, each once, in alphabetical order. */
export function usedVariables(query: Query): readonly string[] {
  const names = stringsIn(query.spec).flatMap((text) => Array.from(text.matchAll(reference), (m) => m[1] ?? ''))
  return [...new Set(names)].toSorted()
}

/** The values a query can see at all. */
export function valuesFor(query: Query, values: VariableValues): VariableValues {
  const used = new Set(usedVariables(query))
  return Object.fromEntries(Object.entries(values).filter(([name]) => used.has(name)))
}

/**
 * Text with every `${name}` filled in by `write`, which does the escaping of the language the text is in. A name without
 * a value is left as it stands, so that the source names it in its complaint.
 */
export const fillVariables = (text: string, values: VariableValues, write: (value: string | readonly string[]) => string): string =>
  text.replace(reference, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    return value === undefined ? whole : write(value)
  })

/** The same text for the same question: variables the query does not use and the order of keys make no difference. */
export const queryKey = (request: QueryRequest): string => canonicalJson({ ...request, variables: valuesFor(request.query, request.variables) })
