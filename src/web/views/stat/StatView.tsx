import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useFormat } from '#web/i18n/format.ts'
import type { Format } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import type { Text } from '#web/i18n/text.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import type { ViewProps } from '../view.ts'
import { fitCells, fitStats, wrappedIn } from './fit-stat.ts'
import type { StatFit } from './fit-stat.ts'
import type { StatOptions } from './options.ts'
import { shapeStat } from './shape.ts'
import type { Stat } from './shape.ts'
import { Spark } from './Spark.tsx'
import { changeWords, factWords, limitWords } from './stat-words.ts'
import styles from './stat.module.css'

/** What stands under the number, most telling first; as many as there is room for are shown. */
function linesOf(stat: Stat, target: number | undefined, text: Text, format: Format): readonly ReactNode[] {
  const { passed, change } = stat
  const facts = factsOf(stat, target, text, format)
  const lines: ReactNode[] = []
  if (passed)
    lines.push(
      <div key="limit" className={styles['limit']} data-mark={passed.mark}>
        <StatusMark mark={passed.mark} size={12} silent />
        <bdi>{limitWords(passed, stat.unit, text, format)}</bdi>
      </div>,
    )
  if (change)
    lines.push(
      <div key="change" className={styles['change']} data-meaning={change.meaning} title={text('stat.change.than')}>
        <bdi>{changeWords(change.by, stat.unit, text, format)}</bdi>
      </div>,
    )
  if (facts)
    lines.push(
      <div key="facts" className={styles['facts']} title={stat.said?.full ?? facts}>
        <bdi>{facts}</bdi>
      </div>,
    )
  return lines
}

interface CellProps {
  readonly stat: Stat
  readonly named: boolean
  /** Begins a row: no line before it, and in line with the title. */
  readonly first: boolean
  readonly target: number | undefined
  readonly lines: readonly ReactNode[]
  /** Layout all stats of the widget share. */
  readonly fit: StatFit
}

const factsOf = (stat: Stat, target: number | undefined, text: Text, format: Format): string => stat.said?.line ?? factWords(stat, target, text, format)

const hasSpark = ({ spark }: Stat): boolean => spark.length > 1

/** Figures and the units between them, in turn: of "23 min 17" the minutes are set as small as the seconds after it. */
const partsOf = (number: string): readonly string[] => number.split(/\u00a0(\p{L}+)\s/u)

function StatCell({ stat, named, first, target, lines, fit }: CellProps) {
  const amount = useFormat().amount(stat.value, stat.unit)
  const wrapped = wrappedIn(fit, hasSpark(stat))
  return (
    <div className={styles['cell']} data-first={first || undefined} data-wrapped={wrapped > 1 ? wrapped : undefined}>
      {named && (
        <span className={styles['name']} title={stat.name}>
          {stat.mark && <StatusMark mark={stat.mark} size={12} />}
          <span dir="auto">{stat.name}</span>
        </span>
      )}
      <div className={styles['main']}>
        <span className={styles['number']} data-step={fit.step} data-missing={stat.value === null || undefined}>
          <bdi>
            {partsOf(amount.number).map((part, i) =>
              i % 2 === 0 ? (
                part
              ) : (
                <small key={part} data-inner>
                  {part}
                </small>
              ),
            )}
            {amount.unit && <small>{amount.unit}</small>}
          </bdi>
        </span>
        {fit.spark === 'beside' && <Spark values={stat.spark} target={stat.target ?? target} width={fit.sparkWidth} height={30} />}
      </div>
      {lines.slice(0, fit.lines)}
      {fit.spark === 'below' && (
        <div className={styles['below']}>
          <Spark values={stat.spark} target={stat.target ?? target} width={fit.sparkWidth} height={fit.sparkHeight} />
        </div>
      )}
    </div>
  )
}

/** One number large, or a few side by side with hairlines between them. */
export default function StatView({ frame, options, size, thresholds, title, mode }: ViewProps<StatOptions>) {
  const text = useText()
  const format = useFormat()
  const stats = useMemo(() => shapeStat(frame, options, thresholds), [frame, options, thresholds])
  const named = stats.length > 1
  const cells = fitCells(stats.length, size)
  const inner = { width: cells.width - (named ? 24 : 0), height: cells.height - (named ? 12 : 0) }
  const lines = stats.map((stat) => (mode === 'preview' ? [] : linesOf(stat, options.target, text, format)))
  const fit = fitStats(
    stats.map((stat, i) => ({
      ...format.amount(stat.value, stat.unit),
      named,
      spark: hasSpark(stat),
      lines: lines[i]?.length ?? 0,
      letters: factsOf(stat, options.target, text, format).length,
    })),
    inner,
  )
  return (
    <div
      className={styles['stats']}
      role="group"
      aria-label={title}
      data-many={named || undefined}
      style={{ gridTemplateColumns: `repeat(${cells.columns}, minmax(0, 1fr))` }}
    >
      {stats.map((stat, i) => (
        <StatCell
          key={`${i} ${stat.name}`}
          stat={stat}
          named={named}
          first={i % cells.columns === 0}
          target={options.target}
          lines={lines[i] ?? []}
          fit={fit}
        />
      ))}
    </div>
  )
}
