import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { GuardFailed, guardHolds, type Cell, type Outcome, type Param, type Row, type Statement } from '../../store/sql/runner.ts'

export type Attempt = { readonly outcomes: readonly Outcome[] } | { readonly error: unknown }

export interface UnitRunner {
  /**
   * Runs units in order inside one transaction, each behind a savepoint, so that they share one flush to disk and a failing one
   * takes nobody along. When the answers are returned the commit is durable.
   */
  commit(units: readonly (readonly Statement[])[]): readonly Attempt[]
  /** Reads, all at one moment. */
  read(statements: readonly Statement[]): readonly Table[]
}

/** What a statement returned, without its names in every row: a thousand rows cross a thread in a third of the time. */
export interface Table {
  readonly columns: readonly string[]
  readonly cells: readonly (readonly Cell[])[]
}

/** The rows of a table as the store reads them. */
export const rowsOf = ({ columns, cells }: Table): readonly Row[] =>
  cells.map((values) => {
    const row: Record<string, Cell> = {}
    // One shape for all of them, made in one order.
    for (let i = 0; i < columns.length; i += 1) row[columns[i] ?? ''] = values[i] ?? null
    return row
  })

interface Prepared {
  readonly statement: StatementSync
  readonly returns: boolean
}

const keptStatements = 300
const longestKept = 4000

/** Runs statements on an open database, keeping the prepared form of those that come again. */
export function createUnitRunner(db: DatabaseSync): UnitRunner {
  const kept = new Map<string, Prepared>()

  const prepare = (sql: string): Prepared => {
    const known = kept.get(sql)
    if (known) return known
    const statement = db.prepare(sql)
    statement.setReturnArrays(true)
    const fresh = { statement, returns: statement.columns().length > 0 }
    if (sql.length > longestKept) return fresh
    const oldest = kept.keys().next()
    if (kept.size >= keptStatements && !oldest.done) kept.delete(oldest.value)
    kept.set(sql, fresh)
    return fresh
  }

  const returned = (statement: StatementSync, params: Statement['params']): Table => {
    // Arrays, as it was told to; the schema has text, integer and real columns only, so no cell is a blob or a bigint.
    const cells = statement.all(...params.map(bound)) as unknown as Cell[][]
    // Asked after it ran: a table that was altered since it was prepared has other columns.
    return { cells, columns: cells.length === 0 ? [] : statement.columns().map(({ name }) => name) }
  }

  const execute = ({ sql, params }: Statement): Outcome => {
    const { statement, returns } = prepare(sql)
    if (!returns) return { rows: [], changed: Number(statement.run(...params.map(bound)).changes) }
    const rows = rowsOf(returned(statement, params))
    return { rows, changed: rows.length }
  }

  const look = ({ sql, params }: Statement): Table => returned(prepare(sql).statement, params)

  const whole = (statements: readonly Statement[]): readonly Outcome[] =>
    statements.map((statement) => {
      const outcome = execute(statement)
      if (!guardHolds(statement, outcome.changed)) throw new GuardFailed(statement.guard?.name ?? '')
      return outcome
    })

  /** One unit of a group. Throws when the database gave up the whole transaction, as it does on a full disk. */
  const inSavepoint = (statements: readonly Statement[]): Attempt => {
    execute({ sql: 'savepoint unit', params: [] })
    try {
      return { outcomes: whole(statements) }
    } catch (error) {
      if (!db.isTransaction) throw error
      execute({ sql: 'rollback to unit', params: [] })
      return { error }
    } finally {
      if (db.isTransaction) execute({ sql: 'release unit', params: [] })
    }
  }

  const together = (units: readonly (readonly Statement[])[]): readonly Attempt[] => {
    execute({ sql: 'begin immediate', params: [] })
    try {
      const attempts = units.map(inSavepoint)
      execute({ sql: 'commit', params: [] })
      return attempts
    } finally {
      if (db.isTransaction) execute({ sql: 'rollback', params: [] })
    }
  }

  const alone = (unit: readonly Statement[]): Attempt => {
    try {
      return together([unit])[0] ?? { error: new Error('no outcome') }
    } catch (error) {
      return { error }
    }
  }

  return {
    commit(units) {
      if (units.length < 2) return units.map(alone)
      try {
        return together(units)
      } catch (error) {
        // Nothing of the group is kept. A busy database would be busy for each; otherwise each gets its own chance.
        return isBusy(error) ? units.map(() => ({ error })) : units.map(alone)
      }
    },
    read(statements) {
      if (statements.length < 2) return statements.map(look)
      execute({ sql: 'begin', params: [] })
      try {
        return statements.map(look)
      } finally {
        execute({ sql: 'commit', params: [] })
      }
    },
  }
}

/** SQLite takes every JavaScript number for a float; a whole one is meant as an integer. */
const bound = (param: Param): string | number | bigint | null => (Number.isSafeInteger(param) ? BigInt(Number(param)) : param)

const busy = 5
/** Primary result code of an SQLite error, undefined for other errors. */
export function sqliteCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined
}
const isBusy = (error: unknown): boolean => sqliteCode(error) === busy
