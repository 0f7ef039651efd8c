import type { Cell, Field, Frame } from '#contract/frame.ts'
import { isNumber } from './columns.ts'
import { rowCount, timeField } from './shapes.ts'

/** Rows [from, to) that share one stretch of time. */
interface Bucket {
  readonly from: number
  readonly to: number
}

/** Stretches of equal length, on multiples of it since the epoch, so that a sliding window does not make the line flicker. */
function bucketsOf(times: readonly Cell[], count: number): readonly Bucket[] {
  const first = Number(times[0])
  const width = Math.max(1, Math.ceil((Number(times.at(-1)) - first + 1) / count))
  const buckets: Bucket[] = []
  let from = 0
  for (let i = 1; i <= times.length; i += 1) {
    if (i < times.length && Math.floor(Number(times[i]) / width) === Math.floor(Number(times[from]) / width)) continue
    buckets.push({ from, to: i })
    from = i
  }
  return buckets
}

/** Where in a bucket a series stands lowest, highest, and has its first gap; -1 for none. */
interface Points {
  readonly low: number
  readonly high: number
  readonly gap: number
}

function pointsIn(values: readonly Cell[], { from, to }: Bucket): Points {
  let low = -1
  let high = -1
  let gap = -1
  for (let i = from; i < to; i += 1) {
    const v = values[i]
    if (!isNumber(v)) {
      if (gap < 0) gap = i
      continue
    }
    if (low < 0 || v < Number(values[low])) low = i
    if (high < 0 || v > Number(values[high])) high = i
  }
  return { low, high, gap }
}

/** Both extremes in the order they came, filled up with the last sample to `rows`; a gap inside takes its place among them. */
function rowsOf(values: readonly Cell[], bucket: Bucket, { low, high, gap }: Points, rows: number): readonly Cell[] {
  const at = (i: number): Cell => values[i] ?? null
  if (low < 0) return Array.from({ length: rows }, () => at(bucket.from))
  const ends = low < high ? [low, high] : [high, low]
  if (rows === 1) return [at(low)]
  if (rows === 2) return ends.map(at)
  if (gap < 0) return [...ends, bucket.to - 1].map(at)
  return [...ends, gap].toSorted((a, b) => a - b).map((i) => (i === gap ? null : at(i)))
}

/** Times of a bucket's rows: its first and last sample, and the middle one between. */
function timesOf(times: readonly Cell[], { from, to }: Bucket, rows: number): readonly Cell[] {
  const at = rows === 1 ? [from] : rows === 2 ? [from, to - 1] : [from, Math.floor((from + to - 1) / 2), to - 1]
  return at.map((i) => times[i] ?? null)
}

/**
 * A wide frame (one time column in order, number columns) thinned out for drawing: per stretch of time and series the lowest
 * and the highest sample, all series on the same rows. No extreme and no gap is lost: a stretch in which some series has
 * a gap gets a third row for it. The same frame comes back when it is small enough as it is. NaN counts as a gap.
 */
export function reducePoints(frame: Frame, buckets: number): Frame {
  const time = timeField(frame)
  const rows = rowCount(frame)
  if (!time || rows <= Math.max(3, buckets * 2)) return frame
  const stretches = bucketsOf(time.values, Math.max(1, buckets))
  const series = frame.fields.filter((f) => f.type === 'number')
  const points = series.map((f) => stretches.map((b) => pointsIn(f.values, b)))
  const height = stretches.map((b, i) => {
    const size = b.to - b.from
    const gapInside = points.some((p) => (p[i]?.gap ?? -1) >= 0 && (p[i]?.low ?? -1) >= 0)
    return Math.min(size, gapInside ? 3 : 2)
  })
  const column = (values: (b: Bucket, i: number) => readonly Cell[]): readonly Cell[] => stretches.flatMap(values)
  const thinned = (f: Field): Field => {
    if (f === time) return { ...f, values: column((b, i) => timesOf(f.values, b, height[i] ?? 2)) }
    const own = points[series.indexOf(f)]
    if (!own) return { ...f, values: column((b, i) => timesOf(f.values, b, height[i] ?? 2)) }
    return {
      ...f,
      values: column((b, i) => {
        const here = own[i]
        const size = height[i] ?? 2
        // As many rows as samples: nothing has to be chosen.
        return here && size < b.to - b.from ? rowsOf(f.values, b, here, size) : f.values.slice(b.from, b.to)
      }),
    }
  }
  return { ...frame, fields: frame.fields.map(thinned) }
}
