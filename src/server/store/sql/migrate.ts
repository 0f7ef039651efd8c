import { StoreRefusal } from '../refusal.ts'
import type { Migration } from './migrations/migration.ts'
import { migrations as shipped } from './migrations/registry.ts'
import { queriesFor, rows, statement, type Queries } from './query.ts'
import { GuardFailed, type Runner, type Statement } from './runner.ts'

/** A large table may take its time. */
const patienceMs = 600_000

export interface MigrationPlan {
  readonly from: number
  readonly to: number
}

/**
 * Brings the schema up to the version this program knows, one transaction per step, and says what it did. A step that was
 * killed left nothing behind and runs again; of two programs starting at once, each step is done by one of them. A newer
 * schema is refused untouched. `beforeChange` runs once before an existing schema is changed: the place for a backup.
 */
export async function migrate(
  runner: Runner,
  it: { readonly now: number; readonly migrations?: readonly Migration[]; readonly beforeChange?: (plan: MigrationPlan) => Promise<void> },
): Promise<MigrationPlan> {
  const q = queriesFor(runner.dialect)
  const steps = it.migrations ?? shipped
  await runner.run({ statements: prepare(q, it.now), repeatable: true, patienceMs })
  const from = await versionOf(runner, q)
  if (from > steps.length) throw tooNew(from, steps.length)
  if (from > 0 && from < steps.length) await it.beforeChange?.({ from, to: steps.length })
  for (let version = from; version < steps.length;) {
    const step = steps[version]
    if (step) await take(runner, q, step, version, it.now)
    version = await versionOf(runner, q)
  }
  return { from, to: steps.length }
}

async function take(runner: Runner, q: Queries, step: Migration, version: number, now: number): Promise<void> {
  // First in the unit: locks the row, so that a second program waits here and then finds the version taken.
  const claim = q
    .updateTable('schema_version')
    .set({ version: version + 1, updated_at: now })
    .where('id', '=', 1)
    .where('version', '=', version)
  try {
    await runner.run({ statements: [statement(claim, { name: 'version', rows: 1 }), ...step.statements(q, runner.dialect)], repeatable: true, patienceMs })
  } catch (error) {
    if (!(error instanceof GuardFailed)) throw error
  }
}

function prepare(q: Queries, now: number): readonly Statement[] {
  const table = q.schema
    .createTable('schema_version')
    .ifNotExists()
    .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
  const start = q
    .insertInto('schema_version')
    .values({ id: 1, version: 0, updated_at: now })
    .onConflict((c) => c.column('id').doNothing())
  return [statement(table), statement(start)]
}

async function versionOf(runner: Runner, q: Queries): Promise<number> {
  const [found] = await rows(runner, q.selectFrom('schema_version').select('version').where('id', '=', 1))
  return found?.version ?? 0
}

function tooNew(found: number, known: number): StoreRefusal {
  return new StoreRefusal(
    'newer_schema',
    `The stored data has schema version ${found}, this program knows version ${known}. It was last used by a newer Homeport: start that one, or restore a backup made before the upgrade.`,
  )
}
