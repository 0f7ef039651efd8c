import { PGlite, type Transaction } from '@electric-sql/pglite'
import { GuardFailed, guardHolds, type Cell, type Outcome, type Runner, type Statement } from '#server/store/sql/runner.ts'

const parsers = { 20: Number, 1700: Number }

/** PostgreSQL inside this process: always there, never durable, for tests only. */
export async function openPglite(): Promise<Runner> {
  const db = await PGlite.create()
  const execute = async (tx: Transaction, { sql, params }: Statement): Promise<Outcome> => {
    const { rows, affectedRows } = await tx.query<Record<string, Cell>>(sql, [...params], { parsers })
    return { rows, changed: rows.length || (affectedRows ?? 0) }
  }
  return {
    dialect: 'postgres',
    run: ({ statements }) =>
      db.transaction(async (tx) => {
        const outcomes: Outcome[] = []
        for (const statement of statements) {
          const outcome = await execute(tx, statement)
          if (!guardHolds(statement, outcome.changed)) throw new GuardFailed(statement.guard?.name ?? '')
          outcomes.push(outcome)
        }
        return outcomes
      }),
    read: (statements) =>
      db.transaction(async (tx) => {
        const answers = []
        for (const statement of statements) answers.push((await execute(tx, statement)).rows)
        return answers
      }),
    close: () => db.close(),
  }
}
