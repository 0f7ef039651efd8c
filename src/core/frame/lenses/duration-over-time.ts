import * as z from 'zod/mini'
import { bucketEdges, bucketOf, fixedMs, grainFor, grains } from '../../time/grain.ts'
import { carried, columnOf, isNumber } from '../columns.ts'
import { defineLens } from '../lens.ts'
import { fieldWithRole } from '../shapes.ts'

const DurationOverTime = z.object({
  start: z.string(),
  end: z.string(),
  bucket: z._default(z.enum(['auto', ...grains]), 'auto'),
})

const mostBuckets = 30

/** The value below which the share `q` of the sorted values lies, between two of them in proportion (R-7, as in spreadsheets). */
function quantile(sorted: readonly number[], q: number): number | null {
  if (sorted.length === 0) return null
  const at = (sorted.length - 1) * q
  const low = sorted[Math.floor(at)] ?? 0
  const high = sorted[Math.ceil(at)] ?? low
  return low + (high - low) * (at - Math.floor(at))
}

/**
 * How long what ended in each stretch of the range had lasted: median and 90th percentile in seconds, and how many that
 * were. What has not ended counts nowhere (it is censored, and its age is another number); a stretch without an end is a gap.
 */
export const durationOverTime = defineLens({
  name: 'durationOverTime',
  from: 'intervals',
  to: 'series',
  whole: true,
  weight: 0.5,
  params: DurationOverTime,
  fit: (frame) => {
    const [start, end] = [fieldWithRole(frame, 'start'), fieldWithRole(frame, 'end')]
    if (!start) return { refused: 'needsStart' }
    if (!end?.values.some(isNumber)) return { refused: 'needsInterval' }
    return { params: { start: start.name, end: end.name, bucket: 'auto' as const } }
  },
  apply: (frame, params, { range, zone, now }) => {
    const [start, end] = [columnOf(frame, params.start), columnOf(frame, params.end)]
    if (start?.type !== 'time') return { refused: 'needsStart' }
    if (end?.type !== 'time') return { refused: 'needsInterval' }
    const grain = params.bucket === 'auto' ? grainFor(range.to - range.from, mostBuckets) : params.bucket
    const edges = bucketEdges(range, grain, zone)
    const lasted = edges.slice(1).map((): number[] => [])
    for (const [i, until] of end.values.entries()) {
      const from = start.values[i]
      // An end that is announced but not reached yet is no end.
      if (!isNumber(until) || !isNumber(from) || until < from || until > now) continue
      lasted[bucketOf(edges, until)]?.push((until - from) / 1000)
    }
    for (const list of lasted) list.sort((a, b) => a - b)
    const stepMs = fixedMs(grain)
    const { meta } = carried(frame)
    return {
      fields: [
        { name: 'time', type: 'time', role: 'time', values: edges.slice(0, -1) },
        { name: 'median', type: 'number', role: 'value', unit: 's', values: lasted.map((list) => quantile(list, 0.5)) },
        { name: 'p90', type: 'number', role: 'value', unit: 's', values: lasted.map((list) => quantile(list, 0.9)) },
        { name: 'n', type: 'number', unit: 'count', values: lasted.map((list) => list.length) },
      ],
      meta: { ...meta, ...(stepMs !== undefined && { stepMs }) },
    }
  },
})
