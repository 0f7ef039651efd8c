import type { JSONValue } from 'json-p3'
import type { Frame } from '#contract/frame.ts'
import { ServerFault } from '../../fault.ts'
import { framed } from '../columns.ts'
import { defineConnector } from '../connector.ts'
import type { Ask, OpenSource, SourcePorts } from '../connector.ts'
import { addressOf } from '../http-address.ts'
import { isRecord, readJson } from '../read-json.ts'
import { reference, single } from '../variables.ts'
import { readWhole } from '../whole-answer.ts'
import { Config, Spec } from './config.ts'
import { createPager } from './paging.ts'
import { columnsOf, rowsOf } from './rows.ts'

const accept = ['application/json']

/** Values for the parameters of a widget; only those the source allows, and each only as a value. */
function paramsOf(
  params: Spec['params'],
  allowed: readonly string[],
  { range, variables }: Pick<Ask, 'range' | 'variables'>,
): Readonly<Record<string, string>> {
  const filled = Object.entries(params).map(([name, text]) => {
    if (!allowed.includes(name))
      throw new ServerFault('invalid', {
        detail: `${name} is not among the parameters of this source: ${allowed.join(', ') || 'none'}`,
        field: 'query.spec.params',
      })
    const value = text
      .replace(/\$__from\b/g, String(range.from))
      .replace(/\$__to\b/g, String(range.to))
      .replace(reference, (_, variable: string) => single(variable, variables))
    return [name, value] as const
  })
  return Object.fromEntries(filled.filter(([, value]) => value !== ''))
}

/** Says what there is instead where a path finds nothing. */
function nothingThere(answer: JSONValue, path: string): string {
  const there = isRecord(answer)
    ? `the answer holds ${Object.keys(answer).slice(0, 12).join(', ') || 'nothing'}`
    : `the answer is ${Array.isArray(answer) ? 'a list' : 'one value'}`
  return `${path} finds nothing; ${there}`
}

function opened(config: Config, ports: SourcePorts): OpenSource<Spec> {
  const read = async (params: Readonly<Record<string, string>>, signal: AbortSignal): Promise<JSONValue> => {
    const { text } = await readWhole(config, ports, { accept, search: params, signal })
    // What JSON.parse gives is JSON.
    return readJson(text) as JSONValue
  }

  const all = async (spec: Spec, params: Readonly<Record<string, string>>, signal: AbortSignal) => {
    const pager = createPager(config.paging)
    const rows: JSONValue[] = []
    const notices: string[] = []
    for (let page = 0; ; page += 1) {
      const answer = await read({ ...params, ...pager.params() }, signal)
      const { rows: found, isThere } = rowsOf(answer, spec.rows, config.maxRows - rows.length)
      if (page === 0 && !isThere) notices.push(nothingThere(answer, spec.rows))
      rows.push(...found)
      const isFull = rows.length > config.maxRows
      const goesOn = pager.next(answer, found)
      if (isFull || !goesOn || page + 1 >= config.maxPages) return { rows: rows.slice(0, config.maxRows), notices, isCut: isFull || goesOn }
    }
  }

  return {
    async query(spec, ask): Promise<Frame> {
      const { rows, notices, isCut } = await all(spec, paramsOf(spec.params, config.params, ask), ask.signal)
      return framed(columnsOf(rows, spec.columns), {
        ...(notices.length > 0 && { notices }),
        ...(isCut && { truncated: { what: 'rows', kept: rows.length } }),
      })
    },
    async check(signal) {
      await read({}, signal)
      return {}
    },
  }
}

/** Any web service that answers in JSON, read as a table. */
export const httpJson = defineConnector<Config, Spec>({
  kind: 'http-json',
  addable: true,
  config: Config,
  spec: Spec,
  address: addressOf,
  can: [],
  measures: {},
  open: opened,
})
