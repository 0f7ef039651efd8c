import { JSONPathEnvironment, JSONPathError } from 'json-p3'
import type { JSONPathQuery, JSONValue } from 'json-p3'
import { ServerFault } from '../../fault.ts'

const environment = new JSONPathEnvironment()
// A regular expression of a stranger's could keep the whole server busy; comparing is enough to pick rows.
environment.functionRegister.delete('match')
environment.functionRegister.delete('search')

/** Each `..` walks everything below; two of them walk it for every place the first one found. */
const descents = /\.\./g

/** A JSONPath (RFC 9535) without regular expressions and with one `..` at most; `invalid` names what cannot be read in it. */
export function compilePath(path: string, field: string): JSONPathQuery {
  if ((path.match(descents) ?? []).length > 1) throw new ServerFault('invalid', { detail: `${path}: one .. at most`, field })
  try {
    return environment.compile(path)
  } catch (error) {
    if (error instanceof JSONPathError) throw new ServerFault('invalid', { detail: `${path}: ${error.message}`.slice(0, 300), field })
    throw error
  }
}

/** What the path finds, at most so much. */
export function* found(query: JSONPathQuery, value: JSONValue, most: number): Generator<JSONValue> {
  let left = most
  for (const node of query.lazyQuery(value)) {
    if (left <= 0) return
    left -= 1
    yield node.value
  }
}
