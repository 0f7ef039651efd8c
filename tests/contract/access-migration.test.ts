import { expect, test } from 'vitest'
import { migrate } from '#server/store/sql/migrate.ts'
import { access } from '#server/store/sql/migrations/access.ts'
import { migrations } from '#server/store/sql/migrations/registry.ts'
import { queriesFor, statement } from '#server/store/sql/query.ts'
import { createSqlStore } from '#server/store/sql/sql-store.ts'
import { openPglite } from '#tests/support/pglite.ts'

test('dashboards from before there were rights: everybody keeps what they could do, and what was removed stays removed', async () => {
  const runner = await openPglite()
  const q = queriesFor(runner.dialect)
  await migrate(runner, { now: 1, migrations: migrations.slice(0, migrations.indexOf(access)) })
  const old = [
    { id: 'mine', origin: 'own', removed: 0 },
    { id: 'shown', origin: 'demo', removed: 0 },
    { id: 'begun', origin: 'starter', removed: 0 },
    { id: 'gone', origin: 'own', removed: 1 },
  ]
  const rows = old.flatMap(({ id, origin, removed }) => [
    statement(q.insertInto('dashboards').values({ id, rev: 1, removed, origin })),
    statement(q.insertInto('revisions').values({ id, rev: 1, at: 1, title: id, widgets: 0, doc: '{}' })),
  ])
  await runner.run({ statements: rows, repeatable: false })
  await migrate(runner, { now: 2 })
  const store = createSqlStore(runner)
  const anybody = await store.access.dashboards({ id: 'x', isPerson: true, roles: [], teams: [] })
  expect(Object.fromEntries(anybody.map(({ summary, rights }) => [summary.id, [rights.owner, rights.shares]]))).toEqual({
    mine: [null, [{ to: { kind: 'everyone' }, as: 'edit' }]],
    shown: [null, [{ to: { kind: 'everyone' }, as: 'view' }]],
    begun: [null, [{ to: { kind: 'everyone' }, as: 'view' }]],
  })
  const kept = await store.access.dashboard('mine')
  expect(kept.rev).toBe(1)
  expect((await store.access.saveDashboard({ id: 'mine', rev: 1, rights: { ...kept.rights, owner: 'ann' } })).rev).toBe(2)
  await store.close()
}, 60_000)
