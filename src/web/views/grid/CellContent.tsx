import { memo } from 'react'
import type { Threshold } from '#contract/dashboard.ts'
import type { Field } from '#contract/frame.ts'
import { markOf } from '#web/ui/mark-of.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { passedThreshold } from '../passed-threshold.ts'
import { severityWord, textAt, valueAt } from './cell.ts'
import type { Writer } from './cell.ts'
import { safeLink } from '#web/ui/safe-link.ts'
import type { Column, GridShape } from './shape.ts'
import styles from './grid.module.css'

export interface CellContentProps {
  readonly column: Column
  readonly row: number
  readonly writer: Writer
  /** Severity of the row where it is drawn before this, the first column. */
  readonly mark?: GridShape['mark']
  readonly until?: GridShape['until']
  readonly thresholds: readonly Threshold[]
}

const largest = new WeakMap<Field, number>()

/** The largest number of a column, found once. */
function largestOf(field: Field): number {
  const known = largest.get(field) ?? field.values.reduce<number>((most, v) => (typeof v === 'number' && v > most ? v : most), 0)
  largest.set(field, known)
  return known
}

/** 0 to 1 of the bar: ratios and percentages share one scale, of other numbers the largest is the whole. */
function shareOf(value: number, { unit, field }: Column): number {
  const whole = unit === 'percent' ? 100 : unit === 'ratio' ? 1 : largestOf(field)
  return whole > 0 ? Math.max(0, Math.min(1, value / whole)) : 0
}

const passedBy = ({ column, row, writer, thresholds }: CellContentProps) => {
  const value = column.field.role === 'value' ? valueAt(column, row, writer.now) : null
  return typeof value === 'number' ? passedThreshold(value, thresholds) : undefined
}

function NumberCell(props: CellContentProps) {
  const { column, row, writer } = props
  const value = valueAt(column, row, writer.now)
  const passed = passedBy(props)
  return (
    <>
      {column.as === 'bar' && (
        <span className={styles['bar']} aria-hidden>
          <i style={{ inlineSize: `${100 * shareOf(typeof value === 'number' ? value : 0, column)}%` }} />
        </span>
      )}
      {passed && passed.mark !== 'ok' && <StatusMark mark={passed.mark} size={11} />}
      <bdi data-mark={passed?.mark}>{textAt(column, row, writer)}</bdi>
    </>
  )
}

const hrefOf = ({ column, row }: CellContentProps) => safeLink(column.as === 'link' ? column.field.values[row] : column.href?.values[row])

function TextCell(props: CellContentProps) {
  const { column, row, writer } = props
  const words = textAt(column, row, writer)
  const href = hrefOf(props)
  if (!href) return <span dir="auto">{words}</span>
  const away = !href.startsWith('/')
  return (
    <a href={href} dir="auto" tabIndex={-1} {...(away && { target: '_blank', rel: 'noreferrer noopener' })}>
      {column.as === 'link' ? words.replace(/^https?:\/\//, '') : words}
    </a>
  )
}

/** Nothing but words or a number, as most cells: one element, since scrolling makes thousands of them. */
function plainOf(props: CellContentProps) {
  const { column, row, writer, mark } = props
  const value = column.field.values[row] ?? null
  if (mark || column.as === 'mark' || column.as === 'bar' || ((value === null || value === '') && column.as !== 'lasting')) return undefined
  if (column.as === 'text' || column.as === 'link')
    return hrefOf(props) ? undefined : (
      <span className={styles['words']} dir="auto">
        {textAt(column, row, writer)}
      </span>
    )
  return passedBy(props) ? undefined : <bdi>{textAt(column, row, writer)}</bdi>
}

/** What stands in a cell. The first column carries the mark of its row. */
export const CellContent = memo(function CellContent(props: CellContentProps) {
  return (
    plainOf(props) ?? (
      <span className={styles['content']}>
        <Parts {...props} />
      </span>
    )
  )
})

function Parts(props: CellContentProps) {
  const { column, row, writer, mark, until } = props
  const value = column.field.values[row] ?? null
  const severity = mark?.values[row]
  // No word, no mark; its place stays, so that names stand in line.
  const lead =
    mark && (severity === null ? <span style={{ inlineSize: 13, flex: 'none' }} /> : <StatusMark mark={markOf(String(severity ?? ''))} size={13} silent />)
  const said = mark && severity !== null && severity !== undefined && <span className="hp-hidden">{severityWord(String(severity), writer.text)} </span>
  const missing = value === null || value === ''
  if (missing && column.field.role === 'owner') {
    const open = until === undefined || until.values[row] === null
    return <span data-open={open || undefined}>{textAt(column, row, writer)}</span>
  }
  return (
    <>
      {lead}
      {said}
      {missing && column.as !== 'lasting' ? (
        <span className={styles['missing']}>-</span>
      ) : column.as === 'mark' ? (
        <>
          <StatusMark mark={markOf(String(value))} size={12} silent />
          <span dir="auto">{textAt(column, row, writer)}</span>
        </>
      ) : column.as === 'text' || column.as === 'link' ? (
        <TextCell {...props} />
      ) : (
        <NumberCell {...props} />
      )}
    </>
  )
}
