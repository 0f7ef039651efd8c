import { useRef, useState } from 'react'
import type { MouseEvent, TouchEvent } from 'react'
import { useText } from '#web/i18n/text.ts'
import { IconButton } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { Menu } from '#web/ui/popup/Menu.tsx'
import { Popover } from '#web/ui/popup/Popover.tsx'
import { headOf } from './cell.ts'
import { columnMenu } from './column-menu.ts'
import { FilterPanel } from './FilterPanel.tsx'
import type { FilterTarget } from './FilterPanel.tsx'
import type { ColumnFilter, GridOptions } from './options.ts'
import type { PlacedColumn } from './place-columns.ts'
import type { GridShape } from './shape.ts'
import type { GridHeader, GridTable } from './use-grid-table.ts'
import styles from './grid.module.css'

interface HeaderCellProps {
  readonly placed: PlacedColumn
  readonly header: GridHeader
  readonly table: GridTable
  readonly shape: GridShape
  readonly options: GridOptions
  readonly change: (patch: Partial<GridOptions>) => void
  readonly active: boolean
  readonly filter: ColumnFilter | undefined
  readonly target: FilterTarget
}

const ariaSort = { asc: 'ascending', desc: 'descending' } as const

/** Sort direction, and its turn where several columns sort. */
function SortSign({ header, many }: { readonly header: GridHeader; readonly many: boolean }) {
  const sorted = header.column.getIsSorted()
  return (
    <span className={styles['sort']} data-sorted={sorted || undefined} aria-hidden>
      <Icon name={(sorted || header.column.getFirstSortDir()) === 'asc' ? 'up' : 'down'} size={12} />
      {sorted && many && <small>{header.column.getSortIndex() + 1}</small>}
    </span>
  )
}

/** A column's head: sorts on click, carries its menu, its filter and the handle that sets its width. */
export function HeaderCell({ placed, header, table, shape, options, change, active, filter, target }: HeaderCellProps) {
  const text = useText()
  const cell = useRef<HTMLDivElement>(null)
  const [filtering, setFiltering] = useState(false)
  const { column, at, width, pinned } = placed
  const title = headOf(column, text)
  const sorted = header.column.getIsSorted()
  const backToCell = (opened: boolean): void => {
    // The popup gives focus to its button, which is no stop of its own; the head is.
    if (!opened) requestAnimationFrame(() => cell.current?.contains(document.activeElement) && cell.current.focus())
  }
  const items = columnMenu({ header, shape, options, change, text, onFilter: () => setTimeout(() => setFiltering(true)) })
  const resize = header.getResizeHandler()
  const startResize = (event: MouseEvent | TouchEvent): void => {
    event.stopPropagation()
    resize(event)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid handles the keys of all its cells
    <div
      ref={cell}
      role="columnheader"
      aria-label={title}
      aria-colindex={at + 1}
      aria-sort={sorted ? ariaSort[sorted] : undefined}
      tabIndex={active ? 0 : -1}
      data-cell={`-1:${at}`}
      data-end={column.end || undefined}
      data-lead={placed.lead || undefined}
      data-pinned={pinned !== undefined || undefined}
      data-filtered={filter !== undefined || filtering || undefined}
      className={styles['head']}
      style={{ flex: `0 0 ${width}px`, ...(pinned !== undefined && { insetInlineStart: pinned }) }}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('button, [role="dialog"], [role="menu"]')) return
        header.column.toggleSorting(undefined, event.shiftKey)
      }}
    >
      <span className={styles['title']} title={title}>
        {/* "1–4 h" reads from left to right whatever the page does. */}
        <bdi>{title}</bdi>
      </span>
      <SortSign header={header} many={table.state.sorting.length > 1} />
      <span className={styles['tools']} role="presentation" onClick={(event) => event.stopPropagation()}>
        <Popover
          trigger={<IconButton icon="filter" size="small" label={text('grid.filterOf', { column: title })} tabIndex={-1} className={styles['filter']} />}
          label={text('grid.filterOf', { column: title })}
          opened={filtering}
          onOpened={(opened) => {
            setFiltering(opened)
            backToCell(opened)
          }}
        >
          {(close) => <FilterPanel target={target} filter={filter} options={options} change={change} close={close} />}
        </Popover>
        <Menu
          trigger={<IconButton icon="dots" size="small" label={text('grid.menuOf', { column: title })} tabIndex={-1} className={styles['menu']} data-menu />}
          items={items}
          onOpened={backToCell}
        />
      </span>
      <span
        className={styles['handle']}
        data-on={header.column.getIsResizing() || undefined}
        aria-hidden
        onMouseDown={startResize}
        onTouchStart={startResize}
        onDoubleClick={() => change({ widths: [] })}
      />
    </div>
  )
}
