import { statement, type Queries } from '../query.ts'
import type { Migration } from './migration.ts'

/** What an open run is about and who began it, where that may be begun once only. Runs from before have none and are found by what they say. */
export const runAbout = {
  name: 'run-about',
  statements: ({ schema }: Queries) => [
    statement(schema.alterTable('runs').addColumn('about', 'text')),
    statement(schema.createIndex('runs_about').unique().on('runs').column('about')),
  ],
} satisfies Migration
