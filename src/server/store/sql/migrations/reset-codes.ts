import { statement, type Queries } from '../query.ts'
import type { Migration } from './migration.ts'

/** Whom a one-time code lets in, where it is for one person. */
export const resetCodes = {
  name: 'reset-codes',
  statements: ({ schema }: Queries) => [statement(schema.alterTable('door').addColumn('code_person', 'text'))],
} satisfies Migration
