import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Fault } from './fault.ts'
import { WireFrame } from './frame.ts'
import { Id, JsonRecord } from './json.ts'
import { TimeRange } from './time.ts'

/**
 * What a widget asks. `source` is a source's id, or `auto`: the first source, real before demo, that knows the measure.
 * `spec` is either a measure (below) or the source kind's own words, which only its connector parses.
 * Strings in `spec` may hold `${variable}`; the connector fills them in with the escaping its language needs.
 */
export const Query = z.object({ source: z.string().check(z.minLength(1), z.maxLength(64)), spec: JsonRecord })
export type Query = z.infer<typeof Query>

/**
 * A named quantity any source may know (core/templates/measures.ts lists them). `range` asks for samples over time,
 * `instant` for one row per group at the end of the range.
 */
export const MeasureSpec = z.object({
  measure: z.string(),
  mode: z._default(z.enum(['range', 'instant']), 'range'),
  by: z._default(z.array(z.string()), []),
  match: z._default(z.record(z.string(), z.union([z.string(), z.array(z.string())])), {}),
  /** Asked over this stretch up to the end of the range instead of over the range, e.g. `30d`: for what is too rare to be seen in a day. */
  window: z.optional(z.string().check(z.regex(/^\d{1,4}[mhdw]$/))),
  /** Asked so far beyond the end of the range as well, e.g. `7d`: for what is planned. */
  ahead: z.optional(z.string().check(z.regex(/^\d{1,4}[mhdw]$/))),
})
export type MeasureSpec = z.infer<typeof MeasureSpec>

export const VariableValues = z.record(z.string().check(z.regex(/^[A-Za-z_]\w{0,63}$/)), z.union([z.string(), z.array(z.string())]))
export type VariableValues = z.infer<typeof VariableValues>

/** Answered as somebody new of this role may see it, and never with more than the asker may: for who may look at landings as a role. */
const As = z.optional(Id)

export const QueryRequest = z.object({
  query: Query,
  range: TimeRange,
  /** Width of the widget in CSS pixels, quantized by core/time so that small resizes reuse the answer. */
  width: z.int().check(z.gte(1), z.lte(10_000)),
  variables: z._default(VariableValues, {}),
  /** IANA zone of the reader; day boundaries depend on it. */
  zone: z._default(z.string().check(z.maxLength(64)), 'UTC'),
  as: As,
})
export type QueryRequest = z.infer<typeof QueryRequest>

/** When the frame was read, and, if the source failed since, why this is the last good answer. */
export const Freshness = z.object({
  /** Epoch ms at which the source gave this frame. */
  at: z.number(),
  /** Set when the source failed just now and this is an older answer. */
  stale: z.optional(z.object({ fault: Fault, nextTryAt: z.number() })),
})
export type Freshness = z.infer<typeof Freshness>

/** Where the time of an answer went, in milliseconds as the server's clock saw them. */
export const Took = z.object({
  /** From the question's arrival to its answer's leaving, without writing the answer out. */
  totalMs: z.number(),
  /** Until one of the source's few places was free. */
  waitMs: z.number(),
  /** The source itself, with the way there and back and the reading of what it said. */
  sourceMs: z.number(),
})
export type Took = z.infer<typeof Took>

export const Answer = z.object({
  frame: WireFrame,
  freshness: Freshness,
  took: Took,
  /** The source that answered; differs from the asked one only for `auto`. */
  source: z.object({ id: z.string(), name: z.string(), kind: z.string() }),
})
export type Answer = z.infer<typeof Answer>

export const runQuery = endpoint({ name: 'runQuery', method: 'POST', path: '/api/query', input: QueryRequest, output: Answer })

/** What a query would go through, as far as its source can tell without running it. */
export const QueryCost = z.object({
  /** Series it reads. */
  series: z.optional(z.number()),
  /** Moments it is worked out at, times series: not what lies inside the windows of its functions. */
  points: z.optional(z.number()),
  /** Rows it answers with. */
  rows: z.optional(z.number()),
  /** There is more than was counted. */
  atLeast: z.optional(z.boolean()),
})
export type QueryCost = z.infer<typeof QueryCost>

export const estimateQuery = endpoint({ name: 'estimateQuery', method: 'POST', path: '/api/query/cost', input: QueryRequest, output: QueryCost })

const Match = z.object({
  /** Selector in the source's own language, e.g. `up{job="node"}`. */
  match: z.optional(z.string().check(z.maxLength(4000))),
  from: z.optional(z.coerce.number()),
  to: z.optional(z.coerce.number()),
})

export const listLabels = endpoint({
  name: 'listLabels',
  method: 'GET',
  path: '/api/sources/:id/labels',
  params: z.object({ id: Id }),
  search: Match,
  output: z.array(z.string()),
})
export const listLabelValues = endpoint({
  name: 'listLabelValues',
  method: 'GET',
  path: '/api/sources/:id/labels/:label',
  params: z.object({ id: Id, label: z.string().check(z.maxLength(200)) }),
  search: z.object({ ...Match.shape, as: As }),
  output: z.array(z.string()),
})
export const listSeries = endpoint({
  name: 'listSeries',
  method: 'GET',
  path: '/api/sources/:id/series',
  params: z.object({ id: Id }),
  search: Match,
  output: z.object({ series: z.array(z.record(z.string(), z.string())), total: z.number() }),
})
export const listMetadata = endpoint({
  name: 'listMetadata',
  method: 'GET',
  path: '/api/sources/:id/metadata',
  params: z.object({ id: Id }),
  output: z.array(z.object({ metric: z.string(), type: z.string(), help: z.string(), unit: z.string() })),
})
