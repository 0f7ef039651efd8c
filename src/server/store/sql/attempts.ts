import type { AttemptStore } from '../attempts.ts'
import { prepare, rows, statement, type Queries } from './query.ts'
import type { Runner } from './runner.ts'

/**
 * Counted attempts in SQL. A bucket is one number, the moment it will be full again: taking one moves it on, and it is taken only
 * while it is not too far ahead. One statement judges and counts, so the database's own row lock keeps programs apart.
 */
export function createAttempts(runner: Runner, q: Queries): AttemptStore {
  const take = prepare<{ kind: string; key: string; at: number; first: number; every: number; latest: number }>((v) =>
    q
      .insertInto('attempts')
      .values({ kind: v.kind, key: v.key, until: v.first })
      .onConflict((c) =>
        c
          .columns(['kind', 'key'])
          .doUpdateSet((e) => ({
            until: e
              .case()
              .when('attempts.until', '>', v.at)
              .then(e('attempts.until', '+', v.every))
              .else(e.ref('excluded.until'))
              .end(),
          }))
          .where('attempts.until', '<=', v.latest),
      )
      .returning('until'),
  )
  const use = prepare<{ kind: string; key: string; at: number; until: number }>((v) =>
    q
      .insertInto('attempts')
      .values({ kind: v.kind, key: v.key, until: v.until })
      .onConflict((c) =>
        c
          .columns(['kind', 'key'])
          .doUpdateSet((e) => ({ until: e.ref('excluded.until') }))
          .where('attempts.until', '<=', v.at),
      )
      .returning('until'),
  )

  return {
    async take({ kind, key, pace, at }) {
      const { burst, everyMs } = pace
      const ahead = (burst - 1) * everyMs
      // Counted twice when an answer was lost: one try fewer, never one more.
      const [taken] = await runner.run({
        statements: [take({ kind, key, at, first: at + everyMs, every: everyMs, latest: at + ahead })],
        repeatable: true,
      })
      if (taken?.changed === 1) return 0
      const [row] = await rows(runner, q.selectFrom('attempts').select('until').where('kind', '=', kind).where('key', '=', key))
      return Math.max(1, (row?.until ?? 0) - ahead - at)
    },

    async giveBack(its) {
      const statements = its.map(({ kind, key, pace }) =>
        statement(
          q
            .updateTable('attempts')
            .set((e) => ({ until: e('until', '-', pace.everyMs) }))
            .where('kind', '=', kind)
            .where('key', '=', key),
        ),
      )
      await runner.run({ statements, repeatable: false })
    },

    async use({ kind, key, at, until }) {
      const [used] = await runner.run({ statements: [use({ kind, key, at, until })], repeatable: false })
      return used?.changed === 1
    },

    async sweep({ at, most }) {
      await runner.run({ statements: [statement(q.deleteFrom('attempts').where('until', '<=', at))], repeatable: true })
      const kinds = await rows(
        runner,
        q
          .selectFrom('attempts')
          .select(['kind', (e) => e.fn.countAll<number>().as('count')])
          .groupBy('kind')
          .having((e) => e.fn.countAll(), '>', most),
        'scan',
      )
      const excess = kinds.map(({ kind }) =>
        statement(
          q
            .deleteFrom('attempts')
            .where('kind', '=', kind)
            .where('until', '<=', (e) => e.selectFrom('attempts').select('until').where('kind', '=', kind).orderBy('until', 'desc').offset(most).limit(1)),
        ),
      )
      if (excess.length > 0) await runner.run({ statements: excess, repeatable: true })
    },
  }
}
