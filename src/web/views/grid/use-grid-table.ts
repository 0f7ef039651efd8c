import {
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import type { ColumnDef, ColumnSizingState, Header, ReactTable } from '@tanstack/react-table'
import { useEffect, useMemo, useRef, useState } from 'react'
import { minWidth } from './column-widths.ts'
import type { GridOptions } from './options.ts'
import type { Column } from './shape.ts'

const features = tableFeatures({ columnVisibilityFeature, columnPinningFeature, columnSizingFeature, columnResizingFeature, rowSortingFeature })
export type GridFeatures = typeof features
/**
 * The table keeps the state of the columns. Rows stay the frame's own columns, ordered by index (order-rows.ts): objects
 * per row would cost more than drawing them.
 */
type NoRow = Record<string, never>
const noRows: NoRow[] = []

export type GridTable = ReactTable<GridFeatures, NoRow>
export type GridHeader = Header<GridFeatures, NoRow, unknown>

const defOf = (column: Column): ColumnDef<GridFeatures, NoRow> => ({
  id: column.id,
  accessorFn: () => undefined,
  header: column.title,
  minSize: minWidth,
  maxSize: 2000,
  sortDescFirst: (column.end && column.field.type !== 'time') || column.field.role === 'severity',
})

interface Wishes {
  readonly columns: readonly Column[]
  readonly options: GridOptions
  readonly change: (patch: Partial<GridOptions>) => void
  readonly widths: ReadonlyMap<string, number>
  readonly rtl: boolean
}

/** Marks a sort that no head stands for: a moment shown as a duration. */
const headless = ':headless'
function columnIdOf(columns: readonly Column[], sortId: string): string {
  const column = columns.find((c) => c.sortId === sortId)
  if (column) return column.id
  return columns.some((c) => c.id === sortId) ? sortId + headless : sortId
}
const sortIdOf = (columns: readonly Column[], id: string): string =>
  id.endsWith(headless) ? id.slice(0, -headless.length) : (columns.find((c) => c.id === id)?.sortId ?? id)

/** Column state of the grid: sort, hidden, pinned and widths, written back into the options as the reader changes them. */
export function useGridTable({ columns, options, change, widths, rtl }: Wishes): GridTable {
  const defs = useMemo(() => columns.map(defOf), [columns])
  const [dragged, setDragged] = useState<ColumnSizingState | undefined>()
  const sizing = useMemo(() => ({ ...Object.fromEntries(widths), ...dragged }), [widths, dragged])
  const state = useMemo(
    () => ({
      sorting: options.sort.map((s) => ({ id: columnIdOf(columns, s.field), desc: s.desc })),
      columnVisibility: Object.fromEntries(columns.map((c) => [c.id, !c.hidden])),
      columnPinning: { start: options.pinned.filter((id) => columns.some((c) => c.id === id)), end: [] },
      columnSizing: sizing,
    }),
    [options.sort, options.pinned, columns, sizing],
  )
  const table = useTable({
    features,
    columns: defs,
    data: noRows,
    state,
    manualSorting: true,
    columnResizeMode: 'onChange',
    columnResizeDirection: rtl ? 'rtl' : 'ltr',
    onSortingChange: (next) => {
      const sort = typeof next === 'function' ? next(state.sorting) : next
      change({ sort: sort.map((s) => ({ field: sortIdOf(columns, s.id), desc: s.desc })) })
    },
    onColumnVisibilityChange: (next) => {
      const visible = typeof next === 'function' ? next(state.columnVisibility) : next
      change({ hidden: columns.flatMap((c) => (visible[c.id] === false ? [c.id] : [])) })
    },
    onColumnPinningChange: (next) => {
      const pinned = typeof next === 'function' ? next(state.columnPinning) : next
      change({ pinned: pinned.start })
    },
    onColumnSizingChange: (next) => setDragged((now) => (typeof next === 'function' ? next({ ...sizing, ...now }) : next)),
  })
  useKeepWidths(table, columns, dragged, (kept) => {
    change({ widths: kept })
    setDragged(undefined)
  })
  return table
}

/** While a column is dragged its width is nobody's business; when it is let go, all shown widths are kept as they stand. */
function useKeepWidths(
  table: GridTable,
  columns: readonly Column[],
  dragged: ColumnSizingState | undefined,
  keep: (widths: GridOptions['widths']) => void,
): void {
  const resizing = table.state.columnResizing.isResizingColumn !== false
  const latest = useRef(keep)
  latest.current = keep
  useEffect(() => {
    if (resizing || !dragged) return
    latest.current(
      columns.flatMap((c) => {
        const px = dragged[c.id]
        return c.hidden || px === undefined ? [] : [{ field: c.id, px: Math.round(Math.max(minWidth, Math.min(2000, px))) }]
      }),
    )
  }, [resizing, dragged, columns])
}
