import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id } from './json.ts'
import { RangeSpec } from './time.ts'

/**
 * Where somebody was on a dashboard when they left it, in words that hold on any screen: widgets by their id, never pixels.
 * It is their own, kept only while learning is on, and goes with what was learned.
 */
export const Stay = z.object({
  /** Chosen range; absent: the dashboard's own. */
  range: z.optional(RangeSpec),
  /** Chosen values of variables; those left as the dashboard has them are absent. */
  variables: z._default(z.record(Id, z.array(z.string().check(z.maxLength(200))).check(z.maxLength(50))), {}),
  /** Widget they were at last. */
  widget: z.optional(Id),
  /** Widget that filled the screen. */
  full: z.optional(Id),
  /** Widget at the top of what was in sight, where that was not the beginning. */
  top: z.optional(Id),
})
export type Stay = z.infer<typeof Stay>

/** `null`: nothing is kept, or nothing was worth keeping. */
const Kept = z.object({ stay: z.nullable(z.extend(Stay, { at: z.number() })) })

const ById = z.object({ id: Id })
export const readStay = endpoint({ name: 'readStay', method: 'GET', path: '/api/stays/:id', params: ById, output: Kept })
/** `null` forgets it. While learning is paused nothing is kept. */
export const saveStay = endpoint({
  name: 'saveStay',
  method: 'PUT',
  path: '/api/stays/:id',
  params: ById,
  bodyLimit: 16_384,
  input: z.object({ stay: z.nullable(Stay) }),
  output: Kept,
})
