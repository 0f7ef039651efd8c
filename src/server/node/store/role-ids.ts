import { existsSync } from 'node:fs'
import { rolePresets } from '#core/policy/presets.ts'
import type { Settings } from '../env.ts'
import { files } from './sqlite-database.ts'

const patienceMs = 2_000
const question = 'select id from roles order by place'

/** A look into a database that may be in use, of an older version, or away: nothing is written, nothing is brought forward. */
async function inPostgres(url: string): Promise<readonly string[]> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patienceMs, query_timeout: patienceMs, application_name: 'homeport check' })
  // Its end may tell of itself once more; whoever asked has heard.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query<{ readonly id: string }>(question)).rows.map(({ id }) => id)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function inSqlite(folder: string): Promise<readonly string[]> {
  const { openForReading } = await import('./sqlite-database.ts')
  const { db, close } = openForReading(folder)
  try {
    // The question asks for one text column.
    return (db.prepare(question).all() as { readonly id: string }[]).map(({ id }) => id)
  } finally {
    close()
  }
}

/**
 * Ids of the roles there are, read without starting anything; of an installation that does not exist yet those it will begin with.
 * Undefined where the database does not tell.
 */
export async function readRoleIds({ databaseUrl, dataFolder }: Pick<Settings, 'databaseUrl' | 'dataFolder'>): Promise<readonly string[] | undefined> {
  if (databaseUrl !== undefined) return inPostgres(databaseUrl).catch(() => undefined)
  if (!existsSync(files(dataFolder).database)) return rolePresets.map(({ id }) => id)
  return inSqlite(dataFolder).catch(() => undefined)
}
