import type { Cell, Field, Frame } from '#contract/frame.ts'
import { rowCount } from '#core/frame/shapes.ts'

/** Starts that a spreadsheet would run as a formula; they are defused by a leading apostrophe. */
const formula = /^[=+\-@\t\r]/

function cellOf(value: Cell | undefined, field: Field): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return field.type === 'time' ? new Date(value).toISOString() : String(value)
  const words = String(value)
  const safe = formula.test(words) ? `'${words}` : words
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const headOf = ({ name, labels }: Field): string => (labels && Object.keys(labels).length > 0 ? `${name} ${JSON.stringify(labels)}` : name)

/** A frame as RFC 4180 text: times as ISO 8601 in UTC, numbers as they are, gaps empty. */
export function csvOf(frame: Frame): string {
  const heads = frame.fields.map((f) => cellOf(headOf(f), { ...f, type: 'string' })).join(',')
  const rows = Array.from({ length: rowCount(frame) }, (_, row) => frame.fields.map((f) => cellOf(f.values[row], f)).join(','))
  return [heads, ...rows].join('\r\n')
}
