import type { SourceGrant } from '#contract/access.ts'
import type { DashboardRights } from '#core/policy/dashboard.ts'
import { subjectsOf, unshared } from '../access.ts'
import type { AccessStore, Reader } from '../access.ts'
import { notFound, originOf, stale } from '../record.ts'
import { ask, prepare, rows, statement, type Queries } from './query.ts'
import { GuardFailed, type Runner, type Statement } from './runner.ts'
import type { Trails } from './trails.ts'

/** Who an object is for, as rows to look up. */
function subjectRows(q: Queries, dashboard: string, rights: DashboardRights): readonly Statement[] {
  const values = subjectsOf(rights).map(({ kind, subject }) => ({ kind, subject, dashboard }))
  const clear = statement(q.deleteFrom('dashboard_subjects').where('dashboard', '=', dashboard))
  return values.length === 0 ? [clear] : [clear, statement(q.insertInto('dashboard_subjects').values(values))]
}

/** Statements that give an id new rights, whatever an earlier object of that id had. */
export function newRights(q: Queries, dashboard: string, rights: DashboardRights): readonly Statement[] {
  const row = q
    .insertInto('dashboard_access')
    .values({ dashboard, rev: 1, owner: rights.owner, rights: JSON.stringify(rights) })
    .onConflict((c) =>
      c.column('dashboard').doUpdateSet((e) => ({ rev: e('dashboard_access.rev', '+', 1), owner: e.ref('excluded.owner'), rights: e.ref('excluded.rights') })),
    )
  return [statement(row), ...subjectRows(q, dashboard, rights)]
}

/** Statements after which nobody has any right to all dashboards of an origin. They come before those that remove them. */
export function endRights(q: Queries, origin: string): readonly Statement[] {
  const ids = q.selectFrom('dashboards').select('id').where('origin', '=', origin).where('removed', '=', 0)
  const end = q
    .updateTable('dashboard_access')
    .set((e) => ({ rev: e('rev', '+', 1), owner: null, rights: JSON.stringify(unshared) }))
    .where('dashboard', 'in', ids)
  return [statement(end), statement(q.deleteFrom('dashboard_subjects').where('dashboard', 'in', ids))]
}

/** What was narrowed dies with its source. */
export const endGrants = (q: Queries, source: string): Statement =>
  statement(
    q
      .updateTable('source_access')
      .set((e) => ({ rev: e('rev', '+', 1), grants: null }))
      .where('source', '=', source),
  )

