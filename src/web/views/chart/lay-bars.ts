import type { Format } from '#web/i18n/format.ts'
import { fitBars } from './fit-bars.ts'
import type { ChartOptions } from './options.ts'
import { extent } from './read-series.ts'
import type { NamesShape, Series } from './series.ts'
import { totals } from './stack.ts'
import { valueAxis } from './value-axis.ts'

export interface BarsLayout {
  /** The names there is room for, in the order drawn. */
  readonly shape: NamesShape
  /** Series switched on. */
  readonly on: readonly Series[]
  /** Names left out. */
  readonly left: number
  readonly lying: boolean
  /** Pixels per name. */
  readonly slot: number
  /** Where the bars are: distance from the start and the top. */
  readonly plot: { readonly start: number; readonly top: number; readonly width: number; readonly height: number }
  readonly ends: readonly [number, number]
  /** Per name: what its bar stands for in words, and where the bar ends (pixels from the start, or from the top). */
  readonly bars: readonly { readonly name: string; readonly value: string; readonly end: number }[]
}

interface Size {
  readonly width: number
  readonly height: number
}

const leastSlot = 22
const mostSlot = 36
const leastColumn = 34
const line = 18

/** Numbers a bar ends at: the whole stack, or the largest of those side by side. */
function reaches(shape: NamesShape, on: readonly Series[]): readonly (number | null)[] {
  if (shape.draw === 'stackedBar') return totals(on)
  return shape.names.map((_, row) =>
    on.reduce<number | null>((most, s) => (most === null ? (s.values[row] ?? null) : Math.max(most, s.values[row] ?? most)), null),
  )
}

/** Lying bars end where the numbers do, so the widest fills the room; standing ones have a round axis in mind. */
function endsOf(on: readonly Series[], unit: string, lying: boolean, { min, max }: ChartOptions): readonly [number, number] {
  const [low, high] = extent(on) ?? [0, 1]
  const round = valueAxis(low, high, { unit, baseline: true, min, max, most: 4 })
  return lying && max === undefined ? [min ?? Math.min(0, low), high > 0 ? high : low < 0 ? 0 : 1] : [round.from, round.to]
}

/** Geometry of bars over names. Lying ones have their names before and their values behind them, standing ones below and above. */
export function layBars(given: NamesShape, options: ChartOptions, size: Size, format: Format): BarsLayout {
  const lying = options.bars === 'lying'
  const most = Math.floor(lying ? size.height / leastSlot : size.width / leastColumn)
  const crowded = given.names.length > most
  const room = size.height - (crowded ? line : 0)
  const { shape, left } = fitBars(given, crowded && lying ? Math.floor(room / leastSlot) : most)
  const on = shape.series.filter((s) => !s.off)
  const n = Math.max(1, shape.names.length)
  const ends = endsOf(on, shape.unit, lying, options)
  const sums = reaches(shape, on)
  const one = shape.draw === 'stackedBar' || on.length === 1
  const places = format.places(
    sums.flatMap((v) => v ?? []),
    shape.unit,
  )
  const values = sums.map((v) => (one ? format.value(v, shape.unit, places) : ''))
  const before = Math.min(size.width * 0.42, Math.max(2, ...shape.names.map((w) => w.length)) * 6.6 + (shape.marks.some(Boolean) ? 30 : 12))
  const behind = Math.max(0, ...values.map((v) => v.length)) * 6.8 + 14
  const plot = lying
    ? { start: before, top: 0, width: Math.max(20, size.width - before - behind), height: Math.min(room, n * mostSlot) }
    : { start: 0, top: line, width: size.width, height: Math.max(20, room - 2 * line) }
  const along = (v: number): number => Math.max(0, Math.min(1, (v - ends[0]) / (ends[1] - ends[0])))
  const end = (v: number): number => (lying ? plot.start + along(v) * plot.width : plot.top + (1 - along(v)) * plot.height)
  return {
    shape,
    on,
    left,
    lying,
    slot: lying ? plot.height / n : plot.width / n,
    plot,
    ends,
    bars: shape.names.map((name, i) => ({ name, value: values[i] ?? '', end: end(Math.max(0, sums[i] ?? 0)) })),
  }
}
