import type { Cell } from '#contract/frame.ts'
import type { Format } from '#web/i18n/format.ts'
import type { Text } from '#web/i18n/text.ts'
import { hasWords } from '#web/i18n/words.ts'
import { knownName, knownWord } from '../known-word.ts'
import { knownSeverity } from '../severity-word.ts'
import { titleOf } from './shape.ts'
import type { Column } from './shape.ts'

/** What writing a cell needs to know besides its column. */
export interface Writer {
  readonly format: Format
  readonly text: Text
  readonly zone: string
  readonly now: number
  /** Length of the page's range in ms: longer than a day, times carry their date. */
  readonly span: number
  /** Digits after the point per column id, so that its numbers line up. */
  readonly places?: ReadonlyMap<string, number | undefined> | undefined
}

const isMissing = (v: Cell | undefined): v is null | undefined => v === null || v === undefined || v === ''

/** How long the row has lasted, in ms; null where it has not started. */
function lastingOf(column: Column, row: number, now: number): number | null {
  const start = column.field.values[row]
  const end = column.until?.values[row] ?? now
  return typeof start === 'number' && typeof end === 'number' ? Math.max(0, end - start) : null
}

/** The value a cell stands for: durations for `lasting`, everything else as it is. */
export const valueAt = (column: Column, row: number, now: number): Cell =>
  column.as === 'lasting' ? lastingOf(column, row, now) : (column.field.values[row] ?? null)

/** A known severity or state in words of the language, any other word as the source wrote it. */
export const severityWord = (word: string, text: Text): string =>
  knownSeverity(word, text) ?? knownWord('state', word, text) ?? word.charAt(0).toUpperCase() + word.slice(1)

/** Words of a source stay as they are, but for the severities, sorts and causes that are ours also where they are names of rows. */
function ownWord(word: string, { field: { name } }: Column, text: Text): string {
  const own = name === 'severity' ? knownSeverity(word, text) : name === 'type' || name === 'cause' ? knownWord(name, word, text) : undefined
  return own ?? word
}

/** The cell in words: what is shown, copied, searched and measured. Missing values are "-". */
export function textAt(column: Column, row: number, { format, text, zone, now, span, places }: Writer): string {
  const value = valueAt(column, row, now)
  if (isMissing(value)) return column.field.role === 'owner' ? text('grid.nobody') : '-'
  if (typeof value === 'boolean') return text(value ? 'grid.yes' : 'grid.no')
  if (typeof value === 'string') return column.as === 'mark' ? severityWord(value, text) : ownWord(value, column, text)
  if (column.as === 'lasting') return format.duration(value < 60_000 ? value : Math.floor(value / 60_000) * 60_000)
  if (column.as === 'age') return format.age(value, now, zone)
  if (column.as === 'moment') return Number.isFinite(value) ? (span > 0 ? format.time(value, zone, span) : format.moment(value, zone)) : '-'
  return format.value(value, column.unit, places?.get(column.id))
}

/** The head of a column: in words of the language where Homeport names it, else as whoever answered calls it. */
export function headOf(column: Column, text: Text): string {
  if (column.as === 'lasting' && !column.named) return text('grid.lasting')
  const key = `field.${column.field.name}`
  if (column.title !== titleOf(column.field.name)) return column.title
  return hasWords(key) ? text(key) : (knownName(column.field.name, text) ?? column.title)
}
