import * as z from 'zod/mini'
import { Columns } from '../columns.ts'
import { inLanguage } from '../query-text.ts'

const Text = z.string().check(z.minLength(1), z.maxLength(200))

export const Config = z.strictObject({
  host: z.string().check(z.maxLength(255), z.regex(/^[A-Za-z0-9._:-]+$/, { error: 'expected the name or address of a machine' })),
  port: z._default(z.int().check(z.gte(1), z.lte(65_535)), 5432),
  database: Text,
  /** A role that may read what is shown and change nothing. */
  user: z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[^:]+$/)),
  passwordFile: z.optional(z.string().check(z.minLength(1), z.maxLength(1000))),
  /** verify: TLS with a certificate that is checked. off: for a database on this machine or behind a tunnel. */
  tls: z._default(z.enum(['verify', 'off']), 'verify'),
  /** Rows kept of one answer. */
  maxRows: z._default(z.int().check(z.gte(1), z.lte(50_000)), 10_000),
})
export type Config = z.infer<typeof Config>

export const Spec = z.object({
  kind: z._default(z.literal('sql'), 'sql'),
  /** One query that only reads. `${variable}`, `$__from` and `$__to` become values, never text of the query. */
  sql: inLanguage(z.string().check(z.minLength(1), z.maxLength(20_000)), 'sql'),
  /** What columns of the answer are, by their names; told from types and names where it is not said. */
  columns: Columns,
})
export type Spec = z.infer<typeof Spec>
