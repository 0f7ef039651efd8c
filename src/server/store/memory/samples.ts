import { finiteSamples } from '../record.ts'
import type { Sample, SampleStore } from '../store.ts'
import { byCodePoint } from '../text.ts'
import type { Cells } from './cells.ts'

/** Samples in memory. */
export function createSamples(cells: Cells, changed: () => void): SampleStore {
  return {
    async append(samples) {
      for (const { series, at, value } of finiteSamples(samples)) {
        const points = cells.samples.get(series) ?? new Map<number, number>()
        cells.samples.set(series, points.set(at, value))
      }
      changed()
    },

    async read({ measure, from, to, stepMs }) {
      const wanted = [...cells.samples].filter(([series]) => series === measure || series.startsWith(`${measure}|`))
      return wanted.toSorted(([a], [b]) => byCodePoint(a, b)).flatMap(([series, points]) => means(series, points, { from, to, stepMs }))
    },

    async prune(before) {
      for (const [series, points] of cells.samples) {
        for (const at of points.keys()) if (at < before) points.delete(at)
        if (points.size === 0) cells.samples.delete(series)
      }
      changed()
    },
  }
}

function means(
  series: string,
  points: ReadonlyMap<number, number>,
  it: { readonly from: number; readonly to: number; readonly stepMs: number },
): readonly Sample[] {
  const buckets = new Map<number, { sum: number; n: number }>()
  for (const [at, value] of points) {
    if (at < it.from || at >= it.to) continue
    const start = at - (at % it.stepMs)
    const { sum, n } = buckets.get(start) ?? { sum: 0, n: 0 }
    buckets.set(start, { sum: sum + value, n: n + 1 })
  }
  return [...buckets].toSorted(([a], [b]) => a - b).map(([at, { sum, n }]) => ({ series, at, value: sum / n }))
}
