import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'

/** Something others should hear of. It names what changed, never its content: whoever may see it asks for it. */
export const Change = z.object({
  /** Opaque and ordered: where to go on after a break. */
  cursor: z.string(),
  topic: z.enum(['dashboard', 'access', 'source', 'observation', 'session', 'person', 'role', 'demo', 'layer', 'run']),
  /** What changed; empty for a whole topic. */
  id: z.string(),
  /** New revision where there is one. */
  rev: z.optional(z.int()),
})
export type Change = z.infer<typeof Change>

export const Changes = z.object({
  /** Oldest first; of several on the same thing only the latest. */
  changes: z.array(Change),
  /** Where to go on. */
  cursor: z.string(),
  /** The cursor asked for is too old: read everything anew. */
  reset: z.boolean(),
})
export type Changes = z.infer<typeof Changes>

const After = z.object({ after: z.optional(z.string().check(z.maxLength(100))) })

/** Changes after a cursor, for those who cannot hold a stream open. Without a cursor: only where to begin. */
export const listChanges = endpoint({ name: 'listChanges', method: 'GET', path: '/api/changes', search: After, output: Changes })

/**
 * The same as server-sent events, as they happen: each event's data is one `Changes`, its id the cursor. The first comes at once.
 * `Last-Event-ID` goes before `after`.
 */
export const openLive = endpoint({ name: 'openLive', method: 'GET', path: '/api/live', search: After, output: Changes, stream: true })
