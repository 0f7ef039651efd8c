import * as z from 'zod/mini'
import type { Cell, Field, Frame } from '#contract/frame.ts'
import { bucketEdges, bucketOf, fixedMs, grainFor, grains } from '../../time/grain.ts'
import { beginning, carried, columnOf, distinct } from '../columns.ts'
import { groupBy, groupOrder } from '../groups.ts'
import { defineLens } from '../lens.ts'
import { fieldWithRole, timeField } from '../shapes.ts'

const CountOverTime = z.object({
  /** Column that says when; the start of an interval counts it once. */
  time: z.string(),
  /** One series per value of this column. */
  by: z.optional(z.string()),
  bucket: z._default(z.enum(['auto', ...grains]), 'auto'),
})

/** Buckets a reader can tell apart in one widget. */
const mostBuckets = 30
const fewSeries = 8

const isSampled = (frame: Frame): boolean => timeField(frame) !== undefined && frame.fields.every((f) => f.type === 'time' || f.type === 'number')

interface Tally {
  readonly by: Field | undefined
  readonly keys: readonly Cell[]
  readonly order: readonly number[]
  readonly counts: readonly Float64Array[]
}

function tally(time: Field, by: Field | undefined, edges: readonly number[]): Tally {
  // Without any row there is nothing to split: one series of zeros.
  if (by?.values.length === 0) return tally(time, undefined, edges)
  const groups = by && groupBy(by)
  const keys = groups?.keys ?? [null]
  const counts = keys.map(() => new Float64Array(edges.length - 1))
  for (let i = 0; i < time.values.length; i += 1) {
    const at = time.values[i]
    const bucket = typeof at === 'number' ? bucketOf(edges, at) : -1
    const column = bucket < 0 ? undefined : counts[groups?.of[i] ?? 0]
    if (column) column[bucket] = (column[bucket] ?? 0) + 1
  }
  return { by, keys, order: by && groups ? groupOrder(by, groups) : [0], counts }
}

const seriesOf = ({ by, keys, order, counts }: Tally): readonly Field[] =>
  order.map((g): Field => {
    const key = keys[g] ?? null
    const values = [...(counts[g] ?? [])]
    if (!by) return { name: 'count', type: 'number', role: 'value', unit: 'count', values }
    const word = key === null ? '' : String(key)
    return { name: word, type: 'number', role: 'value', unit: 'count', labels: { [by.name]: word }, values }
  })

/** How many rows began in each stretch of the range, nothing counted as 0. Rows that began outside the range are not in it. */
export const countOverTime = defineLens({
  name: 'countOverTime',
  from: 'table',
  to: 'series',
  whole: true,
  weight: 0.9,
  params: CountOverTime,
  fit: (frame) => {
    const time = beginning(frame)
    if (!time || isSampled(frame)) return { refused: 'needsTime' }
    const by = fieldWithRole(frame, 'severity') ?? fieldWithRole(frame, 'kind')
    const split = by && distinct(by, fewSeries + 1) <= fewSeries ? { by: by.name } : {}
    return { params: { time: time.name, bucket: 'auto' as const, ...split } }
  },
  apply: (frame, params, { range, zone }) => {
    const time = columnOf(frame, params.time)
    if (time?.type !== 'time') return { refused: 'needsTime' }
    const by = params.by === undefined ? undefined : columnOf(frame, params.by)
    if (params.by !== undefined && !by) return { refused: 'needsLabel' }
    const grain = params.bucket === 'auto' ? grainFor(range.to - range.from, mostBuckets) : params.bucket
    const edges = bucketEdges(range, grain, zone)
    const stepMs = fixedMs(grain)
    const { meta } = carried(frame)
    return {
      fields: [{ name: 'time', type: 'time', role: 'time', values: edges.slice(0, -1) }, ...seriesOf(tally(time, by, edges))],
      meta: { ...meta, ...(stepMs !== undefined && { stepMs }) },
    }
  },
})
