import type { Narrowing } from '../connector.ts'
import { isRecord, needList, needRecord, needText, needTexts, textOf } from '../read-json.ts'
import { seconds } from './ask.ts'
import type { Sender, Words } from './ask.ts'

/** More names than anybody scrolls through. */
const maxNames = 10_000

function search({ match, range }: Narrowing): Words {
  return {
    ...(match !== undefined && { 'match[]': match }),
    ...(range && { start: seconds(range.from), end: seconds(range.to) }),
  }
}

const names = (data: unknown): readonly string[] =>
  needList(data, 'data')
    .slice(0, maxNames)
    .map((name) => needText(name, 'name'))

/** A label name as the path carries it: names beyond the classic letters travel in Prometheus' own escaping. */
export function pathName(name: string): string {
  if (/^[a-zA-Z_]\w*$/.test(name)) return name
  const escaped = Array.from(name, (c) => (c === '_' ? '__' : /[a-zA-Z0-9:]/.test(c) ? c : `_${(c.codePointAt(0) ?? 0).toString(16).toUpperCase()}_`))
  return `U__${escaped.join('')}`
}

export async function labels(send: Sender, narrowing: Narrowing): Promise<readonly string[]> {
  return names((await send.get('labels', search(narrowing), narrowing.signal)).data)
}

export async function labelValues(send: Sender, label: string, narrowing: Narrowing): Promise<readonly string[]> {
  return names((await send.get(`label/${pathName(label)}/values`, search(narrowing), narrowing.signal)).data)
}

/** Label sets; without a selector, the targets there are. */
export async function series(send: Sender, narrowing: Narrowing): Promise<readonly Readonly<Record<string, string>>[]> {
  const { data } = await send.get('series', search({ ...narrowing, match: narrowing.match ?? 'up' }), narrowing.signal)
  return needList(data, 'data').map((set) => needTexts(set, 'series'))
}

const suffixes = ['', '_bucket', '_sum', '_count', '_total', '_info', '_created']

/** Metadata of the metrics the asker may see at all: it has no selectors of its own, so the names are asked first. */
export async function visibleMetadata(send: Sender, signal: AbortSignal) {
  const visible = new Set(await labelValues(send, '__name__', { signal }))
  return (await metadata(send, signal)).filter(({ metric }) => suffixes.some((suffix) => visible.has(metric + suffix)))
}

/** Type, help and unit of scraped metrics. Back-filled ones have none, and some servers keep none at all. */
export async function metadata(send: Sender, signal: AbortSignal) {
  const { data } = await send.get('metadata', { limit: String(maxNames) }, signal)
  return Object.entries(needRecord(data, 'data')).flatMap(([metric, entries]) => {
    const [first] = needList(entries, metric)
    if (!isRecord(first)) return []
    return [{ metric, type: textOf(first['type']) ?? 'unknown', help: textOf(first['help']) ?? '', unit: textOf(first['unit']) ?? '' }]
  })
}
