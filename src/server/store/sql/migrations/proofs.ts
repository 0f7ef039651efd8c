import { statement, type Queries } from '../query.ts'
import type { Migration } from './migration.ts'

/** When people last proved who they are. Of sessions from before nobody knows. */
export const proofs = {
  name: 'proofs',
  statements: ({ schema }: Queries) => [statement(schema.alterTable('sessions').addColumn('proved_at', 'bigint', (c) => c.notNull().defaultTo(0)))],
} satisfies Migration
