import { useMemo } from 'react'
import { useFormat } from '#web/i18n/format.ts'
import type { Format } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { useTokenPx } from '#web/ui/use-tokens.ts'
import type { ViewProps } from '../view.ts'
import type { Writer } from './cell.ts'
import { barPx, fitWidths, naturalWidth } from './column-widths.ts'
import type { GridOptions } from './options.ts'
import { orderRows } from './order-rows.ts'
import { shapeGrid } from './shape.ts'
import type { Column, GridShape } from './shape.ts'
import { useReaderOptions } from './use-reader-options.ts'

export interface GridModel {
  readonly options: GridOptions
  readonly change: (patch: Partial<GridOptions>) => void
  readonly shape: GridShape
  readonly writer: Writer
  /** Rows shown, as indices into the frame. */
  readonly rows: Uint32Array
  /** Columns shown, pinned ones first. */
  readonly columns: readonly Column[]
  readonly pinned: number
  readonly widths: ReadonlyMap<string, number>
  readonly metrics: { readonly row: number; readonly head: number; readonly pad: number; readonly edge: number }
}

const markPx = 20
const limitPx = 16
/** Columns beyond these are as wide as their title needs; measuring thousands would be felt. */
const measuredColumns = 200

/** Columns that count time: only with them a row changes while its answer does not. */
const countsTime = (column: Column): boolean =>
  !column.hidden && (column.as === 'age' || (column.as === 'lasting' && (column.until === undefined || column.until.values.includes(null))))

/** Numbers of some hundred rows, spread over all. */
function sampleOf({ field }: Column, rows: number): readonly number[] {
  const step = Math.max(1, Math.ceil(rows / 400))
  const sample: number[] = []
  for (let row = 0; row < rows; row += step) {
    const v = field.values[row]
    if (typeof v === 'number') sample.push(v)
  }
  return sample
}

/** Digits per number column, from a sample of its rows. */
const placesOf = (shape: GridShape, format: Format): ReadonlyMap<string, number | undefined> =>
  new Map(
    shape.columns
      .filter((c) => c.field.type === 'number')
      .slice(0, measuredColumns)
      .map((c) => [c.id, format.places(sampleOf(c, shape.rows), c.unit)]),
  )

function useWriter({ frame, zone, now, range }: ViewProps<GridOptions>, shape: GridShape): Writer {
  const format = useFormat()
  const text = useText()
  const span = range.to - range.from
  // Without running things, `now` of the answer's arrival will do, and rows are drawn once per answer.
  const clock = shape.columns.some(countsTime) ? now : frame
  const places = useMemo(() => placesOf(shape, format), [shape, format])
  // oxlint-disable-next-line react/exhaustive-deps -- `clock` says when `now` counts
  return useMemo(() => ({ format, text, zone, now, span, places }), [format, text, zone, clock, span, places])
}

function useColumnsShown(shape: GridShape, pinnedIds: readonly string[]) {
  return useMemo(() => {
    const shown = shape.columns.filter((c) => !c.hidden)
    const pinned = pinnedIds.flatMap((id) => shown.filter((c) => c.id === id))
    return { columns: [...pinned, ...shown.filter((c) => !pinned.includes(c))], pinned: pinned.length }
  }, [shape, pinnedIds])
}

/** Everything the grid draws, computed once per answer, options and size. */
export function useGridModel(props: ViewProps<GridOptions>): GridModel {
  const { frame, size } = props
  const metrics = {
    row: useTokenPx('--hp-table-row', 34),
    head: useTokenPx('--hp-table-head', 28),
    pad: useTokenPx('--hp-cell-pad', 10),
    edge: useTokenPx('--hp-w-pad', 14),
  }
  const [options, change] = useReaderOptions(props.options, props.onOptions)
  const shape = useMemo(() => shapeGrid(frame, options), [frame, options])
  const writer = useWriter(props, shape)
  const rows = useMemo(() => orderRows(shape.sortable, shape.rows, options, writer), [shape, options, writer])
  const { columns, pinned } = useColumnsShown(shape, options.pinned)
  const limited = props.thresholds.length > 0
  const naturals = useMemo(
    () => {
      const marked = (c: Column, i: number): number => (i === 0 && shape.mark ? markPx : 0) + (limited && c.field.role === 'value' ? limitPx : 0)
      // The first cell of a row begins where the title of the widget does, the last ends there.
      const edges = (i: number): number => (i === 0 ? metrics.edge - metrics.pad : 0) + (i === columns.length - 1 ? metrics.edge - metrics.pad : 0)
      return new Map(
        columns.slice(0, measuredColumns).map((c, i) => [c.id, naturalWidth(c, shape.rows, writer, metrics.pad, i === 0) + marked(c, i) + edges(i)]),
      )
    },
    // oxlint-disable-next-line react/exhaustive-deps -- widths do not follow the clock in `writer`
    [columns, shape, metrics.pad, metrics.edge, writer.format, writer.span, limited],
  )
  const widths = useMemo(() => {
    const wishes = columns.map((c) => ({
      id: c.id,
      natural: naturals.get(c.id) ?? 100,
      elastic: c.as === 'text' || c.as === 'link',
      chosen: options.widths.find((w) => w.field === c.id)?.px,
      adorns: c.as === 'bar' ? barPx : 0,
    }))
    const fitted = fitWidths(wishes, size.width, metrics.pad)
    return new Map(wishes.map((w, i) => [w.id, fitted[i] ?? w.natural]))
  }, [columns, naturals, options.widths, size.width, metrics.pad])
  return { options, change, shape, writer, rows, columns, pinned, widths, metrics }
}
