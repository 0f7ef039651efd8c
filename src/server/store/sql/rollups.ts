import { sql } from 'kysely'
import type { Observation } from '#contract/observation.ts'
import { metrics } from '#core/kpi/part.ts'
import type { Metric } from '#core/kpi/part.ts'
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

interface Stretch {
  readonly a: number
  readonly b: number
}

/** Sums between boundaries, by the dimensions asked for. The database adds; it knows no time zone. */
function between(q: Queries, { metrics: asked, cuts, by, match }: RolledAsk): Statement {
  const kept = columns.filter((c) => by.includes(c))
  const pairs = cuts.slice(1).map((b, i) => sql`(cast(${cuts[i] ?? b} as bigint), cast(${b} as bigint))`)
  let query = q
    .with('cuts(a, b)', () => sql<Stretch>`(values ${sql.join(pairs)})`)
    .selectFrom('cuts')
    // Crossed on purpose: SQLite then looks each stretch up in the key instead of looking through all rows.
    .crossJoin('rollups')
    .select((e) => ['metric', 'cuts.a as slot', 'cls', ...kept, e.fn.sum<number>('n').as('n'), e.fn.sum<number>('sum').as('sum')])
    .where('metric', 'in', [...asked])
    .whereRef('rollups.slot', '>=', 'cuts.a')
    .whereRef('rollups.slot', '<', 'cuts.b')
  for (const [name, values] of Object.entries(match)) {
    const column = columns.find((c) => c === name)
    if (column && values.length > 0) query = query.where(column, 'in', [...values])
  }
  return statement(query.groupBy(['metric', 'cuts.a', 'cls', ...kept]).having((e) => e.fn.sum('n'), '!=', 0))
}

const text = (row: Row, name: string): string => String(row[name] ?? '')
const isMetric = (name: string): name is Metric => metrics.some((m) => m === name)

export async function readRolled(runner: Runner, q: Queries, ask: RolledAsk): Promise<readonly RollUp[]> {
  if (ask.metrics.length === 0 || ask.cuts.length < 2) return []
  const [found = []] = await runner.read([between(q, ask)], 'scan')
  return found.flatMap((row): readonly RollUp[] => {
    const metric = text(row, 'metric')
    if (!isMetric(metric)) return []
    return [
      {
        metric,
        slot: Number(row['slot']),
        cls: Number(row['cls']),
        source: text(row, 'source'),
        service: text(row, 'service'),
        site: text(row, 'site'),
        team: text(row, 'team'),
        severity: text(row, 'severity'),
        split: text(row, 'split'),
        n: Number(row['n']),
        sum: Number(row['sum']),
      },
    ]
  })
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
