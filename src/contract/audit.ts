import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { JsonRecord } from './json.ts'

/** One line of the record of who did what. Append-only; `hash` ties it to the one before. */
export const AuditEntry = z.object({
  seq: z.int(),
  at: z.number(),
  actor: z.object({ kind: z.enum(['person', 'token', 'system', 'nobody']), id: z.string(), name: z.string() }),
  /** What was tried, e.g. `dashboard.save`, `session.begin`. */
  action: z.string(),
  /** What it was done to, e.g. `dashboard:abc`. */
  object: z.string(),
  result: z.enum(['done', 'refused', 'failed']),
  network: z.string(),
  requestId: z.string(),
  detail: JsonRecord,
  /** SHA-256 over the hash before and this line, hex; null until it is sealed. */
  hash: z.nullable(z.string()),
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** What the lines are narrowed to: what action and object begin with, the id of who did it or part of their name. */
const narrowed = { action: z.optional(z.string()), actor: z.optional(z.string()), object: z.optional(z.string()) }

export const listAudit = endpoint({
  name: 'listAudit',
  method: 'GET',
  path: '/api/audit',
  search: z.object({
    before: z.optional(z.coerce.number()),
    ...narrowed,
    limit: z._default(z.coerce.number().check(z.gte(1), z.lte(1000)), 100),
  }),
  output: z.object({
    entries: z.array(AuditEntry),
    /** Whether the chain from the first line to the newest sealed one holds; the first broken line otherwise. */
    chain: z.object({ whole: z.boolean(), sealed: z.int(), brokenAt: z.nullable(z.int()) }),
  }),
})

/** The same lines as JSON lines, newest first. */
export const exportAudit = endpoint({
  name: 'exportAudit',
  method: 'GET',
  path: '/api/audit/export',
  lines: true,
  search: z.object(narrowed),
  output: AuditEntry,
})
