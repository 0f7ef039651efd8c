import type { KeptSecrets, SourceConfig } from '#contract/source.ts'
import { notFound, stale, taken } from '../record.ts'
import type { SourceStore, StoredSource } from '../store.ts'
import { endGrants } from './access.ts'
import { createSecretRows } from './source-secrets.ts'
import { rows, statement, type Queries } from './query.ts'
import { GuardFailed, type Runner } from './runner.ts'
import type { Tables } from './tables.ts'
import type { Trails } from './trails.ts'
import type { FirstAnswer, KeyedWrites } from './writes.ts'

/** Sources in SQL. A removed one leaves its number behind and its configuration not, so that a later source of that name counts on. */
export function createSources(runner: Runner, q: Queries, writes: KeyedWrites, trails: Trails): SourceStore {
  const staleOrGone = async (id: string, rev: number): Promise<Error> => {
    const [found] = await rows(runner, q.selectFrom('sources').select('rev').where('id', '=', id).where('removed', '=', 0))
    return found ? stale(found.rev, rev) : notFound('source', id)
  }

  const secrets = createSecretRows(runner, q)
  const again = async (before: FirstAnswer): Promise<StoredSource> =>
    sourceOf({ body: before.body ?? '{}', rev: before.rev, origin: before.origin }, (await secrets.kept()).get(before.subject))
  const shown = async (source: SourceConfig, rev: number, origin: StoredSource['origin']): Promise<StoredSource> =>
    withKept({ ...source, rev, origin }, (await secrets.kept()).get(source.id))

  return {
    async list() {
      const [found, kept] = await Promise.all([
        rows(runner, q.selectFrom('sources').selectAll().where('removed', '=', 0).orderBy('created_at').orderBy('id')),
        secrets.kept(),
      ])
      return found.map((row) => sourceOf(row, kept.get(row.id)))
    },

    async create({ sealed, ...source }, origin, at, write, trail) {
      const { id } = source
      const insert = q
        .insertInto('sources')
        .values({ id, rev: 1, removed: 0, origin, created_at: at, updated_at: at, body: JSON.stringify(source) })
        .onConflict((c) =>
          c
            .column('id')
            .doUpdateSet((e) => ({
              rev: e('sources.rev', '+', 1),
              removed: 0,
              origin: e.ref('excluded.origin'),
              created_at: e.ref('excluded.created_at'),
              updated_at: e.ref('excluded.updated_at'),
              body: e.ref('excluded.body'),
            }))
            .where('sources.removed', '=', 1),
        )
        .returning('rev')
      const statements = [statement(insert, { name: 'exists', rows: 1 }), secrets.forget(id), ...secrets.keep(id, sealed, at)]
      const result = await writes.run({ operation: 'source.create', at, write, table: 'sources', id, statements, trail }, async () => taken('source', id))
      if ('before' in result) return again(result.before)
      return shown(source, Number(result.outcomes[0]?.rows[0]?.['rev']), origin)
    },

    async save({ sealed, ...source }, rev, at, write, trail) {
      const { id } = source
      const update = q
        .updateTable('sources')
        .set({ rev: rev + 1, updated_at: at, body: JSON.stringify(source) })
        .where('id', '=', id)
        .where('rev', '=', rev)
        .where('removed', '=', 0)
        .returning('origin')
      const statements = [statement(update, { name: 'stale', rows: 1 }), ...secrets.keep(id, sealed, at)]
      const result = await writes.run({ operation: `source.save ${id}`, at, write, table: 'sources', id, statements, trail }, () => staleOrGone(id, rev))
      if ('before' in result) return again(result.before)
      return shown(source, rev + 1, originOf(String(result.outcomes[0]?.rows[0]?.['origin'])))
    },

    async remove(id, rev, trail) {
      const update = q.updateTable('sources').set({ removed: 1, body: '{}' }).where('id', '=', id).where('rev', '=', rev).where('removed', '=', 0)
      try {
        await trails.run({ statements: [statement(update, { name: 'stale', rows: 1 }), endGrants(q, id), secrets.forget(id)], repeatable: false }, trail)
      } catch (error) {
        throw error instanceof GuardFailed ? await staleOrGone(id, rev) : error
      }
    },

    secret: secrets.one,
    secrets: secrets.all,
    reseal: secrets.reseal,
  }
}

const withKept = (source: StoredSource, secrets: KeptSecrets | undefined): StoredSource => (secrets ? { ...source, secrets } : source)

function sourceOf({ body, rev, origin }: Pick<Tables['sources'], 'body' | 'rev' | 'origin'>, kept: KeptSecrets | undefined): StoredSource {
  // Only this store writes the column, always from a SourceConfig.
  return withKept({ ...(JSON.parse(body) as SourceConfig), rev, origin: originOf(origin) }, kept)
}

const originOf = (text: string): StoredSource['origin'] => (text === 'demo' ? 'demo' : 'ui')
