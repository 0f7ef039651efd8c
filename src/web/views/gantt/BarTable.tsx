import { useEffect, useMemo, useState } from 'react'
import type { Frame } from '#contract/frame.ts'
import { useText } from '#web/i18n/text.ts'
import { useCalm } from '#web/ui/use-calm.ts'
import { factsOf } from './facts.ts'
import type { Reader } from './facts.ts'
import type { Plan } from './shape.ts'
import type { TimeView } from './window.ts'

/** Rows of the table read aloud; more would only be a wall of words. */
const mostRows = 100

export interface BarTableProps {
  readonly frame: Frame
  readonly plan: Plan
  readonly view: TimeView
  readonly reader: Reader
  readonly title: string
}

/** Long enough that turning the wheel or dragging is one move. */
const restMs = 300

/** The window once it rests: a table of a hundred rows made anew with each step of the wheel costs more than the picture. */
function useRested({ from, to }: TimeView): Pick<TimeView, 'from' | 'to'> {
  const [rested, setRested] = useState({ from, to })
  useEffect(() => {
    if (rested.from === from && rested.to === to) return undefined
    const timer = setTimeout(() => setRested({ from, to }), restMs)
    return () => clearTimeout(timer)
  }, [rested, from, to])
  return rested
}

/** The bars in sight as a table, for those who listen. Follows the drawing with a delay, so it never slows it. */
export function BarTable({ frame: newest, plan: planned, view, reader, title }: BarTableProps) {
  const text = useText()
  const answer = useMemo(() => ({ frame: newest, plan: planned }), [newest, planned])
  const { frame, plan } = useCalm(answer, planned.bars.length)
  const late = useRested(view)
  const rows = useMemo(() => {
    const inSight = plan.bars.filter((bar) => bar.end >= late.from && bar.start <= late.to)
    return { count: inSight.length, told: inSight.slice(0, mostRows).map((bar) => ({ row: bar.row, facts: factsOf(frame, plan, bar, reader) })) }
  }, [frame, plan, late.from, late.to, reader])
  const columns = ['lane', 'name', 'state', 'when', 'lasts', 'owner'] as const
  return (
    <div className="hp-hidden">
      <table>
        <caption>
          {title}: {text('view.gantt.table', { shown: rows.count, all: plan.bars.length })}
        </caption>
        <thead>
          <tr>
            {columns.map((c) => (
              <th key={c} scope="col">
                {text(`view.gantt.column.${c}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.told.map(({ row, facts }) => (
            <tr key={row}>
              {columns.map((c) => (
                <td key={c}>{facts[c] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
