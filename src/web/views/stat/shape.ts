import type { Threshold } from '#contract/dashboard.ts'
import type { Cell, Field, Frame, SaidFact } from '#contract/frame.ts'
import type { Mark } from '#contract/severity.ts'
import { fieldWithRole, numberFields, rowCount, timeField } from '#core/frame/shapes.ts'
import { markOf } from '#web/ui/mark-of.ts'
import { nameSeries } from '../name-series.ts'
import { passedThreshold } from '../passed-threshold.ts'
import type { Fit } from '../view.ts'
import type { Reduction, StatOptions } from './options.ts'
import { isNews } from './change.ts'

/**
 * With `compare` on, the widget host appends a number field of this name holding one value: the same number over the
 * period before. Only its first value is read, whatever the length of the other columns.
 */
export const previousField = 'previous'

/** More numbers than this are a table, not a row of stats. */
const maxItems = 8
const sparkPoints = 60

export interface Change {
  readonly by: number
  readonly meaning: 'good' | 'bad' | 'neutral'
}

/** One number as drawn. */
export interface Stat {
  readonly name: string
  readonly value: number | null
  readonly unit: string
  /** Mark of the row, where the answer says one. */
  readonly mark?: Mark | undefined
  readonly passed?: Threshold | undefined
  /** Samples behind the number, oldest first; empty where there are none. */
  readonly spark: readonly (number | null)[]
  /** How the number came from the samples, and how many there were. */
  readonly from?: { readonly reduce: Reduction; readonly n: number } | undefined
  readonly change?: Change | undefined
  readonly target?: number | undefined
  /** What the number says about itself, short and in full. */
  readonly said?: { readonly line: string; readonly full: string } | undefined
}

const isNumber = (v: Cell | undefined): v is number => typeof v === 'number' && !Number.isNaN(v)

/** One number out of many; null when there is none. */
export function reduceNumbers(values: readonly Cell[], how: Reduction): number | null {
  const numbers = values.filter(isNumber)
  if (numbers.length === 0) return null
  switch (how) {
    case 'last':
      return numbers.at(-1) ?? null
    case 'sum':
      return numbers.reduce((a, b) => a + b, 0)
    case 'mean':
      return numbers.reduce((a, b) => a + b, 0) / numbers.length
    case 'min':
      return numbers.reduce((a, b) => Math.min(a, b))
    case 'max':
      return numbers.reduce((a, b) => Math.max(a, b))
    case 'median': {
      const sorted = Float64Array.from(numbers).toSorted()
      const middle = (sorted.length - 1) / 2
      return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
    }
    default:
      return how satisfies never
  }
}

/** At most `points` values, each the mean of its stretch; a stretch without numbers is a gap. */
export function sparkOf(values: readonly Cell[], points = sparkPoints): readonly (number | null)[] {
  const finite = (v: Cell): number | null => (isNumber(v) && Number.isFinite(v) ? v : null)
  if (values.length <= points) return values.map(finite)
  return Array.from({ length: points }, (_, i) => {
    const stretch = values.slice(Math.floor((i * values.length) / points), Math.floor(((i + 1) * values.length) / points))
    return reduceNumbers(stretch.map(finite), 'mean')
  })
}

interface Judging {
  readonly better: StatOptions['better']
  readonly unit: string
  readonly target?: number | undefined
}

/** Colour is for news: a step to the worse is bad only where the number is not what it should be any more. */
function changeOf(value: number | null, previous: Cell | undefined, { better, unit, target }: Judging): Change | undefined {
  if (value === null || !isNumber(previous) || !Number.isFinite(value - previous)) return undefined
  const by = value - previous
  if (better === 'neither' || !isNews(by, previous, unit)) return { by, meaning: 'neutral' }
  if (by > 0 === (better === 'higher')) return { by, meaning: 'good' }
  const kept = target !== undefined && (better === 'higher' ? value >= target : value <= target)
  return { by, meaning: kept ? 'neutral' : 'bad' }
}

const measured = (frame: Frame): readonly Field[] => numberFields(frame).filter((f) => f.name !== previousField)

