import type { FactStore } from '../store.ts'
import { rows, statement, type Queries } from './query.ts'
import type { Runner } from './runner.ts'
import type { Trails } from './trails.ts'

export function createFacts(runner: Runner, q: Queries, trails: Trails): FactStore {
  return {
    async read(name) {
      const [found] = await rows(runner, q.selectFrom('facts').select('value').where('name', '=', name))
      return found?.value
    },
    async write(name, value, trail) {
      const upsert = q
        .insertInto('facts')
        .values({ name, value })
        .onConflict((c) => c.column('name').doUpdateSet((e) => ({ value: e.ref('excluded.value') })))
      await trails.run({ statements: [statement(upsert)], repeatable: true }, trail)
    },
  }
}
