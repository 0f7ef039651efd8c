import type { Cell, Frame } from '#contract/frame.ts'
import { timeField } from '#core/frame/shapes.ts'
import { groupOthers, seriesOf } from './group-series.ts'
import { measured } from './measured.ts'
import type { ChartOptions } from './options.ts'
import { lastNumber } from './read-series.ts'
import type { ChartShape, NamesShape, Series, Slots, XyShape } from './series.ts'
import { stack } from './stack.ts'

/** The usual distance of two rows: the median, so that a hole in the samples does not make wide bars. */
export function stepOf(x: readonly number[], given?: number): number {
  if (given !== undefined && given > 0) return given
  const most = Math.min(x.length, 2000)
  const ahead = new Float64Array(most)
  let found = 0
  // Without lists on the way: this runs with every answer.
  for (let i = 1; i < most; i += 1) {
    const distance = (x[i] ?? 0) - (x[i - 1] ?? 0)
    if (distance > 0) ahead[found++] = distance
  }
  return ahead.subarray(0, found).toSorted()[Math.floor(found / 2)] ?? 1
}

/** Rows in order of time, those without one left out. The frame comes back as it is when nothing is to do. */
function ordered(frame: Frame, times: readonly Cell[]): { readonly frame: Frame; readonly x: readonly number[] } {
  const isTime = (v: Cell): v is number => typeof v === 'number' && Number.isFinite(v)
  let sorted = true
  for (let i = 0; i < times.length; i += 1) {
    const at = times[i] ?? null
    if (!isTime(at) || (i > 0 && at < Number(times[i - 1]))) sorted = false
  }
  // Checked just above: every cell is a number.
  if (sorted) return { frame, x: times as readonly number[] }
  const rows = times.flatMap((at, row) => (isTime(at) ? [{ at, row }] : [])).toSorted((a, b) => a.at - b.at)
  const fields = frame.fields.map((f) => ({ ...f, values: rows.map(({ row }) => f.values[row] ?? null) }))
  return { frame: { ...frame, fields }, x: rows.map(({ at }) => at) }
}

/** Last number of each series: what a pie over time would mean. */
function lastOfEach(series: readonly Series[]): NamesShape {
  return {
    kind: 'names',
    draw: 'pie',
    names: series.map((s) => s.name),
    marks: series.map((s) => s.mark),
    unit: series[0]?.unit ?? '',
    series: [{ name: '', slot: 0, unit: series[0]?.unit ?? '', off: false, values: series.map((s) => lastNumber(s.values)?.value ?? null) }],
  }
}

const drawOf = (type: ChartOptions['type']): XyShape['draw'] => (type === 'auto' || type === 'pie' ? 'line' : type)

/** Samples over time. */
export function shapeSeries(given: Frame, options: ChartOptions, slots: Slots): ChartShape {
  const time = timeField(given)
  if (!time) return { kind: 'nothing' }
  const { frame, x } = ordered(given, time.values)
  const all = seriesOf(measured(frame), options, slots)
  if (options.type === 'pie') return lastOfEach(all)
  const draw = drawOf(options.type)
  const piled = draw === 'stacked' || draw === 'stackedBar'
  const grouped = groupOthers(all, piled || draw === 'bar', options.off)
  return {
    kind: 'xy',
    draw,
    time: true,
    x,
    xName: time.name,
    xUnit: '',
    series: piled ? stack(grouped) : grouped,
    unit: all[0]?.unit ?? '',
    step: stepOf(x, frame.meta?.stepMs),
  }
}