/** A field per number: series over time, or the columns of a single row. */
function fromFields(fields: readonly Field[], options: StatOptions, overTime: boolean): readonly Stat[] {
  const names = nameSeries(fields)
  return fields.slice(0, maxItems).map((field, i) => ({
    name: names[i] ?? field.name,
    value: reduceNumbers(field.values, options.reduce),
    unit: options.unit ?? field.unit ?? '',
    spark: overTime && options.spark ? sparkOf(field.values) : [],
    from: overTime ? { reduce: options.reduce, n: field.values.filter(isNumber).length } : undefined,
  }))
}

/** A row per number: a short table with names. */
function fromRows(frame: Frame, value: Field, options: StatOptions): readonly Stat[] {
  const label = nameField(frame)
  const severity = fieldWithRole(frame, 'severity') ?? fieldWithRole(frame, 'status')
  return value.values.slice(0, maxItems).map((v, i) => {
    const word = severity?.values[i]
    return {
      name: String(label?.values[i] ?? ''),
      value: isNumber(v) ? v : null,
      unit: options.unit ?? value.unit ?? '',
      mark: typeof word === 'string' ? markOf(word) : undefined,
      spark: [],
    }
  })
}

const nameField = (frame: Frame): Field | undefined =>
  fieldWithRole(frame, 'title') ?? fieldWithRole(frame, 'label') ?? frame.fields.find((f) => f.type === 'string' && f.role !== 'id' && f.role !== 'link')

/** A number with what it says about itself: its own trend, target and period before. */
function withFact(stat: Stat, fact: SaidFact | undefined, options: StatOptions, thresholds: readonly Threshold[]): Stat {
  if (!fact) return { ...stat, passed: passedThreshold(stat.value, thresholds) }
  return {
    ...stat,
    from: undefined,
    spark: options.spark ? sparkOf(fact.trend ?? []) : [],
    change:
      fact.previous === undefined ? undefined : changeOf(stat.value, fact.previous, { better: fact.better ?? 'neither', unit: stat.unit, target: fact.target }),
    target: fact.target,
    said: { line: fact.line, full: fact.full },
  }
}

/** What to draw: one number, or a few side by side. Never empty: an answer without numbers is one missing number. */
export function shapeStat(frame: Frame, options: StatOptions, thresholds: readonly Threshold[]): readonly Stat[] {
  const fields = measured(frame)
  const [value] = fields
  if (!value) return [{ name: '', value: null, unit: '', spark: [] }]
  const overTime = timeField(frame) !== undefined
  const byRow = !overTime && fields.length === 1 && rowCount(frame) > 1 && rowCount(frame) <= maxItems && nameField(frame) !== undefined
  const stats = byRow ? fromRows(frame, value, options) : fromFields(fields, options, overTime || rowCount(frame) > 1)
  const facts = frame.meta?.said ?? []
  if (!overTime && facts.some((f) => f.of !== undefined))
    return stats.map((s) =>
      withFact(
        s,
        facts.find((f) => f.of === s.name),
        options,
        thresholds,
      ),
    )
  const previous = frame.fields.find((f) => f.name === previousField)?.values[0]
  return stats.map((s) => ({
    ...s,
    passed: passedThreshold(s.value, thresholds),
    change: stats.length === 1 ? changeOf(s.value, previous, { better: options.better, unit: s.unit, target: options.target }) : undefined,
  }))
}

/** One number fits best; a few, or one series, will do; anything larger wants to be reduced first. */
export function acceptsStat(frame: Frame): Fit {
  const fields = measured(frame)
  if (fields.length === 0) return { refused: 'needsNumber' }
  if (timeField(frame)) return fields.length <= maxItems ? { score: fields.length === 1 ? 0.6 : 0.4 } : { refused: 'needsScalar' }
  const rows = rowCount(frame)
  if (rows <= 1) return fields.length <= maxItems ? { score: fields.length === 1 ? 1 : 0.7 } : { refused: 'needsScalar' }
  return rows <= maxItems && fields.length === 1 && nameField(frame) ? { score: 0.45 } : { refused: 'needsScalar' }
}
