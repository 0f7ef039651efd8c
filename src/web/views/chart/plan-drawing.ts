import type { Field } from '#contract/frame.ts'
import type { TimeRange } from '#contract/time.ts'
import { reducePoints } from '#core/frame/reduce-points.ts'
import { barSlots, slotCount } from './bar-slots.ts'
import type { Series, Values, XyShape } from './series.ts'

/** Who draws: SVG up to some thousand cells, a canvas beyond and for what changes every few seconds. Both look alike. */
export type Engine = 'recharts' | 'uplot'

/** What is really drawn: rows thinned out to the pixels there are. */
export interface Drawing {
  readonly draw: XyShape['draw']
  readonly x: readonly number[]
  /** Only series that are switched on. */
  readonly series: readonly Series[]
  readonly domain: readonly [number, number]
  readonly step: number
}

/** Beyond these, an update of an SVG chart takes longer than a frame and a half (visual.md 2). */
export const svgCells = 4000

/** A canvas takes exact columns up to here: it merges what falls on one pixel itself, in half the time we would need (docs/benchmarks.md). */
const canvasCells = 2_000_000

const isBars = (draw: XyShape['draw']): boolean => draw === 'bar' || draw === 'stackedBar'
const edges = (s: Series): number => 1 + (s.low ? 1 : 0)
const cellsOf = (series: readonly Series[], rows: number): number => series.reduce((sum, s) => sum + edges(s), 0) * rows

/** The page's range, so that all charts share one clock; the answer's own where it lies elsewhere (an older answer). */
export function domainOf(shape: XyShape, range: TimeRange): readonly [number, number] {
  const first = shape.x[0] ?? 0
  const last = shape.x.at(-1) ?? first
  if (shape.time && last >= range.from && first <= range.to) return [range.from, range.to]
  const room = (last - first) * (shape.time ? 0 : 0.04) || (last === first ? Math.abs(first) * 0.1 || 1 : 0)
  return [first - room, last + room]
}

const number = (name: string, values: Values): Field => ({ name, type: 'number', values })

/** Lowest and highest sample per stretch of time for every edge there is. */
function thin(x: readonly number[], series: readonly Series[], buckets: number): { readonly x: readonly number[]; readonly series: readonly Series[] } {
  const fields = series.flatMap((s) => [number('', s.top ?? s.values), ...(s.low ? [number('', s.low)] : [])])
  const frame = { fields: [{ name: 'time', type: 'time', role: 'time', values: x } as const, ...fields] }
  const thinned = reducePoints(frame, buckets)
  if (thinned === frame) return { x, series }
  // Our own columns again: numbers and nulls only.
  const columns = thinned.fields.map((f) => f.values as Values)
  let next = 1
  const column = (): Values => columns[next++] ?? []
  const own = series.map((s) => {
    const top = column()
    return { ...s, values: top, ...(s.top && { top }), ...(s.low && { low: column() }) }
  })
  return { x: (columns[0] ?? []).map(Number), series: own }
}

const on = (shape: XyShape): readonly Series[] => shape.series.filter((s) => !s.off)

/** The engine an answer wants at `width` pixels. `fast`: a new answer every few seconds. */
export function engineFor(shape: XyShape, range: TimeRange, width: number, fast: boolean): Engine {
  if (fast) return 'uplot'
  const series = on(shape)
  const rows = isBars(shape.draw) ? slotCount(shape, range, width) : shape.x.length
  // Bars have their slots; points over numbers cannot be thinned out; lines over time can.
  const drawn = !isBars(shape.draw) && shape.time && rows > width ? Math.floor(width / 2) : rows
  const cells = shape.time ? cellsOf(series, drawn) : drawn
  return cells > svgCells ? 'uplot' : 'recharts'
}

/** Thins the shape out to `width` pixels for the engine that draws it. */
export function planDrawing(shape: XyShape, range: TimeRange, width: number, engine: Engine): Drawing {
  const series = on(shape)
  if (isBars(shape.draw)) return { draw: shape.draw, ...barSlots({ ...shape, series }, range, width) }
  const base = { draw: shape.draw, domain: domainOf(shape, range), step: shape.step }
  const rows = shape.x.length
  const exact = !shape.time || (engine === 'uplot' ? cellsOf(series, rows) <= canvasCells : rows <= width)
  if (exact) return { ...base, x: shape.x, series }
  return { ...base, ...thin(shape.x, series, Math.max(8, Math.floor(engine === 'uplot' ? width : width / 4))) }
}
