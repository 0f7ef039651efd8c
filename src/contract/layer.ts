import * as z from 'zod/mini'
import { breakpoints, LensStep, Widget } from './dashboard.ts'
import { endpoint } from './endpoint.ts'
import { Id } from './json.ts'

/**
 * One person's changes to a dashboard they do not publish: what they want, kept as operations and laid over whatever is
 * published. There is at most one operation per `do`, widget (or section) and breakpoint; the latest counts.
 */

/** A cell of the grid, in columns and rows. */
const Cell = z.object({
  x: z.int().check(z.gte(0), z.lte(11)),
  y: z.int().check(z.gte(0), z.lte(10_000)),
  w: z.int().check(z.gte(1), z.lte(12)),
  h: z.int().check(z.gte(1), z.lte(200)),
})
/** A way to look at a widget's answer. */
const Look = z.object({ view: Widget.shape.view, lenses: z.array(LensStep).check(z.maxLength(20)) })
export type LayerLook = z.infer<typeof Look>

/**
 * `base` is what was published when the person chose otherwise: an owner who changed the same thing since is a conflict.
 * Null where nothing of the kind was published.
 */
export const LayerOperation = z.discriminatedUnion('do', [
  z.object({ do: z.literal('hide'), widget: Id }),
  z.object({ do: z.literal('place'), widget: Id, breakpoint: z.enum(breakpoints), to: Cell, base: z.nullable(Cell) }),
  z.object({ do: z.literal('section'), widget: Id, section: Id, base: z.nullable(Id) }),
  z.object({ do: z.literal('look'), widget: Id, look: Look, base: z.nullable(Look) }),
  z.object({ do: z.literal('fold'), section: Id, folded: z.boolean() }),
  /** A widget of their own; where it stands is said by `place`. */
  z.object({ do: z.literal('add'), section: Id, widget: Widget, size: z.object({ w: Cell.shape.w, h: Cell.shape.h }) }),
])
export type LayerOperation = z.infer<typeof LayerOperation>

export const layerLimits = { operations: 600, lost: 100, bytes: 262_144 } as const

const Operations = z.array(LayerOperation).check(z.maxLength(layerLimits.operations))
/** Operations that gave way to the owner's in a conflict, oldest first: nothing is thrown away unasked. */
const Lost = z.array(LayerOperation).check(z.maxLength(layerLimits.lost))

export const Layer = z.object({
  dashboard: Id,
  /** Counts the changes of this layer; 0: there is none. */
  rev: z.int(),
  /** Published revision it was last arranged over. */
  base: z.int(),
  operations: Operations,
  lost: Lost,
})
export type Layer = z.infer<typeof Layer>

const ById = z.object({ id: Id })
/** The asker's own layer; nobody else has a way to it. Without one: revision 0 and no operations. */
export const readLayer = endpoint({ name: 'readLayer', method: 'GET', path: '/api/dashboards/:id/layer', params: ById, output: Layer })
export const saveLayer = endpoint({
  name: 'saveLayer',
  method: 'PUT',
  path: '/api/dashboards/:id/layer',
  params: ById,
  ifMatch: true,
  idempotent: true,
  bodyLimit: layerLimits.bytes,
  input: z.object({ base: z.int().check(z.gte(0)), operations: Operations, lost: z._default(Lost, []) }),
  output: Layer,
})
/** Everything as published again. */
export const removeLayer = endpoint({
  name: 'removeLayer',
  method: 'DELETE',
  path: '/api/dashboards/:id/layer',
  params: ById,
  ifMatch: true,
  output: z.object({ removed: Id }),
})
