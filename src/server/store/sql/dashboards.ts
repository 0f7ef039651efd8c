import type { Selectable } from 'kysely'
import type { Dashboard, DashboardRecord } from '#contract/dashboard.ts'
import { headline, narrowedIn, notFound, originOf, stale, taken } from '../record.ts'
import { unshared } from '../access.ts'
import type { DashboardStore } from '../store.ts'
import { endRights, newRights } from './access.ts'
import { endLayers, endLayersOf } from './layers.ts'
import { ask, prepare, rows, statement, type Queries } from './query.ts'
import type { Runner } from './runner.ts'
import type { Tables } from './tables.ts'
import type { Trails } from './trails.ts'
import type { FirstAnswer, KeyedWrites } from './writes.ts'

type Revision = Selectable<Tables['revisions']>

/** Dashboards in SQL: a head per dashboard, a row per revision. */
export function createDashboards(runner: Runner, q: Queries, writes: KeyedWrites, trails: Trails): DashboardStore {
  const live = (id: string) => q.selectFrom('dashboards').where('dashboards.id', '=', id).where('dashboards.removed', '=', 0)

  const current = prepare((v: { readonly id: string }) =>
    live(v.id)
      .innerJoin('revisions', (j) => j.onRef('revisions.id', '=', 'dashboards.id').onRef('revisions.rev', '=', 'dashboards.rev'))
      .select(['dashboards.id', 'dashboards.rev', 'origin', 'at', 'doc']),
  )

  const advance = prepare(
    (v: { readonly id: string; readonly rev: number; readonly next: number }) =>
      q.updateTable('dashboards').set({ rev: v.next }).where('id', '=', v.id).where('rev', '=', v.rev).where('removed', '=', 0).returning('origin'),
    { name: 'stale', rows: 1 },
  )

  const append = prepare(
    ({ id, rev, at, title, widgets, narrowed, doc }: Revision) => q.insertInto('revisions').values({ id, rev, at, title, widgets, narrowed, doc }),
    { name: 'revision', rows: 1 },
  )

  const currentRev = async (id: string): Promise<number | undefined> => (await rows(runner, live(id).select('rev')))[0]?.rev

  const staleOrGone = async (id: string, rev: number): Promise<Error> => {
    const current = await currentRev(id)
    return current === undefined ? notFound('dashboard', id) : stale(current, rev)
  }

  const record = async (id: string, rev: number, origin: string): Promise<DashboardRecord> => {
    const [found] = await rows(runner, q.selectFrom('revisions').selectAll().where('id', '=', id).where('rev', '=', rev))
    if (!found) throw notFound('revision', `${id} ${rev}`)
    return recordOf({ ...found, origin })
  }

  const again = (before: FirstAnswer): Promise<DashboardRecord> => record(before.subject, before.rev, before.origin)

  return {
    async list() {
      const found = await rows(
        runner,
        q
          .selectFrom('dashboards')
          .innerJoin('revisions', (j) => j.onRef('revisions.id', '=', 'dashboards.id').onRef('revisions.rev', '=', 'dashboards.rev'))
          .select(['dashboards.id', 'dashboards.rev', 'dashboards.origin', 'title', 'widgets', 'at'])
          .where('removed', '=', 0)
          .orderBy('at', 'desc')
          .orderBy('dashboards.id'),
      )
      return found.map(({ at, origin, ...it }) => ({ ...it, updatedAt: at, origin: originOf(origin) }))
    },

    async read(id) {
      const [found] = await ask(runner, current({ id }))
      if (!found) throw notFound('dashboard', id)
      return recordOf(found)
    },

    async create({ id, doc, at, origin, rights = unshared, write }, trail) {
      const head = q
        .insertInto('dashboards')
        .values({ id, rev: 1, removed: 0, origin })
        .onConflict((c) =>
          c
            .column('id')
            .doUpdateSet((e) => ({ rev: e('dashboards.rev', '+', 1), removed: 0, origin: e.ref('excluded.origin') }))
            .where('dashboards.removed', '=', 1),
        )
        .returning('rev')
      const { title, widgets } = headline(doc)
      const text = JSON.stringify(doc)
      const revision = q
        .insertInto('revisions')
        .columns(['id', 'rev', 'at', 'title', 'widgets', 'narrowed', 'doc'])
        .expression(
          live(id).select((e) => [
            'id',
            'rev',
            e.val(at).as('at'),
            e.val(title).as('title'),
            e.val(widgets).as('widgets'),
            e.val(narrowedIn(doc)).as('narrowed'),
            e.val(text).as('doc'),
          ]),
        )
      const statements = [statement(head, { name: 'exists', rows: 1 }), statement(revision, { name: 'revision', rows: 1 }), ...newRights(q, id, rights)]
      const result = await writes.run({ operation: 'dashboard.create', at, write, table: 'dashboards', id, statements, trail }, async () =>
        taken('dashboard', id),
      )
      if ('before' in result) return again(result.before)
      return { id, rev: Number(result.outcomes[0]?.rows[0]?.['rev']), doc, updatedAt: at, origin }
    },

    async save({ id, rev, doc, at, write }, trail) {
      const next = rev + 1
      const statements = [advance({ id, rev, next }), append({ id, rev: next, at, ...headline(doc), narrowed: narrowedIn(doc), doc: JSON.stringify(doc) })]
      const result = await writes.run({ operation: `dashboard.save ${id}`, at, write, table: 'dashboards', id, statements, trail }, () => staleOrGone(id, rev))
      if ('before' in result) return again(result.before)
      return { id, rev: next, doc, updatedAt: at, origin: originOf(String(result.outcomes[0]?.rows[0]?.['origin'])) }
    },

    async remove({ id, rev, at }, trail) {
      const head = q.updateTable('dashboards').set({ removed: 1 }).where('id', '=', id).where('rev', '=', rev).where('removed', '=', 0)
      await writes.run(
        {
          operation: 'dashboard.remove',
          at,
          write: undefined,
          table: 'dashboards',
          id,
          statements: [statement(head, { name: 'stale', rows: 1 }), ...newRights(q, id, unshared), endLayers(q, id)],
          trail,
        },
        () => staleOrGone(id, rev),
      )
    },

    async removeByOrigin(origin, trail) {
      const heads = q.updateTable('dashboards').set({ removed: 1 }).where('origin', '=', origin).where('removed', '=', 0)
      await trails.run({ statements: [...endRights(q, origin), endLayersOf(q, origin), statement(heads)], repeatable: true }, trail)
    },

    async revisions(id) {
      const found = await rows(
        runner,
        q
          .selectFrom('revisions')
          .innerJoin('dashboards', 'dashboards.id', 'revisions.id')
          .select(['revisions.rev', 'at', 'title', 'widgets'])
          .where('revisions.id', '=', id)
          .where('removed', '=', 0)
          .orderBy('revisions.rev', 'desc'),
      )
      if (found.length === 0) throw notFound('dashboard', id)
      return found
    },

    async revision(id, rev) {
      const [head] = await rows(runner, live(id).select('origin'))
      if (!head) throw notFound('dashboard', id)
      return record(id, rev, head.origin)
    },
  }
}

function recordOf(row: { readonly id: string; readonly rev: number; readonly origin: string; readonly at: number; readonly doc: string }): DashboardRecord {
  // Only this store writes the column, always from a Dashboard; fields it does not know are part of it.
  const doc = JSON.parse(row.doc) as Dashboard
  return { id: row.id, rev: row.rev, doc, updatedAt: row.at, origin: originOf(row.origin) }
}