/** Rights in SQL: as text to decide by, as rows to find by. */
export function createAccess(runner: Runner, q: Queries, trails: Trails): AccessStore {
  const withRights = () =>
    q
      .selectFrom('dashboards')
      .innerJoin('revisions', (j) => j.onRef('revisions.id', '=', 'dashboards.id').onRef('revisions.rev', '=', 'dashboards.rev'))
      .leftJoin('dashboard_access', 'dashboard_access.dashboard', 'dashboards.id')
      .where('dashboards.removed', '=', 0)

  /** Ids of what a reader may see: by owner and by subject, each by its own index. */
  const idsFor = ({ id, isPerson, roles, teams }: Exclude<Reader, 'all'>) => {
    const of = (kind: string, subjects: readonly string[]) =>
      q.selectFrom('dashboard_subjects').select('dashboard').where('kind', '=', kind).where('subject', 'in', subjects)
    const owned = q.selectFrom('dashboard_access').select('dashboard').where('owner', '=', id).where('owner', '!=', '')
    const people = isPerson ? [id] : []
    return [
      of('everyone', ['']),
      ...(people.length > 0 ? [of('person', people)] : []),
      ...(roles.length > 0 ? [of('role', roles)] : []),
      ...(teams.length > 0 ? [of('team', teams)] : []),
    ].reduce((all, one) => all.union(one), owned)
  }

  const listed = () =>
    withRights()
      .select(['dashboards.id', 'dashboards.rev', 'dashboards.origin', 'title', 'widgets', 'narrowed', 'at', 'rights'])
      .orderBy('at', 'desc')
      .orderBy('dashboards.id')
  const all = prepare(listed)
  const byId = prepare((v: { readonly id: string }) => withRights().select(['dashboard_access.rev', 'rights']).where('dashboards.id', '=', v.id))

  const currentRev = async (id: string): Promise<number> => {
    const [found] = await rows(
      runner,
      q
        .selectFrom('dashboards')
        .leftJoin('dashboard_access', 'dashboard_access.dashboard', 'dashboards.id')
        .select('dashboard_access.rev')
        .where('dashboards.id', '=', id)
        .where('removed', '=', 0),
    )
    if (!found) throw notFound('dashboard', id)
    return found.rev ?? 0
  }

  const guarded = async (statements: readonly Statement[], trail: Parameters<typeof trails.run>[1], explain: () => Promise<Error>): Promise<void> => {
    try {
      await trails.run({ statements, repeatable: false }, trail)
    } catch (error) {
      throw error instanceof GuardFailed ? await explain() : error
    }
  }

  return {
    async dashboards(reader) {
      const found = await ask(runner, reader === 'all' ? all({}) : statement(listed().where('dashboards.id', 'in', idsFor(reader))))
      // Most dashboards of a place have one of a few rights.
      const known = new Map<string | null, DashboardRights>()
      const once = (text: string | null): DashboardRights => {
        const there = known.get(text) ?? rightsOf(text)
        known.set(text, there)
        return there
      }
      return found.map(({ id, rev, title, widgets, at, origin, rights, narrowed }) => ({
        summary: { id, rev, title, widgets, updatedAt: at, origin: originOf(origin) },
        rights: once(rights),
        narrowed: narrowed === 1,
      }))
    },

    async dashboard(id) {
      const [found] = await ask(runner, byId({ id }))
      if (!found) throw notFound('dashboard', id)
      return { rev: found.rev ?? 0, rights: rightsOf(found.rights) }
    },

    async saveDashboard({ id, rev, rights }, trail) {
      const given = { owner: rights.owner, rights: JSON.stringify(rights) }
      const live = q.selectFrom('dashboards').select('id').where('id', '=', id).where('removed', '=', 0)
      const change =
        rev === 0
          ? q
              .insertInto('dashboard_access')
              .columns(['dashboard', 'rev', 'owner', 'rights'])
              .expression(live.select((e) => [e.val(1).as('rev'), e.val(given.owner).as('owner'), e.val(given.rights).as('rights')]))
              .onConflict((c) => c.column('dashboard').doNothing())
          : q
              .updateTable('dashboard_access')
              .set({ rev: rev + 1, ...given })
              .where('rev', '=', rev)
              .where('dashboard', 'in', live)
      await guarded([statement(change, { name: 'stale', rows: 1 }), ...subjectRows(q, id, rights)], trail, async () => stale(await currentRev(id), rev))
      return { rev: rev + 1, rights }
    },

    async sources() {
      const found = await rows(runner, q.selectFrom('source_access').selectAll())
      return new Map(found.map(({ source, rev, grants }) => [source, { rev, grants: grantsOf(grants) }]))
    },

    async saveSource({ id, rev, grants }, trail) {
      const text = JSON.stringify(grants)
      const change =
        rev === 0
          ? q
              .insertInto('source_access')
              .values({ source: id, rev: 1, grants: text })
              .onConflict((c) => c.column('source').doNothing())
          : q
              .updateTable('source_access')
              .set({ rev: rev + 1, grants: text })
              .where('source', '=', id)
              .where('rev', '=', rev)
      await guarded([statement(change, { name: 'stale', rows: 1 })], trail, async () => {
        const [there] = await rows(runner, q.selectFrom('source_access').select('rev').where('source', '=', id))
        return stale(there?.rev ?? 0, rev)
      })
      return { rev: rev + 1, grants }
    },
  }
}

/** Written by this store only, always from rights. A dashboard without any is nobody's. */
const rightsOf = (text: string | null): DashboardRights => (text === null ? unshared : (JSON.parse(text) as DashboardRights))
/** As above, from grants. */
const grantsOf = (text: string | null): readonly SourceGrant[] | null => (text === null ? null : (JSON.parse(text) as readonly SourceGrant[]))
