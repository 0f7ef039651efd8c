import { useMemo, useState } from 'react'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import type { ChartShape } from './series.ts'
import { labelOf } from './summarize.ts'
import styles from './chart.module.css'

interface ChartTableProps {
  readonly shape: Exclude<ChartShape, { kind: 'nothing' }>
  readonly title: string
  readonly zone: string
  readonly height: number
}

const rowPx = 26
const mostColumns = 60

/** The numbers behind the chart, exact, newest first over time. Only rows in sight are on the page. */
export function ChartTable({ shape, title, zone, height }: ChartTableProps) {
  const text = useText()
  const format = useFormat()
  const [scrolled, setScrolled] = useState(0)
  const count = shape.kind === 'xy' ? shape.x.length : shape.names.length
  const newest = shape.kind === 'xy' && shape.time
  const first = Math.max(0, Math.floor(scrolled / rowPx) - 10)
  const rows = useMemo(
    () => Array.from({ length: Math.max(0, Math.min(count - first, Math.ceil(height / rowPx) + 20)) }, (_, i) => first + i),
    [count, first, height],
  )
  const series = shape.series.slice(0, mostColumns)
  // Digits of the newest rows: with them a column lines up.
  const places = useMemo(
    () =>
      shape.series.slice(0, mostColumns).map((s) =>
        format.places(
          s.values.slice(-400).flatMap((v) => v ?? []),
          s.unit,
        ),
      ),
    [shape, format],
  )
  const head = (row: number): string => {
    if (shape.kind === 'names') return labelOf({ name: shape.names[row] ?? '', members: count }, text)
    const at = shape.x[row] ?? 0
    return shape.time ? format.moment(at, zone) : [shape.names?.[row], format.value(at, shape.xUnit)].filter(Boolean).join(' · ')
  }
  const rest = count - first - rows.length
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys
    <div
      className={styles['table']}
      role="region"
      tabIndex={0}
      aria-label={title}
      style={{ blockSize: height }}
      onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
    >
      <table aria-rowcount={count + 1}>
        <thead>
          <tr>
            <th scope="col">{shape.kind === 'xy' ? (shape.time ? text('chart.time') : shape.xName) : text('chart.name')}</th>
            {series.map((s) => (
              <th key={s.name} scope="col">
                {labelOf(s, text) || title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first > 0 && <tr style={{ blockSize: first * rowPx }} aria-hidden />}
          {rows.map((i) => {
            const row = newest ? count - 1 - i : i
            return (
              <tr key={i} aria-rowindex={i + 2}>
                <td>{head(row)}</td>
                {series.map((s, column) => (
                  <td key={s.name}>{format.value(s.values[row] ?? null, s.unit, places[column])}</td>
                ))}
              </tr>
            )
          })}
          {rest > 0 && <tr style={{ blockSize: rest * rowPx }} aria-hidden />}
        </tbody>
      </table>
    </div>
  )
}
