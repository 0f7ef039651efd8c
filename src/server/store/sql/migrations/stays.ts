import { statement, type Queries } from '../query.ts'
import type { Migration } from './migration.ts'

/** Where people were on dashboards, with the rest of what is learned of them. */
export const stays = {
  name: 'stays',
  statements: ({ schema }: Queries) => [statement(schema.alterTable('learners').addColumn('stays', 'text'))],
} satisfies Migration
