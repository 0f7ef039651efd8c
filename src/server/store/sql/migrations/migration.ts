import type { Queries } from '../query.ts'
import type { Runner, Statement } from '../runner.ts'

/** One step of the schema, forward only. Once released it is never changed: a correction is another step. */
export interface Migration {
  readonly name: string
  statements(q: Queries, dialect: Runner['dialect']): readonly Statement[]
}
