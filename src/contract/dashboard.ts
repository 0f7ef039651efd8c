import * as z from 'zod/mini'
import { Relation } from './access.ts'
import { endpoint } from './endpoint.ts'
import { Id, JsonRecord } from './json.ts'
import { Need } from './need.ts'
import { Query } from './query.ts'
import { RangeSpec } from './time.ts'

/**
 * The dashboard document, version 1. Objects are loose: fields a newer version wrote pass through an older one unharmed.
 */

export const breakpoints = ['desktop', 'tablet', 'phone'] as const
export type Breakpoint = (typeof breakpoints)[number]

/** A place on the grid, in columns and rows. */
export const Place = z.looseObject({
  id: Id,
  x: z.int().check(z.gte(0), z.lte(11)),
  y: z.int().check(z.gte(0), z.lte(10_000)),
  w: z.int().check(z.gte(1), z.lte(12)),
  h: z.int().check(z.gte(1), z.lte(200)),
})
export type Place = { readonly id: string; readonly x: number; readonly y: number; readonly w: number; readonly h: number }

/** One lens of a widget's chain, by name, with the parameters the person chose. */
export const LensStep = z.looseObject({ lens: z.string(), params: z._default(JsonRecord, {}) })
export type LensStep = z.infer<typeof LensStep>

/** A limit: at and beyond `value` the widget shows `mark`. */
export const Threshold = z.looseObject({
  value: z.number(),
  when: z._default(z.enum(['above', 'below']), 'above'),
  mark: z.enum(['critical', 'warning', 'info', 'ok']),
  label: z.optional(z.string()),
})
export type Threshold = z.infer<typeof Threshold>

/** Only http, https and same-origin paths; checked again when drawn. */
export const SafeUrl = z.string().check(z.regex(/^(https?:\/\/|\/(?![/\\]))/), z.maxLength(2000))
export const WidgetLink = z.looseObject({ title: z.string(), url: SafeUrl })
export type WidgetLink = z.infer<typeof WidgetLink>

/** One kind of condition: one of these names has to fit. */
const AnyOf = z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.maxLength(50)))

/**
 * Who sees a section or a widget: of every kind named, one has to fit. Empty: everybody. The server leaves out what somebody
 * does not see; people who may change the dashboard see all of it. A kind this version does not know fits nobody.
 */
export const VisibleTo = z.looseObject({ roles: AnyOf, teams: AnyOf, sites: AnyOf })
export type VisibleTo = z.infer<typeof VisibleTo>

export const Widget = z.looseObject({
  id: Id,
  title: z.string().check(z.maxLength(200)),
  /** What is counted, in a few words, beside the title. */
  sub: z.optional(z.string().check(z.maxLength(200))),
  query: Query,
  lenses: z._default(z.array(LensStep), []),
  /** `kind` is open: a kind this version does not know is kept and shown as such. */
  view: z.looseObject({ kind: z.string().check(z.maxLength(64)), options: z._default(JsonRecord, {}) }),
  thresholds: z._default(z.array(Threshold), []),
  links: z._default(z.array(WidgetLink), []),
  /** Id of the ready-made widget it came from, if any. */
  template: z.optional(z.string()),
  /** Absent: everybody who sees its section. */
  visibleTo: z.optional(VisibleTo),
})
export type Widget = z.infer<typeof Widget>

export const Section = z.looseObject({
  id: Id,
  /** Empty for the unnamed section every dashboard starts with. */
  title: z.string().check(z.maxLength(200)),
  collapsed: z.optional(z.boolean()),
  /** Absent: everybody who sees the dashboard. */
  visibleTo: z.optional(VisibleTo),
  widgets: z.array(Widget),
  /** A missing breakpoint is derived from desktop and never stored. */
  layouts: z.looseObject({ desktop: z.array(Place), tablet: z.optional(z.array(Place)), phone: z.optional(z.array(Place)) }),
})
export type Section = z.infer<typeof Section>

