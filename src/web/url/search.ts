import * as z from 'zod/mini'
import { TimePoint } from '#contract/time.ts'
import type { RangeSpec } from '#contract/time.ts'
import { hour, parseDuration, printDuration } from '#core/time/duration.ts'
import { isZone } from '#core/time/zone.ts'

/** What the address says beside the path. Absent means: the dashboard's or the person's own choice. */
export interface UrlState {
  readonly range?: RangeSpec
  /** Milliseconds between refreshes; 0 = only by hand. */
  readonly refreshMs?: number
  readonly paused: boolean
  readonly zone?: string
  readonly variables: Readonly<Record<string, readonly string[]>>
  /** Parameters that could not be read, as they stand in the address. */
  readonly unread: readonly { readonly name: UrlName; readonly value: string }[]
}

export type UrlName = 'from' | 'to' | 'refresh' | 'zone'

/** Faster than this would only burden the sources. */
export const leastRefreshMs = 1000
const mostRefreshMs = 24 * hour

/** `30s`, `5m`, `1h` or `off`. */
export function parseRefresh(words: string): number | undefined {
  if (words === 'off') return 0
  const ms = parseDuration(words)
  return ms !== undefined && ms >= leastRefreshMs && ms <= mostRefreshMs ? ms : undefined
}

export const printRefresh = (ms: number): string => (ms === 0 ? 'off' : printDuration(ms))

/** Has the contract's form and is a moment there is: the form alone allows 30 February. */
export function isPoint(words: string): boolean {
  if (!z.safeParse(TimePoint, words).success) return false
  return words.startsWith('now') || Number.isFinite(/^\d+$/.test(words) ? Number(words) : Date.parse(words))
}

function readRange(params: URLSearchParams): { range?: RangeSpec; unread: UrlState['unread'] } {
  const from = params.get('from')
  const to = params.get('to')
  if (from === null && to === null) return { unread: [] }
  const unread = (['from', 'to'] as const).flatMap((name) => {
    const value = params.get(name)
    return value !== null && !isPoint(value) ? [{ name, value }] : []
  })
  if (unread.length > 0) return { unread }
  if (from === null) return { unread: [{ name: 'to', value: to ?? '' }] }
  return { range: { from, to: to ?? 'now' }, unread: [] }
}

function readOne<T>(params: URLSearchParams, name: UrlName, parse: (words: string) => T | undefined): { value?: T; unread: UrlState['unread'] } {
  const words = params.get(name)
  if (words === null) return { unread: [] }
  const value = parse(words)
  return value === undefined ? { unread: [{ name, value: words }] } : { value, unread: [] }
}

const variablePrefix = 'var-'

function readVariables(params: URLSearchParams): UrlState['variables'] {
  const names = new Set(Array.from(params.keys()).filter((k) => k.startsWith(variablePrefix)))
  return Object.fromEntries(Array.from(names, (name) => [name.slice(variablePrefix.length), params.getAll(name)]))
}

/** Reads the search part of the address. What cannot be read is named, and the rest still counts. */
export function readSearch(search: string): UrlState {
  const params = new URLSearchParams(search)
  const { range, unread: badRange } = readRange(params)
  const refresh = readOne(params, 'refresh', parseRefresh)
  const zone = readOne(params, 'zone', (name) => (isZone(name) ? name : undefined))
  return {
    ...(range && { range }),
    ...(refresh.value !== undefined && { refreshMs: refresh.value }),
    ...(zone.value !== undefined && { zone: zone.value }),
    paused: params.get('paused') === 'yes',
    variables: readVariables(params),
    unread: [...badRange, ...refresh.unread, ...zone.unread],
  }
}

/** One change of the search part; `null` takes a choice back. */
export interface UrlChange {
  readonly range?: RangeSpec | null
  readonly refreshMs?: number | null
  readonly paused?: boolean
  readonly zone?: string | null
  readonly variables?: Readonly<Record<string, readonly string[] | null>>
  readonly forget?: readonly UrlName[]
}

const put = (params: URLSearchParams, name: string, value: string | null | undefined): void => {
  if (value === null) params.delete(name)
  else if (value !== undefined) params.set(name, value)
}

/** The search part after a change, with everything it does not name kept. */
export function writeSearch(search: string, change: UrlChange): string {
  const params = new URLSearchParams(search)
  for (const name of change.forget ?? []) params.delete(name)
  put(params, 'from', change.range === null ? null : change.range?.from)
  put(params, 'to', change.range === null ? null : change.range?.to)
  put(params, 'refresh', change.refreshMs === null || change.refreshMs === undefined ? change.refreshMs : printRefresh(change.refreshMs))
  put(params, 'zone', change.zone)
  put(params, 'paused', change.paused === undefined ? undefined : change.paused ? 'yes' : null)
  for (const [name, values] of Object.entries(change.variables ?? {})) {
    params.delete(variablePrefix + name)
    for (const value of values ?? []) params.append(variablePrefix + name, value)
  }
  return params.toString()
}

/** What goes along to another place: time and zone, not the variables of the dashboard that is left. */
export function carriedSearch(search: string): string {
  const params = new URLSearchParams(search)
  const kept = ['from', 'to', 'refresh', 'paused', 'zone'].flatMap((name) => {
    const value = params.get(name)
    return value === null ? [] : [[name, value]]
  })
  return new URLSearchParams(kept).toString()
}
