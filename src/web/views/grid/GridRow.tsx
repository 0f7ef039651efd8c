import { Fragment, memo, useState } from 'react'
import type { Threshold } from '#contract/dashboard.ts'
import { useText } from '#web/i18n/text.ts'
import { IconButton } from '#web/ui/Button.tsx'
import { CellContent } from './CellContent.tsx'
import type { Writer } from './cell.ts'
import type { ThingActs, ViewProps } from '../view.ts'
import type { GridOptions } from './options.ts'
import type { PlacedColumn } from './place-columns.ts'
import type { Column, GridShape } from './shape.ts'
import styles from './grid.module.css'

export interface GridRowProps {
  /** Place among the shown rows, and the row of the frame. */
  readonly index: number
  readonly row: number
  readonly top: number
  readonly height: number
  readonly columns: readonly PlacedColumn[]
  /** Index of the focusable cell in this row. */
  readonly active: number | undefined
  readonly shape: GridShape
  readonly writer: Writer
  readonly thresholds: readonly Threshold[]
  readonly onPick: ViewProps<GridOptions>['onPick']
  readonly acts: ThingActs | undefined
  /** Where nothing can hover, nobody is at a row before they use what it has. */
  readonly byFinger: boolean
}

/** Room for columns scrolled out of sight. */
export const Gap = ({ px }: { readonly px: number }) => <div role="presentation" style={{ flex: `0 0 ${px}px` }} />

/** Makes this cell's value a filter of the page. Enter in the cell does the same. */
function PickButton({ column, row, onPick }: { readonly column: Column; readonly row: number; readonly onPick: NonNullable<GridRowProps['onPick']> }) {
  const text = useText()
  const value = column.field.values[row]
  if (typeof value !== 'string' || value === '') return null
  return (
    <IconButton
      icon="filter"
      size="small"
      tabIndex={-1}
      className={styles['pick']}
      label={text('grid.pick', { value })}
      onClick={() => onPick({ field: column.field.name, value })}
    />
  )
}

/** At the end of the row, where the eye is, whichever columns are in sight. The menu key in any cell of the row does the same. */
function RowActs({ row, acts, at }: { readonly row: number; readonly acts: ThingActs; readonly at: number }) {
  const text = useText()
  return (
    <div role="gridcell" aria-colindex={at + 1} className={styles['acts']}>
      <IconButton
        icon="dots"
        size="small"
        tabIndex={-1}
        aria-haspopup="menu"
        label={text('thing.acts', { name: acts.nameOf({ row }) })}
        onClick={({ currentTarget }) => openBelow(acts, row, currentTarget)}
      />
    </div>
  )
}

/** The row's menu, under an element of it. */
export function openBelow(acts: ThingActs, row: number, element: HTMLElement): void {
  const { left, right, bottom } = element.getBoundingClientRect()
  const rtl = getComputedStyle(element).direction === 'rtl'
  acts.open({ row }, { x: rtl ? right : left, y: bottom }, element)
}

export const GridRow = memo(function GridRow({ index, row, top, height, columns, active, shape, writer, thresholds, onPick, acts, byFinger }: GridRowProps) {
  // Buttons are made for rows one is or was at: with those of every row, scrolling costs half as much again.
  const [wasNear, setNear] = useState(false)
  const hasButtons = byFinger || wasNear || active !== undefined
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={styles['row']}
      style={{ blockSize: height, insetBlockStart: top }}
      data-row={index}
      onPointerEnter={() => setNear(true)}
    >
      {columns.map(({ column, at, width, pinned, gap, lead }) => (
        <Fragment key={column.id}>
          {gap > 0 && <Gap px={gap} />}
          <div
            role="gridcell"
            aria-colindex={at + 1}
            tabIndex={active === at ? 0 : -1}
            data-cell={`${index}:${at}`}
            data-as={column.as}
            data-end={column.end || undefined}
            data-lead={lead || undefined}
            data-pinned={pinned !== undefined || undefined}
            className={styles['cell']}
            style={{ flex: `0 0 ${width}px`, ...(pinned !== undefined && { insetInlineStart: pinned }) }}
          >
            <CellContent column={column} row={row} writer={writer} thresholds={thresholds} until={shape.until} {...(lead && { mark: shape.mark })} />
            {hasButtons && onPick && column.field.role === 'label' && <PickButton column={column} row={row} onPick={onPick} />}
          </div>
        </Fragment>
      ))}
      {hasButtons && acts?.can({ row }) && <RowActs row={row} acts={acts} at={columns.length} />}
    </div>
  )
})
