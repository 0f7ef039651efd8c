/** A value bound to a statement. Whole numbers are integers, also in SQLite. */
export type Param = string | number | null
export type Cell = string | number | null
export type Row = Readonly<Record<string, Cell>>

/** Exactly so many rows have to be changed or returned; otherwise the whole unit is undone and `GuardFailed` carries the name. */
export interface Guard {
  readonly name: string
  readonly rows: number
}

/** One statement, ready to run. `Shape` is what its rows look like; it exists for the compiler only. */
export interface Statement<Shape = unknown> {
  readonly sql: string
  readonly params: readonly Param[]
  readonly guard?: Guard
  readonly shape?: Shape
}

/** Statements that happen together or not at all. */
export interface Unit {
  readonly statements: readonly Statement[]
  /** Running it twice gives the same state as once, so it may be sent again when its outcome is unknown. */
  readonly repeatable: boolean
  /** Longest time it may take, for the rare long ones (migrations). */
  readonly patienceMs?: number
}

export interface Outcome {
  readonly rows: readonly Row[]
  /** Rows changed, or returned by a statement that returns. */
  readonly changed: number
}

/** `point`: a few rows by key, answered at once. `scan`: may take long and must not keep writes waiting. */
export type Weight = 'point' | 'scan'

/** A database as the SQL store sees it: whole units in, rows out, no open transaction in between. */
export interface Runner {
  readonly dialect: 'sqlite' | 'postgres'
  /** Resolves once the unit is durable. */
  run(unit: Unit): Promise<readonly Outcome[]>
  /** All statements see the same moment. */
  read(statements: readonly Statement[], weight: Weight): Promise<readonly (readonly Row[])[]>
  close(): Promise<void>
}

/** A statement touched another number of rows than its guard allows. The unit left no trace. */
export class GuardFailed extends Error {
  readonly guard: string

  constructor(guard: string) {
    super(`guard ${guard}`)
    this.name = 'GuardFailed'
    this.guard = guard
  }
}

export const guardHolds = (statement: Statement, changed: number): boolean => !statement.guard || statement.guard.rows === changed
