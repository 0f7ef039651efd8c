import * as z from 'zod/mini'
import { Fault } from './fault.ts'

/**
 * A frame is the answer to a query: typed columns of equal length. What a column is *for* is its role; what the frame
 * can be drawn as (its shapes) is computed from types and roles in `core/frame/shapes.ts`.
 */
export const fieldTypes = ['time', 'number', 'string', 'boolean'] as const
export type FieldType = (typeof fieldTypes)[number]

/**
 * time: moment of a sample. start/end: bounds of an interval (end null = still running). lane: row an interval is drawn in.
 * source/target: ends of an edge. severity, status: words of contract/severity. value: the quantity meant.
 * label: dimension. id: stable row key. title: what a person calls the row. link: URL. owner: who has it.
 * depends: ids this row waits for, comma separated. kind: sort of thing (alert, change...). group: cluster of a node.
 */
export const fieldRoles = [
  'time',
  'start',
  'end',
  'lane',
  'source',
  'target',
  'severity',
  'status',
  'value',
  'label',
  'id',
  'title',
  'link',
  'owner',
  'depends',
  'kind',
  'group',
] as const
export type FieldRole = (typeof fieldRoles)[number]

/**
 * Units the app can format: `percent` is 0 to 100, `ratio` 0 to 1 (shown as percent), `s` and `ms` are durations,
 * `bytes` binary multiples, `bytes/s`, `/s` a rate of events. Anything else is printed after the number as it is.
 */
export type Unit = string

/** One cell. Times are epoch milliseconds. In number columns NaN and the infinities are real values and null is a gap. */
export type Cell = number | string | boolean | null

export interface Field {
  readonly name: string
  readonly type: FieldType
  readonly role?: FieldRole | undefined
  readonly unit?: Unit | undefined
  /** Labels of a series, e.g. {instance: "a:9100"}; absent on plain columns. */
  readonly labels?: Readonly<Record<string, string>> | undefined
  /** Cells are phrases (`key?name=value`), put into words of the reader's language before anything else looks at them. */
  readonly phrase?: boolean | undefined
  readonly values: readonly Cell[]
}

/**
 * What a number on screen says about itself: what was counted, from when to when a clock ran, out of how many, and what it is
 * compared with. Words are in the locales under `kpi.<kpi>`.
 */
export interface FrameFact {
  /** Field it is about; absent: the whole frame. */
  readonly of?: string | undefined
  /** Id of the definition in core/kpi/definitions.ts. */
  readonly kpi: string
  readonly stat?: 'median' | 'p90' | 'share' | 'sum' | 'count' | undefined
  /** How many observations the number comes from. */
  readonly n?: number | undefined
  readonly target?: number | undefined
  readonly better?: 'higher' | 'lower' | undefined
  /** The same number over the period before; null where there was nothing to count. */
  readonly previous?: number | null | undefined
  /** The same number in stretches of the period, oldest first. */
  readonly trend?: readonly (number | null)[] | undefined
  /** Not counted because they have not ended: how many, and the age of the oldest in milliseconds. */
  readonly open?: { readonly n: number; readonly oldestMs: number } | undefined
  /** Largest relative error, where the number comes from classes of values. */
  readonly error?: number | undefined
  /** Assumptions behind it, by name; their words are `kpi.<kpi>.assumes`. */
  readonly assumes?: Readonly<Record<string, number>> | undefined
}

/** A fact put into words of the reader's language, in the browser; never on the wire. */
export interface SaidFact extends Pick<FrameFact, 'of' | 'target' | 'better' | 'previous' | 'trend'> {
  readonly name: string
  /** What fits under a number: "Median · n 212 · impact to resolve". */
  readonly line: string
  /** Everything: what is counted, who is left aside, what is assumed. */
  readonly full: string
}

export interface SilentSource {
  readonly source: string
  readonly fault: Fault
}

