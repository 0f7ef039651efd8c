import type { Field } from '#contract/frame.ts'
import { severities } from '#contract/severity.ts'
import { markOf } from '#web/ui/mark-of.ts'
import { seriesColors } from '#web/ui/series-color.ts'
import { nameSeries } from '../name-series.ts'
import type { ChartOptions } from './options.ts'
import { readColumn } from './read-series.ts'
import { takeSlots } from './series.ts'
import type { Series, Slot, Slots, Values } from './series.ts'

/** Key of the entry that stands for all series beyond the eight; what is shown are words of the locale. */
export const otherName = '*other*'
/** Others that are still drawn one by one, in grey; beyond, only how far they reach. */
const othersDrawn = 24

const slotOf = (slots: Slots, name: string): Slot => {
  const slot = slots.get(name) ?? 0
  return slot < seriesColors ? slot : 'other'
}

/** Names that are all severities make the series statuses, worst first. */
const isSeverity = (name: string): boolean => severities.some((s) => s === name.toLowerCase())

const causes: ReadonlySet<string> = new Set(['change', 'capacity', 'dependency', 'network', 'other', 'unknown'])

/** The number columns as series, in order, with their colours. */
export function seriesOf(fields: readonly Field[], options: ChartOptions, known: Slots): readonly Series[] {
  const names = nameSeries(fields)
  const slots = takeSlots(known, names)
  const status = names.length > 0 && names.every(isSeverity)
  const isCause = names.length > 1 && names.every((name) => causes.has(name))
  const series = fields.map((field, i): Series => {
    const name = names[i] ?? field.name
    return {
      name,
      slot: slotOf(slots, name),
      mark: status ? markOf(name) : undefined,
      ...(isCause && { isCause }),
      unit: options.unit ?? field.unit ?? '',
      off: options.off.includes(name),
      values: readColumn(field.values),
    }
  })
  const rank = (s: Series): number => severities.findIndex((word) => word === s.name.toLowerCase())
  return status ? series.toSorted((a, b) => rank(a) - rank(b)) : series
}

const rowsOf = (members: readonly Series[]): number => members[0]?.values.length ?? 0

function fold(members: readonly Series[], how: (a: number, b: number) => number): Values {
  return Array.from({ length: rowsOf(members) }, (_, row) =>
    members.reduce<number | null>((sum, s) => {
      const v = s.values[row] ?? null
      return v === null ? sum : sum === null ? v : how(sum, v)
    }, null),
  )
}

/**
 * At most eight series have a colour. Those beyond are one entry: their sum where parts are added up, else the lines
 * themselves in grey, and beyond two dozen the band between the lowest and the highest of them.
 */
export function groupOthers(series: readonly Series[], add: boolean, off: readonly string[]): readonly Series[] {
  const own = series.filter((s) => s.slot !== 'other')
  const others = series.filter((s) => s.slot === 'other')
  const [first] = others
  if (!first) return series
  const entry = { ...first, name: otherName, members: others.length, off: off.includes(otherName) }
  if (others.length === 1) return series
  if (add) return [...own, { ...entry, values: fold(others, (a, b) => a + b) }]
  if (others.length > othersDrawn) return [...own, { ...entry, values: fold(others, Math.max), low: fold(others, Math.min) }]
  return [...own, ...others.map((s) => ({ ...s, off: entry.off, members: others.length }))]
}
