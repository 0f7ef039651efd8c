import { invalid, needList, needRecord, needTexts } from './read-json.ts'
import type { Json } from './read-json.ts'
import type { Sample, Series } from './series-frame.ts'

const special = new Map([
  ['NaN', Number.NaN],
  ['+Inf', Number.POSITIVE_INFINITY],
  ['Inf', Number.POSITIVE_INFINITY],
  ['-Inf', Number.NEGATIVE_INFINITY],
])

/** A value as Prometheus writes it: a number as text, NaN, +Inf or -Inf. */
export function readValue(text: unknown): number {
  if (typeof text === 'string') {
    const value = Number(text)
    if (Number.isFinite(value) && text.trim() !== '') return value
    const named = special.get(text)
    if (named !== undefined) return named
  }
  throw invalid(`sample value ${JSON.stringify(text)?.slice(0, 40)}`)
}

export function readSample(pair: unknown): Sample {
  if (!Array.isArray(pair) || typeof pair[0] !== 'number' || !Number.isFinite(pair[0])) throw invalid('sample without a time')
  return [Math.round(pair[0] * 1000), readValue(pair[1])]
}

const readSeries = (item: Json, samples: readonly unknown[]): Series => ({ labels: needTexts(item['metric'], 'metric'), samples: samples.map(readSample) })

/** Items of a matrix or vector. Native histograms have no single value: an answer of nothing else is refused, others are counted. */
function readItems(result: unknown, read: (item: Json) => Series | undefined): { readonly series: readonly Series[]; readonly histograms: number } {
  const items = needList(result, 'result').map((item) => needRecord(item, 'series'))
  const series = items.flatMap((item) => read(item) ?? [])
  return { series, histograms: items.length - series.length }
}

export const readMatrix = (result: unknown) =>
  readItems(result, (item) =>
    item['values'] === undefined && item['histograms'] !== undefined ? undefined : readSeries(item, needList(item['values'], 'values')),
  )

export const readVector = (result: unknown) =>
  readItems(result, (item) => (item['value'] === undefined && item['histogram'] !== undefined ? undefined : readSeries(item, [item['value']])))
