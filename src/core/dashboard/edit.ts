import * as z from 'zod/mini'
import { breakpoints, Dashboard, LensStep, Place, Section, Threshold, Variable, VisibleTo, Widget, WidgetLink } from '#contract/dashboard.ts'
import type { Breakpoint } from '#contract/dashboard.ts'
import { Id } from '#contract/json.ts'
import { Query } from '#contract/query.ts'
import type { Cell, Size } from '../layout/grid.ts'

/** A change of one property of a widget; without a value the property is taken away. */
export type SetWidget = { readonly do: 'setWidget'; readonly id: string } & (
  | { readonly prop: 'title'; readonly value: string }
  | { readonly prop: 'sub'; readonly value?: string | undefined }
  | { readonly prop: 'query'; readonly value: Query }
  | { readonly prop: 'lenses'; readonly value: readonly LensStep[] }
  | { readonly prop: 'view'; readonly value: Widget['view'] }
  | { readonly prop: 'thresholds'; readonly value: readonly Threshold[] }
  | { readonly prop: 'links'; readonly value: readonly WidgetLink[] }
  | { readonly prop: 'visibleTo'; readonly value?: VisibleTo | undefined }
)

export type SetDashboard = { readonly do: 'setDashboard' } & (
  | { readonly prop: 'title'; readonly value: string }
  | { readonly prop: 'description'; readonly value?: string | undefined }
  | { readonly prop: 'variables'; readonly value: readonly Variable[] }
  | { readonly prop: 'time'; readonly value: Dashboard['time'] }
)

export type SetSection = { readonly do: 'setSection'; readonly id: string } & (
  | { readonly prop: 'title'; readonly value: string }
  | { readonly prop: 'collapsed'; readonly value?: boolean | undefined }
  | { readonly prop: 'visibleTo'; readonly value?: VisibleTo | undefined }
)

export interface AddWidget {
  readonly do: 'addWidget'
  readonly section: string
  readonly widget: Widget
  /** Its cell at `breakpoint` (desktop unless told); without one, the first free spot for `size`. */
  readonly at?: Cell | undefined
  readonly breakpoint?: Breakpoint | undefined
  readonly size?: Size | undefined
  /** Place in the list of widgets; last unless told. */
  readonly index?: number | undefined
}

export interface MoveWidget {
  readonly do: 'moveWidget'
  readonly id: string
  readonly breakpoint: Breakpoint
  /** The intent: the cell and size the person chose. Where the others go is computed. */
  readonly to: Cell
  /** Another section, where it gets `to` at this breakpoint and the first free spot at the others. */
  readonly section?: string | undefined
  readonly index?: number | undefined
}

/** All places at one breakpoint at once: what inverses need. Without places the breakpoint is derived again. */
export interface SetLayout {
  readonly do: 'setLayout'
  readonly section: string
  readonly breakpoint: Breakpoint
  readonly places?: readonly Place[] | undefined
}

/** One change to a dashboard, as data. `apply` carries it out, `invert` says how to take it back. */
export type Edit =
  | AddWidget
  | { readonly do: 'removeWidget'; readonly id: string }
  | MoveWidget
  | SetWidget
  | SetDashboard
  | { readonly do: 'addSection'; readonly section: Section; readonly index?: number | undefined }
  | { readonly do: 'removeSection'; readonly id: string }
  | SetSection
  | { readonly do: 'moveSection'; readonly id: string; readonly index: number }
  | SetLayout
  /** The whole document: a restored revision. */
  | { readonly do: 'replace'; readonly doc: Dashboard }
  | { readonly do: 'batch'; readonly edits: readonly Edit[] }

const Whole = z.int().check(z.gte(0))
const CellSchema = z.object({ x: Whole, y: Whole, w: Whole, h: Whole })
const SizeSchema = z.object({ w: Whole, h: Whole })
const At = z.enum(breakpoints)
const set = <N extends string, P extends string, V extends z.ZodMiniType>(name: N, prop: P, value: V) =>
  z.object({ do: z.literal(name), id: Id, prop: z.literal(prop), value })
const setDoc = <P extends string, V extends z.ZodMiniType>(prop: P, value: V) => z.object({ do: z.literal('setDashboard'), prop: z.literal(prop), value })

/** Reads edits that were kept somewhere, such as the log of a draft. */
export const EditSchema: z.ZodMiniType<Edit> = z.lazy(() =>
  z.union([
    z.object({
      do: z.literal('addWidget'),
      section: Id,
      widget: Widget,
      at: z.optional(CellSchema),
      breakpoint: z.optional(At),
      size: z.optional(SizeSchema),
      index: z.optional(Whole),
    }),
    z.object({ do: z.literal('removeWidget'), id: Id }),
    z.object({ do: z.literal('moveWidget'), id: Id, breakpoint: At, to: CellSchema, section: z.optional(Id), index: z.optional(Whole) }),
    set('setWidget', 'title', z.string()),
    set('setWidget', 'sub', z.optional(z.string())),
    set('setWidget', 'query', Query),
    set('setWidget', 'lenses', z.array(LensStep)),
    set('setWidget', 'view', Widget.shape.view),
    set('setWidget', 'thresholds', z.array(Threshold)),
    set('setWidget', 'links', z.array(WidgetLink)),
    set('setWidget', 'visibleTo', z.optional(VisibleTo)),
    setDoc('title', z.string()),
    setDoc('description', z.optional(z.string())),
    setDoc('variables', z.array(Variable)),
    setDoc('time', Dashboard.shape.time),
    z.object({ do: z.literal('addSection'), section: Section, index: z.optional(Whole) }),
    z.object({ do: z.literal('removeSection'), id: Id }),
    set('setSection', 'title', z.string()),
    set('setSection', 'collapsed', z.optional(z.boolean())),
    set('setSection', 'visibleTo', z.optional(VisibleTo)),
    z.object({ do: z.literal('moveSection'), id: Id, index: Whole }),
    z.object({ do: z.literal('setLayout'), section: Id, breakpoint: At, places: z.optional(z.array(Place)) }),
    z.object({ do: z.literal('replace'), doc: Dashboard }),
    z.object({ do: z.literal('batch'), edits: z.array(EditSchema) }),
  ]),
)
