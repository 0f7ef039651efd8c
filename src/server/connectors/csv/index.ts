import { dsvFormat } from 'd3-dsv'
import * as z from 'zod/mini'
import type { Frame } from '#contract/frame.ts'
import { ServerFault } from '../../fault.ts'
import { Columns, framed } from '../columns.ts'
import type { Column, RawColumn } from '../columns.ts'
import { defineConnector } from '../connector.ts'
import type { OpenSource, SourcePorts } from '../connector.ts'
import { addressOf, addressShape, wholeCredentials } from '../http-address.ts'
import { invalid } from '../read-json.ts'
import { readWhole, wholeAddress } from '../whole-answer.ts'

const separators = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const

const Config = z
  .strictObject({
    ...addressShape,
    ...wholeAddress,
    /** What stands between cells; told from the first line when it is not said. */
    separator: z.optional(z.enum(['comma', 'semicolon', 'tab', 'pipe'])),
  })
  .check(wholeCredentials)
type Config = z.infer<typeof Config>

const Spec = z.object({
  kind: z._default(z.literal('rows'), 'rows'),
  /** Columns wanted, by their heads; all of them when none is named. */
  columns: Columns,
})
type Spec = z.infer<typeof Spec>

const accept = ['text/csv', 'text/tab-separated-values', 'application/csv', 'application/vnd.ms-excel', 'text/plain', 'application/octet-stream']

/** The separator the first line has most of outside quotes. */
function separatorOf(text: string): string {
  const [line = ''] = text.replace(/"[^"]*"/g, '').split('\n', 1)
  const counted = Object.values(separators).map((mark) => [mark, line.split(mark).length] as const)
  return counted.reduce((best, one) => (one[1] > best[1] ? one : best))[0]
}

interface Table {
  readonly heads: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly total: number
}

/** RFC 4180 with any of four separators: heads in the first line, lines without any cell left out. */
export function readTable(text: string, { separator, maxRows }: { readonly separator: string | undefined; readonly maxRows: number }): Table {
  const plain = text.replace(/^\uFEFF/, '')
  if (/^\s*<(!doctype|html)/i.test(plain)) throw invalid('a page of HTML, not CSV')
  let heads: readonly string[] | undefined
  const rows: string[][] = []
  let total = 0
  dsvFormat(separator ?? separatorOf(plain)).parseRows(plain, (row) => {
    if (row.every((cell) => cell === '')) return
    if (heads === undefined) {
      heads = row.map((head, i) => head.trim() || `column ${i + 1}`)
      return
    }
    total += 1
    if (rows.length < maxRows) rows.push(row)
  })
  if (heads === undefined) throw invalid('no line with heads of columns')
  return { heads, rows, total }
}

function columnOf(column: Column, { heads, rows }: Table): RawColumn {
  const at = heads.indexOf(column.from)
  if (at < 0)
    throw new ServerFault('source_query', { detail: `no column ${column.from}; there are ${heads.slice(0, 20).join(', ')}`, field: 'query.spec.columns' })
  return { ...column, cells: rows.map((row) => row[at] ?? null) }
}

function opened(config: Config, ports: SourcePorts): OpenSource<Spec> {
  const table = async (signal: AbortSignal): Promise<Table> => {
    const { text } = await readWhole(config, ports, { accept, signal })
    return readTable(text, { separator: config.separator && separators[config.separator], maxRows: config.maxRows })
  }
  return {
    async query({ columns }, { signal }): Promise<Frame> {
      const found = await table(signal)
      const wanted = columns.length > 0 ? columns : found.heads.map((from) => ({ from }))
      const kept = found.rows.length
      return framed(
        wanted.map((column) => columnOf(column, found)),
        found.total > kept ? { truncated: { what: 'rows', kept, total: found.total } } : {},
      )
    },
    async check(signal) {
      await table(signal)
      return {}
    },
  }
}

/** A table in a file on a web server: CSV with commas, semicolons, tabs or bars. */
export const csv = defineConnector<Config, Spec>({
  kind: 'csv',
  addable: true,
  config: Config,
  spec: Spec,
  address: addressOf,
  can: [],
  measures: {},
  open: opened,
})
