import { useMemo } from 'react'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { markOf } from '#web/ui/mark-of.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import type { ViewProps } from '../view.ts'
import { textAt } from './cell.ts'
import type { GridOptions } from './options.ts'
import { orderRows } from './order-rows.ts'
import { shapeGrid } from './shape.ts'
import styles from './grid.module.css'

const rowPx = 14

/** The first rows, small: what the row is called and its first number. */
export function GridPreview({ frame, options, size, now, zone, range }: ViewProps<GridOptions>) {
  const text = useText()
  const format = useFormat()
  const shape = useMemo(() => shapeGrid(frame, options), [frame, options])
  const writer = { format, text, zone, now, span: range.to - range.from }
  const shown = shape.columns.filter((c) => !c.hidden)
  const lead = shown[0]
  const number = shown.find((c) => c !== lead && c.end) ?? shown[1]
  const rows = useMemo(() => orderRows(shape.sortable, shape.rows, options, { format, text, zone, now, span: 0 }), [shape, options, format, text, zone, now])
  if (!lead) return null
  return (
    <div className={styles['preview']} aria-hidden>
      {[...rows.subarray(0, Math.max(1, Math.floor(size.height / rowPx)))].map((row) => (
        <div key={row}>
          {shape.mark && <StatusMark mark={markOf(String(shape.mark.values[row] ?? ''))} size={9} silent />}
          <span dir="auto">{textAt(lead, row, writer)}</span>
          {number && <bdi>{textAt(number, row, writer)}</bdi>}
        </div>
      ))}
    </div>
  )
}
