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
      const bucket = sql<number>`samples.at - (samples.at % ${stepMs})`
      const found = await rows(
        runner,
        // `}` follows `|`: up to it are the measure, its series with labels, and other measures that begin alike.
        seriesBetween(q, measure, `${measure}}`)
          .selectFrom('known')
          .innerJoin('samples', 'samples.series', 'known.series')
          .select((e) => ['samples.series', bucket.as('bucket'), e.fn.avg<number>('samples.value').as('value')])
          .where((e) => e.or([e('known.series', '=', measure), e('known.series', '>=', `${measure}|`)]))
          .where('samples.at', '>=', from)
          .where('samples.at', '<', to)
          .groupBy(['samples.series', 'bucket'])
          .orderBy('samples.series')
          .orderBy('bucket'),
        'scan',
      )
      return found.map(({ series, bucket: at, value }) => ({ series, at, value }))
    },

    async prune(before) {
      const old = seriesBetween(q, '', lastText)
        .deleteFrom('samples')
        .where('samples.series', 'in', (e) => e.selectFrom('known').select('known.series').where('known.series', 'is not', null))
        .where('at', '<', before)
      await runner.run({ statements: [statement(old)], repeatable: true })
    },
  }
}

const lastText = '\u{10ffff}'

/**
 * `known`: the names of series from `low` up to `high`, ended by a null. It jumps from name to name through the key, so that a
 * query on it costs what it touches and not what is kept.
 */
function seriesBetween(q: Queries, low: string, high: string) {
  return q.withRecursive('known(series)', (w) =>
    w
      .selectFrom('samples')
      .select((e) => e.fn.min<string | null>('series').as('series'))
      .where('series', '>=', low)
      .where('series', '<', high)
      .unionAll(
        w
          .selectFrom('known')
          .select((e) =>
            e
              .selectFrom('samples')
              .select((x) => x.fn.min<string | null>('samples.series').as('next'))
              .whereRef('samples.series', '>', 'known.series')
              .where('samples.series', '<', high)
              .as('series'),
          )
          .where('known.series', 'is not', null),
      ),
  )
}
