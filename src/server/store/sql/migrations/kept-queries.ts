import { statement, type Queries } from '../query.ts'
import type { Migration } from './migration.ts'

/** Queries people wrote, with the rest of what is kept of them. */
export const keptQueries = {
  name: 'kept queries',
  statements: ({ schema }: Queries) => [statement(schema.alterTable('learners').addColumn('queries', 'text'))],
} satisfies Migration
