import type { Layer } from '#contract/layer.ts'
import { layerId } from '../layers.ts'
import type { LayerBody, LayerKey } from '../layers.ts'
import { stale } from '../record.ts'
import type { LayerStore } from '../store.ts'
import { rows, statement, type Queries } from './query.ts'
import type { Runner, Statement } from './runner.ts'
import type { KeyedWrites } from './writes.ts'

/** The statement after which nobody has a layer over a dashboard. */
export const endLayers = (q: Queries, dashboard: string): Statement => statement(q.deleteFrom('layers').where('dashboard', '=', dashboard))

/** The same for all dashboards of an origin. It comes before those that remove them. */
export const endLayersOf = (q: Queries, origin: string): Statement =>
  statement(q.deleteFrom('layers').where('dashboard', 'in', q.selectFrom('dashboards').select('id').where('origin', '=', origin).where('removed', '=', 0)))

/** What people arranged for themselves, in SQL. */
export function createLayers(runner: Runner, q: Queries, writes: KeyedWrites): LayerStore {
  const read = async (key: LayerKey): Promise<Layer | undefined> => {
    const [found] = await rows(runner, q.selectFrom('layers').select(['rev', 'body']).where('id', '=', layerId(key)))
    // Only this store writes the column, always from a body.
    return found && { dashboard: key.dashboard, rev: found.rev, ...(JSON.parse(found.body) as LayerBody) }
  }

  return {
    read,
    async save({ person, dashboard, rev, body, at, write }, trail) {
      const id = layerId({ person, dashboard })
      const text = JSON.stringify(body)
      const change =
        rev === 0
          ? q
              .insertInto('layers')
              .values({ id, person, dashboard, rev: 1, updated_at: at, body: text })
              .onConflict((c) => c.column('id').doNothing())
          : q
              .updateTable('layers')
              .set({ rev: rev + 1, updated_at: at, body: text })
              .where('id', '=', id)
              .where('rev', '=', rev)
      const statements = [statement(change, { name: 'stale', rows: 1 })]
      const result = await writes.run({ operation: `layer.save ${id}`, at, write, table: 'layers', id, statements, trail }, async () =>
        stale((await read({ person, dashboard }))?.rev ?? 0, rev),
      )
      return { dashboard, rev: 'before' in result ? result.before.rev : rev + 1, ...body }
    },
  }
}
