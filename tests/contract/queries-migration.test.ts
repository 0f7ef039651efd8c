import { expect, test } from 'vitest'
import { createMemoryStore } from '#server/store/memory.ts'
import { migrate } from '#server/store/sql/migrate.ts'
import { queriesApart } from '#server/store/sql/migrations/queries-apart.ts'
import { migrations } from '#server/store/sql/migrations/registry.ts'
import { createSqlStore } from '#server/store/sql/sql-store.ts'
import { openPglite } from '#tests/support/pglite.ts'

const queries = [{ source: 'prom', text: 'up', at: 1, name: 'Alive' }]
const settings = { paused: false, contribution: true, noticedAt: 1, pins: [], mutes: [], answers: [] }
const ann = { person: 'ann', key: 'k1', rev: 4, role: null, settings, profile: null, slots: [] }

test('queries from when they lay in the row of what is learned are there afterwards, and the row is as it was', async () => {
  const runner = await openPglite()
  await migrate(runner, { now: 1, migrations: migrations.slice(0, migrations.indexOf(queriesApart)) })
  const insert = (person: string, kept: string | null) => ({
    sql: `insert into learners (person, key, rev, role, settings, profile, slots, contribution, stays, queries) values ($1, $2, 4, null, $3, null, '[]', 1, null, $4)`,
    params: [person, person === 'ann' ? 'k1' : 'k2', JSON.stringify(settings), kept],
  })
  await runner.run({ statements: [insert('ann', JSON.stringify(queries)), insert('ben', null)], repeatable: false })
  await migrate(runner, { now: 2 })
  const { learning, close } = createSqlStore(runner)
  expect([await learning.queries('ann'), await learning.queries('ben')]).toEqual([queries, []])
  expect(await learning.find('ann')).toEqual(ann)
  await close()
}, 60_000)

test('so are those of a browser that mocks, once and not twice', async () => {
  const saved = JSON.parse(createMemoryStore({}).snapshot()) as { keptQueries?: unknown; learners: unknown }
  delete saved.keptQueries
  saved.learners = [['ann', { ...ann, queries }]]
  const { learning } = createMemoryStore({ snapshot: JSON.stringify(saved) })
  expect(await learning.queries('ann')).toEqual(queries)
  expect(await learning.find('ann')).toEqual(ann)
})
