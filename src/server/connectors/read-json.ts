import { ServerFault } from '../fault.ts'

export type Json = Readonly<Record<string, unknown>>

/** A source's answer that is not what its API promises. */
export const invalid = (detail: string): ServerFault => new ServerFault('source_invalid', { detail })

export const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The parsed body; `source_invalid` when it is no JSON, as after half an answer. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalid('not JSON')
  }
}

export function needRecord(value: unknown, what: string): Json {
  if (!isRecord(value)) throw invalid(`${what} is no object`)
  return value
}

export function needList(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw invalid(`${what} is no array`)
  return value
}

export function needText(value: unknown, what: string): string {
  if (typeof value !== 'string') throw invalid(`${what} is no string`)
  return value
}

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** A record without a prototype: a label may be called `constructor`, and one that has no such label must not seem to. */
export function bareRecord(entries: Iterable<readonly [string, string]>): Readonly<Record<string, string>> {
  const record: Record<string, string> = Object.create(null)
  for (const [name, text] of entries) record[name] = text
  return record
}

/** A record of strings, such as labels or annotations. */
export function needTexts(value: unknown, what: string): Readonly<Record<string, string>> {
  return bareRecord(Object.entries(needRecord(value, what)).map(([name, text]) => [name, needText(text, what)] as const))
}

/** Epoch ms of an RFC 3339 time. */
export function needTime(value: unknown, what: string): number {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (Number.isNaN(at)) throw invalid(`${what} is no time`)
  return at
}

/** The address, if a browser may be sent there. */
export const safeLink = (value: unknown): string | undefined => {
  const text = textOf(value)
  return text !== undefined && text.length <= 2000 && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : undefined
}
