import * as z from 'zod/mini'
import type { Cell, Field, Frame } from '#contract/frame.ts'
import { carried } from '../columns.ts'
import { defineLens } from '../lens.ts'
import { numberFields, timeField } from '../shapes.ts'

const Latest = z.object({})

/** Position of the last sample; -1 when there is none. NaN is a sample, a gap is not. */
const lastIndex = (values: readonly Cell[]): number => values.findLastIndex((v) => v !== null)

/** Names of labels, those that tell series apart first. */
function labelNames(series: readonly Field[]): readonly string[] {
  const names = [...new Set(series.flatMap((f) => Object.keys(f.labels ?? {})))]
  const tells = (name: string): boolean => series.some((f) => f.labels?.[name] !== series[0]?.labels?.[name])
  return [...names.filter(tells), ...names.filter((name) => !tells(name) && name !== '__name__')]
}

function labelColumns(series: readonly Field[]): readonly Field[] {
  const names = labelNames(series)
  const alike = new Set(series.map((f) => names.map((name) => f.labels?.[name] ?? '').join('\u0000')))
  const own: Field = { name: 'series', type: 'string', role: 'title', values: series.map((f) => f.name) }
  const columns = names.map((name): Field => ({
    name: name === '__name__' ? 'metric' : name,
    type: 'string',
    role: 'label',
    values: series.map((f) => f.labels?.[name] ?? null),
  }))
  return alike.size === series.length && names.length > 0 ? columns : [own, ...columns]
}

function unitColumns(series: readonly Field[], taken: readonly string[]): { readonly unit?: string; readonly columns: readonly Field[] } {
  const units = new Set(series.map((f) => f.unit))
  const [only] = units
  if (units.size <= 1) return { ...(only !== undefined && { unit: only }), columns: [] }
  return { columns: [{ name: unique('unit', taken), type: 'string', values: series.map((f) => f.unit ?? null) }] }
}

/** The name, with a line after it as long as it is taken. */
const unique = (name: string, taken: readonly string[]): string => (taken.includes(name) ? unique(`${name}_`, taken) : name)

/** The last sample of each series, one row per series, with the time it was taken. */
export const latest = defineLens({
  name: 'latest',
  from: 'series',
  to: 'table',
  whole: false,
  weight: 0.95,
  params: Latest,
  fit: (frame) => (!timeField(frame) ? { refused: 'needsTime' } : numberFields(frame).length === 0 ? { refused: 'needsNumber' } : { params: {} }),
  apply: (frame: Frame) => {
    const time = timeField(frame)
    if (!time) return { refused: 'needsTime' }
    const series = numberFields(frame)
    const rows = series.map((f) => lastIndex(f.values))
    const labels = labelColumns(series)
    const taken = labels.map((f) => f.name)
    const { unit, columns } = unitColumns(series, taken)
    const at = (values: readonly Cell[], row: number | undefined): Cell => values[row ?? -1] ?? null
    return {
      fields: [
        ...labels,
        {
          name: unique('value', taken),
          type: 'number',
          role: 'value',
          ...(unit !== undefined && { unit }),
          values: series.map((f, i) => at(f.values, rows[i])),
        },
        ...columns,
        // Without the role `time`: these are facts about rows, not samples in order.
        { name: unique('at', taken), type: 'time', values: rows.map((row) => at(time.values, row)) },
      ],
      ...carried(frame),
    }
  },
})
