import type { Queries } from '../query.ts'
import { statement } from '../query.ts'
import type { Migration } from './migration.ts'

/** Whether a revision holds anything that is not for everybody, so that lists need not read documents. Nothing written before does. */
export const narrowed = {
  name: 'narrowed',
  statements: (q: Queries) => [statement(q.schema.alterTable('revisions').addColumn('narrowed', 'integer', (c) => c.notNull().defaultTo(0)))],
} satisfies Migration
