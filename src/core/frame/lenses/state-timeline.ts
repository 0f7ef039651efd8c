import * as z from 'zod/mini'
import type { Cell, Field, Frame } from '#contract/frame.ts'
import { carried, isNumber } from '../columns.ts'
import { defineLens } from '../lens.ts'
import type { LensContext } from '../lens.ts'
import { numberFields, rowCount, timeField } from '../shapes.ts'

const StateTimeline = z.object({ when: z._default(z.enum(['above', 'below']), 'above'), value: z.number() })
type StateTimeline = z.infer<typeof StateTimeline>

/** Two significant digits, rounded down: 0.8734 -> 0.87. */
function roundDown(value: number): number {
  if (value === 0) return 0
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1)
  return Number((Math.floor(value / unit) * unit).toPrecision(2))
}

const usual: Readonly<Record<string, number>> = { percent: 80, ratio: 0.8 }

/** A limit that shows something: what is usual for the unit if it was ever reached, the time down for up/down, else the top tenth. */
function likelyLimit(series: readonly Field[]): StateTimeline | undefined {
  const numbers = series.flatMap((f) => f.values.filter((v) => isNumber(v) && Number.isFinite(v)) as number[]) // isNumber makes them numbers
  if (numbers.length === 0) return undefined
  const sorted = Float64Array.from(numbers).toSorted()
  const max = sorted.at(-1) ?? 0
  if ((sorted[0] === 0 || sorted[0] === 1) && sorted.every((v) => v === 0 || v === 1)) return { when: 'below', value: 0 }
  const known = usual[series[0]?.unit ?? '']
  if (known !== undefined && max >= known) return { when: 'above', value: known }
  return { when: 'above', value: roundDown(sorted[Math.floor((sorted.length - 1) * 0.9)] ?? max) }
}

/** Distance between samples: as the source says, else the smallest there is. */
function stepOf(frame: Frame, times: readonly Cell[]): number {
  if (frame.meta?.stepMs) return frame.meta.stepMs
  let least = Number.POSITIVE_INFINITY
  for (let i = 1; i < times.length; i += 1) least = Math.min(least, Number(times[i]) - Number(times[i - 1]))
  return Number.isFinite(least) && least > 0 ? least : 0
}

interface Stretch {
  readonly series: Field
  readonly start: number
  readonly end: number | null
  /** The value furthest beyond the limit. */
  readonly extreme: number
}

/** A sample stands for the time up to the next one, at most for two steps: what was not measured is not claimed. */
function stretchesOf(series: Field, times: readonly Cell[], limit: StateTimeline, step: number, { now }: LensContext): readonly Stretch[] {
  const found: Stretch[] = []
  const beyond = (v: Cell | undefined): v is number => isNumber(v) && (limit.when === 'above' ? v >= limit.value : v <= limit.value)
  const further = (a: number, b: number): number => (limit.when === 'above' ? Math.max(a, b) : Math.min(a, b))
  let open: { start: number; until: number; extreme: number } | undefined
  const close = (end: number | null): void => {
    if (open) found.push({ series, start: open.start, end, extreme: open.extreme })
    open = undefined
  }
  for (let i = 0; i < times.length; i += 1) {
    const at = Number(times[i])
    const v = series.values[i]
    if (open && at > open.until + step) close(open.until)
    if (!beyond(v)) {
      close(at)
      continue
    }
    open = open ? { ...open, until: at + step, extreme: further(open.extreme, v) } : { start: at, until: at + step, extreme: v }
  }
  if (open) close(open.until + step >= now ? null : open.until)
  return found
}

/** When each series was at or beyond a limit, as intervals: one lane per series, the extreme as value, still running where it is. */
export const stateTimeline = defineLens({
  name: 'stateTimeline',
  from: 'series',
  to: 'intervals',
  whole: false,
  weight: 0.85,
  params: StateTimeline,
  fit: (frame) => {
    const series = numberFields(frame)
    if (!timeField(frame)) return { refused: 'needsTime' }
    if (series.length === 0) return { refused: 'needsNumber' }
    const params = likelyLimit(series)
    return params ? { params } : { refused: rowCount(frame) === 0 ? 'needsRows' : 'needsNumber' }
  },
  apply: (frame, params, context) => {
    const time = timeField(frame)
    const series = numberFields(frame)
    if (!time) return { refused: 'needsTime' }
    const step = stepOf(frame, time.values)
    const all = series.flatMap((f) => stretchesOf(f, time.values, params, step, context))
    const unit = series[0]?.unit
    const names = [...new Set(series.flatMap((f) => Object.keys(f.labels ?? {})))].filter((name) => !['id', 'lane', 'start', 'end', 'value'].includes(name))
    return {
      fields: [
        { name: 'lane', type: 'string', role: 'lane', values: all.map((s) => s.series.name) },
        { name: 'start', type: 'time', role: 'start', values: all.map((s) => s.start) },
        { name: 'end', type: 'time', role: 'end', values: all.map((s) => s.end) },
        { name: 'value', type: 'number', role: 'value', ...(unit !== undefined && { unit }), values: all.map((s) => s.extreme) },
        ...names.map((name): Field => ({ name, type: 'string', role: 'label', values: all.map((s) => s.series.labels?.[name] ?? null) })),
        { name: 'id', type: 'string', role: 'id', values: all.map((s) => `${s.series.name}@${s.start}`) },
      ],
      ...carried(frame),
    }
  },
})
