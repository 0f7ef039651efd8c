import type { Cell, Field, Frame, FrameMeta } from '#contract/frame.ts'
import type { TimeRange } from '#contract/time.ts'
import { differingLabels, seriesNames, unique } from './series-names.ts'
import type { Labels } from './series-names.ts'

/** Epoch milliseconds and value. */
export type Sample = readonly [at: number, value: number]

export interface Series {
  readonly labels: Labels
  readonly samples: readonly Sample[]
}

export interface Shown {
  readonly legend?: string | undefined
  readonly unit?: string | undefined
  /** Series or rows kept. */
  readonly cap: number
  readonly meta: FrameMeta
}

/** Moments asked for: from, from + step, ... up to, not including, to. */
export interface Moments extends TimeRange {
  readonly stepMs: number
}

/** A thousand labels make no table; these many columns do. */
const maxColumns = 40

const empty = (meta: FrameMeta, time: boolean): Frame => ({
  fields: [...(time ? [{ name: 'time', type: 'time', role: 'time', values: [] } as const] : []), { name: 'value', type: 'number', role: 'value', values: [] }],
  meta,
})

const cut = (what: 'series' | 'rows', kept: number, total: number): Pick<FrameMeta, 'truncated'> => (kept < total ? { truncated: { what, kept, total } } : {})

const times = ({ from, to, stepMs }: Moments): readonly number[] => Array.from({ length: Math.ceil((to - from) / stepMs) }, (_, i) => from + i * stepMs)

/** Moments of all samples, for answers that do not stand on the moments asked for. */
const ownTimes = (all: readonly Series[]): readonly number[] => [...new Set(all.flatMap((s) => s.samples.map(([at]) => at)))].toSorted((a, b) => a - b)

/** One column on the given moments, null where the series has no sample; undefined when a sample stands beside them. */
function column(series: Series, indexOf: ReadonlyMap<number, number>): Cell[] | undefined {
  const values: Cell[] = Array.from({ length: indexOf.size }, () => null)
  for (const [at, value] of series.samples) {
    const index = indexOf.get(at)
    if (index === undefined) return undefined
    values[index] = value
  }
  return values
}

const columnsOn = (all: readonly Series[], moments: readonly number[]): readonly (readonly Cell[] | undefined)[] => {
  const indexOf = new Map(moments.map((at, i) => [at, i]))
  return all.map((series) => column(series, indexOf))
}

/** Samples over time as one time column and one number column per series, gaps as null. */
export function wideFrame(all: readonly Series[], asked: Moments | undefined, { legend, unit, cap, meta }: Shown): Frame {
  if (all.length === 0) return empty(meta, true)
  const kept = all.slice(0, cap)
  const wanted = asked ? times(asked) : ownTimes(kept)
  const columns = columnsOn(kept, wanted)
  const fits = columns.every((c) => c !== undefined)
  const moments = fits ? wanted : ownTimes(kept)
  const names = seriesNames(
    kept.map((s) => s.labels),
    legend,
  )
  const fields = (fits ? columns : columnsOn(kept, moments)).map((values, i): Field => ({
    name: names[i] ?? '',
    type: 'number',
    role: 'value',
    ...(unit !== undefined && { unit }),
    labels: kept[i]?.labels ?? {},
    values: values ?? [],
  }))
  return { fields: [{ name: 'time', type: 'time', role: 'time', values: moments }, ...fields], meta: { ...meta, ...cut('series', kept.length, all.length) } }
}

/** Labels worth a column: those that differ first, then the rest as far as there is room. */
function columnLabels(all: readonly Labels[]): readonly string[] {
  const differing = differingLabels(all)
  const same = Object.keys(all[0] ?? {}).filter((name) => !differing.includes(name))
  return [...differing, ...same].slice(0, maxColumns)
}

/** One row per series at one moment: a column per label and the value. */
export function tableFrame(all: readonly Series[], { legend, unit, cap, meta }: Shown): Frame {
  if (all.length === 0) return empty(meta, false)
  const kept = all.slice(0, cap)
  const labels = kept.map((s) => s.labels)
  const names = columnLabels(labels)
  const title: readonly Field[] = legend === undefined ? [] : [{ name: 'name', type: 'string', role: 'title', values: seriesNames(labels, legend) }]
  const columns = names.map((name): Field => ({
    name: name === '__name__' ? 'metric' : name,
    type: 'string',
    role: 'label',
    values: labels.map((l) => l[name] ?? null),
  }))
  const values = kept.map((s) => s.samples[0]?.[1] ?? null)
  // The value is named first: a label of the same name gets the number behind it.
  const value: Field = { name: 'value', type: 'number', role: 'value', ...(unit !== undefined && { unit }), values }
  const ordered = [value, ...title, ...columns]
  const called = unique(ordered.map((f) => f.name))
  const [last, ...before] = ordered.map((f, i): Field => ({ ...f, name: called[i] ?? f.name }))
  return { fields: [...before, ...(last ? [last] : [])], meta: { ...meta, ...cut('rows', kept.length, all.length) } }
}

export const scalarFrame = (value: number, { unit, meta }: Shown): Frame => ({
  fields: [{ name: 'value', type: 'number', role: 'value', ...(unit !== undefined && { unit }), values: [value] }],
  meta,
})

export const textFrame = (text: string, { meta }: Shown): Frame => ({ fields: [{ name: 'value', type: 'string', values: [text] }], meta })