/** A choice at the top of the dashboard whose value fills `${name}` in queries. */
export const Variable = z.looseObject({
  name: z.string().check(z.regex(/^[A-Za-z_]\w{0,63}$/)),
  label: z.optional(z.string()),
  /** Choices are the values of this label at this source, narrowed by `match`. */
  from: z.object({ source: z.string(), label: z.string(), match: z.optional(z.string()) }),
  multi: z._default(z.boolean(), false),
  default: z._default(z.union([z.string(), z.array(z.string())]), ''),
})
export type Variable = z.infer<typeof Variable>

export const Dashboard = z.looseObject({
  v: z.literal(1),
  title: z.string().check(z.minLength(1), z.maxLength(200)),
  description: z.optional(z.string().check(z.maxLength(2000))),
  sections: z.array(Section).check(z.minLength(1), z.maxLength(50)),
  /**
   * Something in it is not for whoever asked and was left out. Never kept: saving such a document answers `stale`, so that what
   * was not seen is read and merged before it could be lost; a new dashboard made from it is whole again.
   */
  partial: z.optional(z.literal(true)),
  variables: z._default(z.array(Variable), []),
  time: z.looseObject({
    range: RangeSpec,
    /** Milliseconds between refreshes; 0 = only by hand. */
    refreshMs: z._default(z.int().check(z.gte(0)), 0),
  }),
})
export type Dashboard = z.infer<typeof Dashboard>

export const DashboardSummary = z.object({
  id: Id,
  rev: z.int(),
  title: z.string(),
  widgets: z.int(),
  updatedAt: z.number(),
  /** Set on dashboards that came with the product or the demo. */
  origin: z.enum(['own', 'starter', 'demo']),
  /** What the person asking has to it. */
  mine: z.optional(Relation),
})
export type DashboardSummary = z.infer<typeof DashboardSummary>

export const DashboardRecord = z.object({
  id: Id,
  rev: z.int(),
  doc: Dashboard,
  updatedAt: z.number(),
  origin: z.enum(['own', 'starter', 'demo']),
  /** As in the summary. */
  mine: z.optional(Relation),
  /** Widgets nobody the reader may ask can answer yet, and what is to be connected for them; absent where there are none. */
  unmet: z.optional(z.record(Id, Need)),
})
export type DashboardRecord = z.infer<typeof DashboardRecord>

export const Revision = z.object({ rev: z.int(), at: z.number(), title: z.string(), widgets: z.int() })
export type Revision = z.infer<typeof Revision>

const DashboardId = z.object({ id: Id })
const docLimit = 1_048_576

export const listDashboards = endpoint({ name: 'listDashboards', method: 'GET', path: '/api/dashboards', output: z.array(DashboardSummary) })
export const createDashboard = endpoint({
  name: 'createDashboard',
  method: 'POST',
  path: '/api/dashboards',
  idempotent: true,
  status: 201,
  bodyLimit: docLimit,
  input: z.object({ doc: Dashboard }),
  output: DashboardRecord,
})
export const readDashboard = endpoint({ name: 'readDashboard', method: 'GET', path: '/api/dashboards/:id', params: DashboardId, output: DashboardRecord })
export const saveDashboard = endpoint({
  name: 'saveDashboard',
  method: 'PUT',
  path: '/api/dashboards/:id',
  params: DashboardId,
  ifMatch: true,
  idempotent: true,
  bodyLimit: docLimit,
  input: z.object({ doc: Dashboard }),
  output: DashboardRecord,
})
export const removeDashboard = endpoint({
  name: 'removeDashboard',
  method: 'DELETE',
  path: '/api/dashboards/:id',
  params: DashboardId,
  ifMatch: true,
  output: z.object({ removed: Id }),
})
export const listRevisions = endpoint({
  name: 'listRevisions',
  method: 'GET',
  path: '/api/dashboards/:id/revisions',
  params: DashboardId,
  output: z.array(Revision),
})
export const readRevision = endpoint({
  name: 'readRevision',
  method: 'GET',
  path: '/api/dashboards/:id/revisions/:rev',
  params: z.object({ id: Id, rev: z.coerce.number() }),
  output: DashboardRecord,
})
