import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Widget } from '#contract/dashboard.ts'
import type { Frame } from '#contract/frame.ts'
import { applyChain } from '#core/frame/lenses.ts'
import { reduceCells, reductions } from '#core/frame/reduction.ts'
import type { Reduction } from '#core/frame/reduction.ts'
import { numberFields } from '#core/frame/shapes.ts'
import { previousRange } from '#core/time/range.ts'
import type { TimeRange } from '#contract/time.ts'
import { frameQuery } from '../api/frame-query.ts'
import { useAsked } from './moment.ts'
import type { Moment } from './moment.ts'
import { requestOf } from './use-answer.ts'
import type { Question } from './use-answer.ts'

/** Name of the field that carries the number of the period before; the stat view knows it. */
const previousField = 'previous'

function median(cells: readonly unknown[]): number | null {
  const sorted = Float64Array.from(cells.filter((v): v is number => typeof v === 'number' && !Number.isNaN(v))).toSorted()
  if (sorted.length === 0) return null
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}
const isReduction = (how: unknown): how is Reduction => reductions.some((r) => r === how)

/** One number for a whole frame, the way the stat's options say. */
export function numberOf(frame: Frame, how: unknown): number | null {
  const [field] = numberFields(frame)
  if (!field) return null
  return how === 'median' ? median(field.values) : reduceCells(field.values, isReduction(how) ? how : 'last')
}

export const wantsPrevious = ({ view }: Pick<Widget, 'view'>): boolean => view.kind === 'stat' && view.options['compare'] === true

/** What all ask who compare nothing, and so is never asked: the text of a question is not free at every refresh. */
const nothing = frameQuery({ query: { source: 'none', spec: {} }, range: { from: 0, to: 0 }, width: 1, variables: {}, zone: 'UTC' })

export interface Comparing {
  readonly question: Question
  readonly latest: Moment
  /** Whether the widget is in or near the window. */
  readonly near: boolean
}

/**
 * The frame with the number of the period before, when the widget compares. This is the one view option that costs a
 * second query; the widget is shown without it until it is there, and stays so when it fails.
 */
export function useCompared(widget: Widget, frame: Frame | undefined, { question, latest, near }: Comparing): Frame | undefined {
  const on = wantsPrevious(widget)
  const { zone } = question
  const { moment, follow } = useAsked(latest)
  const { range, now } = moment
  const before: TimeRange = useMemo(() => previousRange(range), [range])
  const ask = useMemo(() => (on ? frameQuery(requestOf(question, before), { aside: 'before' }) : nothing), [on, question, before])
  const { data, isFetching } = useQuery({ ...ask, enabled: on && near && frame !== undefined })
  follow(isFetching)
  const how = widget.view.options['reduce']
  return useMemo(() => {
    if (!on || !frame || !data) return frame
    const prepared = applyChain(data.frame, widget.lenses, { range: before, now, zone })
    const value = 'frame' in prepared ? numberOf(prepared.frame, how) : null
    return value === null ? frame : { ...frame, fields: [...frame.fields, { name: previousField, type: 'number', values: [value] }] }
  }, [on, frame, data, widget.lenses, before, now, zone, how])
}
