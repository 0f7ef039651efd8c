import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreRefusal } from '../../store/refusal.ts'
import { sqliteCode } from './sqlite-units.ts'

export const files = (folder: string) => ({
  database: join(folder, 'homeport.sqlite'),
  lock: join(folder, 'homeport.lock'),
  backups: join(folder, 'backups'),
})

const busyTimeoutMs = 5000
/** Larger databases are not read through at every start; damage in them shows when it is met. */
const checkedUpToBytes = 256 * 1024 * 1024
const code = { busy: 5, corrupt: 11, notADatabase: 26 } as const

export interface OpenDatabase {
  readonly db: DatabaseSync
  readonly close: () => void
}

/** Opens the database for writing and takes the folder for this process alone. Throws `StoreRefusal`. */
export function openForWriting(folder: string): OpenDatabase {
  const { database } = files(folder)
  const lock = takeFolder(folder)
  try {
    const db = new DatabaseSync(database, { timeout: busyTimeoutMs })
    db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma journal_size_limit = 67108864')
    if (statSync(database).size <= checkedUpToBytes) check(db)
    return {
      db,
      close: () => {
        db.close()
        lock.close()
      },
    }
  } catch (error) {
    lock.close()
    throw refusalFor(error, folder)
  }
}

/** A second connection for long reads: it sees what is committed and never waits for, nor holds up, the writer. */
export function openForReading(folder: string): OpenDatabase {
  const db = new DatabaseSync(files(folder).database, { timeout: busyTimeoutMs, readOnly: true })
  return { db, close: () => db.close() }
}

/** Holds an exclusive transaction on an empty database: the operating system lets go of it when the process ends, however it ends. */
function takeFolder(folder: string): DatabaseSync {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const lock = new DatabaseSync(files(folder).lock, { timeout: 0 })
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    if (sqliteCode(error) === code.busy)
      throw new StoreRefusal('locked', `Another Homeport is using the data folder ${folder}. Stop it, or start this one with a data folder of its own.`, error)
    throw new StoreRefusal('not_ready', `The data folder ${folder} cannot be used: ${messageOf(error)}. It has to exist and be writable.`, error)
  }
}

function check(db: DatabaseSync): void {
  const [first] = db.prepare('pragma quick_check(1)').all()
  const verdict = first?.['quick_check']
  if (verdict !== 'ok') throw Object.assign(new Error(String(verdict)), { errcode: code.corrupt })
}

function refusalFor(error: unknown, folder: string): StoreRefusal {
  const { database } = files(folder)
  const damaged = sqliteCode(error) === code.corrupt || sqliteCode(error) === code.notADatabase
  if (!damaged) return new StoreRefusal('not_ready', `The database ${database} cannot be opened: ${messageOf(error)}.`, error)
  const backup = newestBackup(folder)
  const wayOut = backup ? `put the backup ${backup} in its place` : 'put a backup in its place, or start with another data folder'
  return new StoreRefusal(
    'corrupt',
    `The database ${database} is damaged (${messageOf(error)}) and was left as it is. Keep a copy of the folder, then ${wayOut}.`,
    error,
  )
}

function newestBackup(folder: string): string | undefined {
  const { backups } = files(folder)
  if (!existsSync(backups)) return undefined
  const found = readdirSync(backups).filter((name) => name.endsWith('.sqlite'))
  const newest = found.map((name) => join(backups, name)).toSorted((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs)
  return newest.at(-1)
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
