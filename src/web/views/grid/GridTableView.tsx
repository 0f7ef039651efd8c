import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import type { Rect } from '@tanstack/react-virtual'
import { Fragment, useLayoutEffect, useMemo, useRef } from 'react'
import type { MouseEvent, RefObject } from 'react'
import { useLanguage } from '#web/i18n/text.ts'
import { coarse, useMedia } from '#web/ui/use-media.ts'
import type { ViewProps } from '../view.ts'
import { FilterBar } from './FilterBar.tsx'
import { Gap, GridRow } from './GridRow.tsx'
import { HeaderCell } from './HeaderCell.tsx'
import type { Place } from './move-cell.ts'
import type { GridOptions } from './options.ts'
import { placeColumns } from './place-columns.ts'
import type { PlacedColumn } from './place-columns.ts'
import { useCellFocus } from './use-cell-focus.ts'
import { useGridKeys } from './use-grid-keys.ts'
import { useGridModel } from './use-grid-model.ts'
import type { GridModel } from './use-grid-model.ts'
import { useGridTable } from './use-grid-table.ts'
import type { GridTable } from './use-grid-table.ts'
import { useScroll } from './use-scroll.ts'
import styles from './grid.module.css'

const filterBarPx = 30

interface RowsAsk {
  readonly root: RefObject<HTMLDivElement | null>
  readonly rect: Rect
  readonly model: GridModel
  /** Row that stays drawn because focus is in it. */
  readonly keep: number
}

/** The rows in sight. The widget tells its size, so nothing needs to be measured. */
function useRowsInSight({ root, rect, model, keep }: RowsAsk): readonly number[] {
  const tell = useRef<((rect: Rect) => void) | undefined>(undefined)
  const { rows, metrics } = model
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => root.current,
    estimateSize: () => metrics.row,
    overscan: 10,
    scrollMargin: metrics.head,
    initialRect: rect,
    observeElementRect: (_, cb) => {
      tell.current = cb
      cb(rect)
    },
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range)
      return keep < 0 || keep >= rows.length || seen.includes(keep) ? seen : [...seen, keep].toSorted((a, b) => a - b)
    },
  })
  const { width, height } = rect
  useLayoutEffect(() => tell.current?.({ width, height }), [width, height])
  useLayoutEffect(() => virtual.measure(), [virtual, metrics.row])
  return virtual.getVirtualItems().map((item) => item.index)
}

interface HeadsProps {
  readonly model: GridModel
  readonly table: GridTable
  readonly placed: readonly PlacedColumn[]
  readonly at: Place
  readonly total: number
}

function Heads({ model, table, placed, at, total }: HeadsProps) {
  const { shape, options, change, writer } = model
  const headers = new Map(table.getFlatHeaders().map((h) => [h.column.id, h]))
  return (
    <div role="rowgroup" className={styles['heads']} style={{ inlineSize: total }}>
      <div role="row" aria-rowindex={1} className={styles['headRow']}>
        {placed.map((p) => {
          const header = headers.get(p.column.id)
          if (!header) return null
          return (
            <Fragment key={p.column.id}>
              {p.gap > 0 && <Gap px={p.gap} />}
              <HeaderCell
                placed={p}
                header={header}
                table={table}
                shape={shape}
                options={options}
                change={change}
                active={at.row < 0 && at.column === p.at}
                filter={options.filters.find((f) => f.field === p.column.id)}
                target={{ column: p.column, rows: shape.rows, writer }}
              />
            </Fragment>
          )
        })}
      </div>
    </div>
  )
}

const targetOf = ({ target }: MouseEvent): Element | undefined => (target instanceof Element ? target : undefined)
/** A finger has no second button and nothing to hover with. */
const isTouch = ({ nativeEvent }: MouseEvent): boolean => nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch'
const cellUnder = (event: MouseEvent): HTMLElement | null => targetOf(event)?.closest<HTMLElement>('[data-cell]') ?? null
const isOwn = (event: MouseEvent): boolean => Boolean(targetOf(event)?.closest('a, button')) || Boolean(getSelection()?.toString())

