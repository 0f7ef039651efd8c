import type { Cell, FieldType } from '#contract/frame.ts'

const numeric = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i
/** ISO 8601 as RFC 3339 has it, also a bare day, a space instead of the T, and no zone. */
const moment = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i
const zoned = /(Z|[+-]\d{2}:?\d{2})$/i
const bareDay = 10
/** Epoch seconds are below this until the year 5138, epoch milliseconds above it since 1973. */
const firstMs = 100_000_000_000
const longestText = 2000

const isGap = (raw: unknown): boolean => raw === null || raw === undefined || raw === ''

/** Epoch milliseconds of an ISO 8601 moment. One that names no zone is taken for UTC. */
function momentOf(text: string): number | undefined {
  if (!moment.test(text)) return undefined
  const iso = text.replace(' ', 'T').replace(',', '.').replace(/\s/g, '')
  const at = Date.parse(iso.length > bareDay && !zoned.test(iso.slice(bareDay)) ? `${iso}Z` : iso)
  return Number.isNaN(at) ? undefined : at
}

const flags: Readonly<Record<string, boolean>> = { true: true, false: false, yes: true, no: false }

function numberOf(raw: unknown): number | undefined {
  if (typeof raw === 'number') return raw
  if (typeof raw !== 'string') return undefined
  const text = raw.trim()
  return numeric.test(text) ? Number(text) : undefined
}

function timeOf(raw: unknown): number | undefined {
  const number = numberOf(raw)
  if (number !== undefined) return Math.round(Math.abs(number) < firstMs ? number * 1000 : number)
  return typeof raw === 'string' ? momentOf(raw.trim()) : undefined
}

function flagOf(raw: unknown): boolean | undefined {
  if (typeof raw === 'boolean') return raw
  const word = typeof raw === 'string' ? raw.trim().toLowerCase() : ''
  return Object.hasOwn(flags, word) ? flags[word] : undefined
}

function textOf(raw: unknown): string {
  const text = typeof raw === 'string' ? raw : JSON.stringify(raw)
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text
}

/** A cell in a column of this type; null where there is nothing, undefined where there is something else. */
export function cellOf(raw: unknown, type: FieldType): Cell | undefined {
  if (isGap(raw)) return null
  switch (type) {
    case 'number':
      return numberOf(raw)
    case 'time':
      return timeOf(raw)
    case 'boolean':
      return flagOf(raw)
    case 'string':
      return textOf(raw)
    default:
      return type satisfies never
  }
}

/** What most tables are told from; the rest is checked when it is read. */
const looked = 500

/** What all the cells are. Digits with a leading zero are a number on a badge, not a quantity; a number is never taken for a time. */
export function guessType(cells: readonly unknown[]): FieldType {
  const some = cells.filter((raw) => !isGap(raw)).slice(0, looked)
  if (some.length === 0) return 'string'
  if (some.every((raw) => typeof raw === 'boolean' || (typeof raw === 'string' && /^(true|false)$/i.test(raw.trim())))) return 'boolean'
  if (some.every((raw) => numberOf(raw) !== undefined && !(typeof raw === 'string' && /^[+-]?0\d/.test(raw.trim())))) return 'number'
  return some.every((raw) => typeof raw === 'string' && momentOf(raw.trim()) !== undefined) ? 'time' : 'string'
}