export interface FrameMeta {
  /** Rows or series left out by a stated cap. Lenses that need every row refuse such a frame. */
  readonly truncated?: { readonly what: 'rows' | 'series' | 'points'; readonly kept: number; readonly total?: number | undefined } | undefined
  /** Distance between samples in milliseconds, where the source was asked for one. */
  readonly stepMs?: number | undefined
  /** What was really sent to the source, for "why is this so". */
  readonly executed?: string | undefined
  /** Warnings of the source itself, in its own words. */
  readonly notices?: readonly string[] | undefined
  /** Other sources that belong to the answer and could not be heard, by their names. */
  readonly silent?: readonly SilentSource[] | undefined
  /** Of several grants of whoever asked only the first could be put into the question: they may see more than this. */
  readonly part?: boolean | undefined
  /** Made by the demo estate: shown as such. */
  readonly demo?: boolean | undefined
  /** How the numbers came about. */
  readonly facts?: readonly FrameFact[] | undefined
  readonly said?: readonly SaidFact[] | undefined
}

export interface Frame {
  readonly fields: readonly Field[]
  readonly meta?: FrameMeta | undefined
}

const wireNumbers = new Set<unknown>(['NaN', '+Inf', '-Inf'])
const isWireCell = (v: unknown): boolean => v === null || typeof v === 'string' || typeof v === 'boolean' || (typeof v === 'number' && Number.isFinite(v))

/** Fast column check: a frame may hold a million cells, so a schema per cell is out of the question. */
const WireValues = z.custom<readonly Cell[]>((v) => Array.isArray(v) && v.every(isWireCell))

export const WireField = z.object({
  name: z.string(),
  type: z.enum(fieldTypes),
  role: z.optional(z.enum(fieldRoles)),
  unit: z.optional(z.string()),
  labels: z.optional(z.record(z.string(), z.string())),
  phrase: z.optional(z.boolean()),
  values: WireValues,
})

const WireFact = z.object({
  of: z.optional(z.string()),
  kpi: z.string(),
  stat: z.optional(z.enum(['median', 'p90', 'share', 'sum', 'count'])),
  n: z.optional(z.number()),
  target: z.optional(z.number()),
  better: z.optional(z.enum(['higher', 'lower'])),
  previous: z.optional(z.nullable(z.number())),
  trend: z.optional(z.array(z.nullable(z.number()))),
  open: z.optional(z.object({ n: z.number(), oldestMs: z.number() })),
  error: z.optional(z.number()),
  assumes: z.optional(z.record(z.string(), z.number())),
})

/** JSON has no NaN and no infinities: in number columns they travel as "NaN", "+Inf" and "-Inf". */
export const WireFrame = z.object({
  fields: z.array(WireField),
  meta: z.optional(
    z.object({
      truncated: z.optional(z.object({ what: z.enum(['rows', 'series', 'points']), kept: z.number(), total: z.optional(z.number()) })),
      stepMs: z.optional(z.number()),
      executed: z.optional(z.string()),
      notices: z.optional(z.array(z.string())),
      silent: z.optional(z.array(z.object({ source: z.string(), fault: Fault }))),
      part: z.optional(z.boolean()),
      demo: z.optional(z.boolean()),
      facts: z.optional(z.array(WireFact)),
    }),
  ),
})
export type WireFrame = z.infer<typeof WireFrame>

const toWire = (v: Cell): Cell => (typeof v !== 'number' || Number.isFinite(v) ? v : Number.isNaN(v) ? 'NaN' : v > 0 ? '+Inf' : '-Inf')
const fromWire = (v: Cell): Cell => (v === 'NaN' ? Number.NaN : v === '+Inf' ? Number.POSITIVE_INFINITY : v === '-Inf' ? Number.NEGATIVE_INFINITY : v)

/** Frame as it goes on the wire; only number columns with special values are copied. */
export function encodeFrame(frame: Frame): WireFrame {
  const fields = frame.fields.map((f) =>
    f.type === 'number' && f.values.some((v) => typeof v === 'number' && !Number.isFinite(v)) ? { ...f, values: f.values.map(toWire) } : f,
  )
  // Readonly arrays and optional undefined are what the schema yields too; only the modifiers differ.
  return { ...frame, fields } as WireFrame
}

/** Frame as the app uses it: number columns hold numbers and null only. */
export function decodeFrame(wire: WireFrame): Frame {
  const fields = wire.fields.map((f) => (f.type === 'number' && f.values.some((v) => wireNumbers.has(v)) ? { ...f, values: f.values.map(fromWire) } : f))
  return { ...wire, fields }
}
