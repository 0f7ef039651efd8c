import { sql } from 'kysely'
import { finiteSamples } from '../record.ts'
import type { SampleStore } from '../store.ts'
import { statement, rows, type Queries } from './query.ts'
import type { Runner } from './runner.ts'

const chunkRows = 1000

/** Samples in SQL. Keyed by (series, at); a second value for the same moment replaces the first. */
export function createSamples(runner: Runner, q: Queries): SampleStore {
  return {
    async append(samples) {
      const kept = finiteSamples(samples)
      if (kept.length === 0) return
      const inserts = Array.from({ length: Math.ceil(kept.length / chunkRows) }, (_, i) =>
        statement(
          q
            .insertInto('samples')
            .values(kept.slice(i * chunkRows, (i + 1) * chunkRows))
            .onConflict((c) => c.columns(['series', 'at']).doUpdateSet((e) => ({ value: e.ref('excluded.value') }))),
        ),
      )
      await runner.run({ statements: inserts, repeatable: true })
    },

    async read({ measure, from, to, stepMs }) {
      const bucket = sql<number>`at - (at % ${stepMs})`
      return rows(
        runner,
        q
          .selectFrom('samples')
          .select((e) => ['series', bucket.as('bucket'), e.fn.avg<number>('value').as('value')])
          // `}` follows `|`: everything between is the measure with some labels.
          .where((e) => e.or([e('series', '=', measure), e.and([e('series', '>=', `${measure}|`), e('series', '<', `${measure}}`)])]))
          .where('at', '>=', from)
          .where('at', '<', to)
          .groupBy(['series', 'bucket'])
          .orderBy('series')
          .orderBy('bucket'),
        'scan',
      ).then((found) => found.map(({ series, bucket: at, value }) => ({ series, at, value })))
    },

    /** Walks from series to series, so that it costs what it deletes and not what it keeps. */
    async prune(before) {
      const old = q
        .withRecursive('known(series)', (w) =>
          w
            .selectFrom('samples')
            .select((e) => e.fn.min<string | null>('series').as('series'))
            .unionAll(
              w
                .selectFrom('known')
                .select((e) =>
                  e
                    .selectFrom('samples')
                    .select((x) => x.fn.min<string | null>('samples.series').as('next'))
                    .whereRef('samples.series', '>', 'known.series')
                    .as('series'),
                )
                .where('known.series', 'is not', null),
            ),
        )
        .deleteFrom('samples')
        .where('samples.series', 'in', (e) => e.selectFrom('known').select('known.series').where('known.series', 'is not', null))
        .where('at', '<', before)
      await runner.run({ statements: [statement(old)], repeatable: true })
    },
  }
}
