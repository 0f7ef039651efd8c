import { sql } from 'kysely'
import type { Observation } from '#contract/observation.ts'
import { merge, rollUp, rowKey } from '#core/kpi/roll-up.ts'
import type { RollUp } from '#core/kpi/roll-up.ts'
import type { RolledAsk } from '../store.ts'
import { storable } from '../text.ts'
import { statement, type Queries } from './query.ts'
import { GuardFailed, type Row, type Runner, type Statement } from './runner.ts'

/** Rows per statement: eleven bound values each. */
const chunkRows = 1000
const factName = 'rollups'

const chunks = <T>(items: readonly T[], size = chunkRows): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))

/** Statements that add these rows to what is kept. One order for everybody: no deadlocks between writers. */
export function adding(q: Queries, rows: readonly RollUp[]): readonly Statement[] {
  // Texts as the database keeps them: two that become one there have to be one row here.
  const kept = merge(
    rows.map((row) => ({
      ...row,
      source: storable(row.source),
      service: storable(row.service),
      site: storable(row.site),
      team: storable(row.team),
      split: storable(row.split),
    })),
  )
  const keyed = kept.map((row) => ({ key: rowKey(row), row })).toSorted((a, b) => (a.key < b.key ? -1 : 1))
  return chunks(keyed.map((k) => k.row)).map((some) =>
    statement(
      q
        .insertInto('rollups')
        .values(
          some.map(({ metric, slot, cls, source, service, site, team, severity, split, n, sum }) => ({
            metric,
            slot,
            cls,
            source,
            service,
            site,
            team,
            severity,
            split,
            n,
            sum,
          })),
        )
        .onConflict((c) =>
          c.columns(['metric', 'slot', 'cls', 'source', 'service', 'site', 'team', 'severity', 'split']).doUpdateSet((e) => ({
            n: e('rollups.n', '+', e.ref('excluded.n')),
            sum: e('rollups.sum', '+', e.ref('excluded.sum')),
          })),
        ),
    ),
  )
}

const columns = ['source', 'service', 'site', 'team', 'severity', 'split'] as const

/** Sums of one metric between two boundaries, by the dimensions asked for. The database adds; it knows no time zone. */
function between(q: Queries, metric: string, from: number, to: number, { by, match }: RolledAsk): Statement {
  const kept = columns.filter((c) => by.includes(c))
  let query = q
    .selectFrom('rollups')
    .select((e) => ['cls', ...kept, e.fn.sum<number>('n').as('n'), e.fn.sum<number>('sum').as('sum')])
    .where('metric', '=', metric)
    .where('slot', '>=', from)
    .where('slot', '<', to)
  for (const [name, values] of Object.entries(match)) {
    const column = columns.find((c) => c === name)
    if (column && values.length > 0) query = query.where(column, 'in', [...values])
  }
  return statement(query.groupBy(['cls', ...kept]).having((e) => e.fn.sum('n'), '!=', 0))
}

const text = (row: Row, name: string): string => String(row[name] ?? '')

export async function readRolled(runner: Runner, q: Queries, ask: RolledAsk): Promise<readonly RollUp[]> {
  const stretches = ask.metrics.flatMap((metric) => ask.cuts.slice(1).map((to, i) => ({ metric, from: ask.cuts[i] ?? to, to })))
  if (stretches.length === 0) return []
  const found = await runner.read(
    stretches.map((s) => between(q, s.metric, s.from, s.to, ask)),
    'scan',
  )
  return stretches.flatMap(({ metric, from }, i) =>
    (found[i] ?? []).map((row): RollUp => {
      const [source, service, site, team, severity, split] = columns.map((c) => text(row, c))
      return {
        metric,
        slot: from,
        cls: Number(row['cls']),
        source: source ?? '',
        service: service ?? '',
        site: site ?? '',
        team: team ?? '',
        severity: severity ?? '',
        split: split ?? '',
        n: Number(row['n']),
        sum: Number(row['sum']),
      }
    }),
  )
}

/** Keeps writers of roll-ups away for the length of a unit, where several programs may write. */
export const alone = ({ dialect }: Runner): readonly Statement[] =>
  dialect === 'postgres' ? [{ sql: 'lock table rollups in share row exclusive mode', params: [] }] : []

const pageRows = 5000
const tries = 10

/**
 * Roll-ups of what was reported before there were any, once: read in pages, written at once, and only if nothing was reported
 * meanwhile. A new installation has nothing to read.
 */
export async function rollUpOnce(runner: Runner, q: Queries): Promise<void> {
  const known = q.selectFrom('facts').select('value').where('name', '=', factName)
  const [facts = []] = await runner.read([statement(known)], 'point')
  if (facts.length > 0) return
  for (let attempt = 1; ; attempt += 1) {
    const { rows, n, newest } = await readAll(runner, q)
    // Nobody reported anything since: the same number of reports, and none newer.
    const unchanged: Statement = {
      ...statement(
        q
          .selectFrom('observations')
          .select((e) => e.fn.countAll<number>().as('n'))
          .having((e) => e.fn.countAll(), '=', n)
          .having((e) => e.fn.coalesce(e.fn.sum<number>('updated_at'), sql<number>`0`), '=', newest),
      ),
      guard: { name: 'unchanged', rows: 1 },
    }
    const mark = q
      .insertInto('facts')
      .values({ name: factName, value: '1' })
      .onConflict((c) => c.column('name').doUpdateSet({ value: '1' }))
    try {
      await runner.run({
        statements: [...alone(runner), unchanged, statement(q.deleteFrom('rollups')), ...adding(q, rows), statement(mark)],
        repeatable: true,
        patienceMs: 600_000,
      })
      return
    } catch (error) {
      if (!(error instanceof GuardFailed) || attempt === tries) throw error
    }
  }
}

async function readAll(runner: Runner, q: Queries): Promise<{ readonly rows: readonly RollUp[]; readonly n: number; readonly newest: number }> {
  let rows: readonly RollUp[] = []
  let n = 0
  let newest = 0
  for (let after = ''; ;) {
    const page = q.selectFrom('observations').select(['id', 'updated_at', 'body']).where('id', '>', after).orderBy('id').limit(pageRows)
    const [found = []] = await runner.read([statement(page)], 'scan')
    // Only `put` writes the column, always from an Observation.
    rows = merge(rows, rollUp(found.map((row) => JSON.parse(text(row, 'body')) as Observation)))
    n += found.length
    newest += found.reduce((sum, row) => sum + Number(row['updated_at']), 0)
    const last = found.at(-1)
    if (!last || found.length < pageRows) return { rows, n, newest }
    after = text(last, 'id')
  }
}