/** Place among the shown rows of the row under the pointer. */
function rowUnder(event: MouseEvent): number | undefined {
  const shown = targetOf(event)?.closest<HTMLElement>('[data-row]')?.dataset['row']
  return shown === undefined ? undefined : Number(shown)
}

/** Rows and columns as an ARIA grid: sorted, filtered, hidden, pinned and resized by pointer and keyboard. */
export function GridTableView(props: ViewProps<GridOptions>) {
  const { size, title, thresholds, onPick, acts } = props
  const root = useRef<HTMLDivElement>(null)
  const byFinger = useMedia(coarse)
  const { dir } = useLanguage()
  const model = useGridModel(props)
  const { shape, rows, columns, pinned, metrics, options, change, writer, widths } = model
  const table = useGridTable({ columns: shape.columns, options, change, widths, rtl: dir === 'rtl' })
  const sizes = columns.map((c) => table.getColumn(c.id)?.getSize() ?? 0)
  const total = sizes.reduce((a, b) => a + b, 0)
  const filtered = options.filters.length > 0
  const height = size.height - (filtered ? filterBarPx : 0)

  const focus = useCellFocus(root, { rows: rows.length, columns: columns.length })
  const { at } = focus
  const scroll = useScroll(root, { width: size.width, height, head: metrics.head, row: metrics.row })
  const sizesKey = sizes.join()
  const placed = useMemo(
    () => placeColumns(columns, sizesKey.split(',').map(Number), pinned, { from: scroll.from, width: size.width, keep: at.column }),
    [columns, sizesKey, pinned, scroll.from, size.width, at.column],
  )
  const inSight = useRowsInSight({ root, rect: { width: size.width, height }, model, keep: at.row })
  const goTo = (to: Place): void => {
    const start = (column: number): number => sizes.slice(0, column).reduce((a, b) => a + b, 0)
    scroll.reveal(to.row, { start: start(to.column), width: sizes[to.column] ?? 0, sticks: to.column < pinned, behind: start(pinned) })
    focus.go(to)
  }
  const onKeyDown = useGridKeys({ model, table, acts, at, page: Math.max(1, Math.floor((height - metrics.head) / metrics.row) - 1), goTo })

  const openAt = (event: MouseEvent): void => {
    const shown = rowUnder(event)
    const row = shown === undefined ? undefined : rows[shown]
    // A link has the browser's own menu, and so has text somebody marked.
    if (row === undefined || !acts?.can({ row }) || isOwn(event)) return
    event.preventDefault()
    acts.open({ row }, { x: event.clientX, y: event.clientY }, cellUnder(event))
  }

  return (
    <div className={styles['frame']}>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- focus is on the cells */}
      <div
        ref={root}
        role="grid"
        aria-label={title}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + (acts ? 1 : 0)}
        className={styles['grid']}
        data-sized={options.widths.length > 0 || table.state.columnResizing.isResizingColumn !== false || undefined}
        style={{ blockSize: height }}
        onKeyDown={onKeyDown}
        onFocus={focus.onFocus}
        onScroll={scroll.onScroll}
        onContextMenu={openAt}
        onClick={(event) => isTouch(event) && openAt(event)}
      >
        <Heads model={model} table={table} placed={placed} at={at} total={total} />
        <div role="rowgroup" className={styles['body']} style={{ blockSize: rows.length * metrics.row, inlineSize: total }}>
          {inSight.map((index) => (
            <GridRow
              key={index}
              index={index}
              row={rows[index] ?? 0}
              top={index * metrics.row}
              height={metrics.row}
              columns={placed}
              active={at.row === index ? at.column : undefined}
              shape={shape}
              writer={writer}
              thresholds={thresholds}
              onPick={onPick}
              acts={acts}
              byFinger={byFinger}
            />
          ))}
        </div>
      </div>
      {filtered && <FilterBar shown={rows.length} of={shape.rows} onClear={() => change({ filters: [] })} />}
    </div>
  )
}
