import type { Field } from '#contract/frame.ts'
import type { TimeRange } from '#contract/time.ts'
import { reducePoints } from '#core/frame/reduce-points.ts'
import { barSlots } from './bar-slots.ts'
import type { Series, Values, XyShape } from './series.ts'

/** What is really drawn: rows thinned out to the pixels there are, and by whom. */
export interface Drawing {
  /** SVG up to some thousand cells, a canvas beyond and for what changes every few seconds. Both look alike. */
  readonly engine: 'recharts' | 'uplot'
  readonly draw: XyShape['draw']
  readonly x: readonly number[]
  /** Only series that are switched on. */
  readonly series: readonly Series[]
  readonly domain: readonly [number, number]
  readonly step: number
}

/** Beyond these, an update of an SVG chart takes longer than a frame and a half (visual.md 2). */
export const svgCells = 4000

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

/** Thins the shape out to `width` pixels and picks who draws it. `fast`: a new answer every few seconds. */
export function planDrawing(shape: XyShape, range: TimeRange, width: number, fast: boolean): Drawing {
  const on = shape.series.filter((s) => !s.off)
  if (isBars(shape.draw)) {
    const slots = barSlots({ ...shape, series: on }, range, width)
    const engine = fast || cellsOf(on, slots.x.length) > svgCells ? 'uplot' : 'recharts'
    return { engine, draw: shape.draw, ...slots }
  }
  const base = { draw: shape.draw, domain: domainOf(shape, range), step: shape.step }
  const rows = shape.x.length
  if (!shape.time) return { ...base, engine: rows > svgCells ? 'uplot' : 'recharts', x: shape.x, series: on }
  const svgRows = rows <= width ? rows : Math.floor(width / 2)
  const engine = fast || cellsOf(on, svgRows) > svgCells ? 'uplot' : 'recharts'
  const buckets = Math.max(8, Math.floor(engine === 'uplot' ? width : rows <= width ? rows : width / 4))
  return { ...base, engine, ...thin(shape.x, on, buckets) }
}
