import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'

/** Something others should hear of. It names what changed, never its content: whoever may see it asks for it. */
export const Change = z.object({
  /** Opaque and ordered: where to go on after a break. */
  cursor: z.string(),
  topic: z.enum(['dashboard', 'access', 'source', 'observation', 'session', 'person', 'role', 'demo']),
  /** What changed; empty for a whole topic. */
  id: z.string(),
  /** New revision where there is one. */
  rev: z.optional(z.int()),
})
export type Change = z.infer<typeof Change>

/** Changes after a cursor, for those who cannot hold a stream open. Without a cursor: only where to begin. */
export const listChanges = endpoint({
  name: 'listChanges',
  method: 'GET',
  path: '/api/changes',
  search: z.object({ after: z.optional(z.string()) }),
  output: z.object({ changes: z.array(Change), cursor: z.string(), /** The cursor is too old: read everything anew. */ reset: z.boolean() }),
})
