import { join } from 'node:path'
import type { Log } from '../../ports.ts'
import { migrate, type MigrationPlan } from '../../store/sql/migrate.ts'
import type { Migration } from '../../store/sql/migrations/migration.ts'
import type { Runner } from '../../store/sql/runner.ts'
import { createSqlStore } from '../../store/sql/sql-store.ts'
import type { Store } from '../../store/store.ts'
import { files } from './sqlite-database.ts'
import { startThread, type SqliteThread } from './sqlite-thread.ts'
import { rowsOf } from './sqlite-units.ts'

/**
 * The embedded store: one SQLite file in `folder`, written by a thread of its own (WAL, every acknowledged write flushed to
 * disk), read for long answers by a second one. The folder belongs to one process at a time. Throws `StoreRefusal` when it is
 * in use, damaged, or written by a newer version.
 */
export async function openSqliteStore(it: { readonly folder: string; readonly log: Log; readonly migrations?: readonly Migration[] }): Promise<Store> {
  const { folder, log } = it
  const writer = await startThread({ role: 'writer', folder }, log)
  try {
    const backUp = async ({ from }: MigrationPlan): Promise<void> => {
      const to = join(files(folder).backups, `homeport-v${from}-${stamp(new Date())}.sqlite`)
      await writer.ask({ do: 'backup', to })
      log.info('store.backed_up', { to })
    }
    const now = Date.now()
    const plan = await migrate(runnerOn(writer, Promise.resolve(writer)), { now, beforeChange: backUp, ...(it.migrations && { migrations: it.migrations }) })
    // Nobody waits for the second thread but the first long read.
    const reader = startThread({ role: 'reader', folder }, log)
    reader.catch((error: unknown) => log.error('store.reader_failed', { cause: String(error) }))
    log.info('store.open', { kind: 'sqlite', folder, schema: plan.to, from: plan.from, ms: Date.now() - now })
    return createSqlStore(runnerOn(writer, reader))
  } catch (error) {
    await writer.close()
    throw error
  }
}

function runnerOn(writer: SqliteThread, reader: Promise<SqliteThread>): Runner {
  return {
    dialect: 'sqlite',
    async run({ statements }) {
      const answer = await writer.ask({ do: 'run', statements })
      return 'outcomes' in answer ? answer.outcomes : []
    },
    async read(statements, weight) {
      const answer = await (weight === 'scan' ? await reader : writer).ask({ do: 'read', statements })
      return 'tables' in answer ? answer.tables.map(rowsOf) : []
    },
    async close() {
      // The writer last: the last connection to close folds the log into the database.
      const [started] = await Promise.allSettled([reader])
      if (started.status === 'fulfilled') await started.value.close()
      await writer.close()
    },
  }
}

/** `20261121T193000123Z`: sorts by time and is a file name everywhere. */
const stamp = (at: Date): string => at.toISOString().replace(/[-:.]/g, '')
