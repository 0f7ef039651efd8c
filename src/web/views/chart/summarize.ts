import type { Format } from '#web/i18n/format.ts'
import type { Text } from '#web/i18n/text.ts'
import { knownName, knownWord } from '../known-word.ts'
import { otherName } from './group-series.ts'
import { extent, lastNumber } from './read-series.ts'
import type { ChartShape, NamesShape, Series, XyShape } from './series.ts'

/** A series by name; what is named by words of our own, and the grouped rest, in the reader's. */
export function labelOf({ name, members, isCause }: Pick<Series, 'name' | 'members' | 'isCause'>, text: Text): string {
  if (name === otherName) return text('chart.others', { n: members ?? 0 })
  return (isCause ? knownWord('cause', name, text) : knownName(name, text)) ?? name
}

interface Said {
  readonly text: Text
  readonly format: Format
  readonly zone: string
}

function overTime(shape: XyShape, { text, format, zone }: Said): string {
  const on = shape.series.filter((s) => !s.off)
  const [first] = on
  const reach = extent(on.map((s) => ({ ...s, low: undefined, top: undefined })))
  if (!first || !reach) return text('chart.sum.nothing')
  const value = (v: number): string => format.value(v, shape.unit)
  const from = shape.x[0] ?? 0
  const to = shape.x.at(-1) ?? from
  const moment = (at: number): string => (shape.time ? format.time(at, zone, Infinity) : format.value(at, shape.xUnit))
  const ends = { from: moment(from), to: moment(to), low: value(reach[0]), high: value(reach[1]) }
  if (on.length === 1) {
    const last = lastNumber(first.values)
    return text('chart.sum.one', { ...ends, last: value(last?.value ?? Number.NaN) })
  }
  const lasts = on.flatMap((s) => {
    const last = lastNumber(s.values)
    return last ? [{ name: labelOf(s, text), value: last.value }] : []
  })
  const sorted = lasts.toSorted((a, b) => b.value - a.value)
  const top = sorted[0]
  const bottom = sorted.at(-1)
  if (shape.draw === 'scatter' || !top || !bottom) return text('chart.sum.points', { ...ends, n: on.length, points: shape.x.length })
  return text('chart.sum.many', { ...ends, n: on.length, top: top.name, topValue: value(top.value), bottom: bottom.name, bottomValue: value(bottom.value) })
}

function overNames(shape: NamesShape, { text, format }: Said): string {
  const [series] = shape.series.filter((s) => !s.off)
  const numbers = (series?.values ?? []).flatMap((v, i) => (v === null ? [] : [{ v, name: shape.names[i] ?? '' }])).toSorted((a, b) => b.v - a.v)
  const top = numbers[0]
  const bottom = numbers.at(-1)
  if (!series || !top || !bottom) return text('chart.sum.nothing')
  const name = (given: string): string => labelOf({ name: given, members: shape.names.length }, text)
  return text('chart.sum.names', {
    n: numbers.length,
    top: name(top.name),
    topValue: format.value(top.v, series.unit),
    bottom: name(bottom.name),
    bottomValue: format.value(bottom.v, series.unit),
  })
}

/** The chart in one sentence, for those who do not see it. */
export function summarize(shape: ChartShape, said: Said): string {
  if (shape.kind === 'nothing') return said.text('chart.sum.nothing')
  return shape.kind === 'xy' ? overTime(shape, said) : overNames(shape, said)
}
