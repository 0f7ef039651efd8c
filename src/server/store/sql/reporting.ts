import type { Observation } from '#contract/observation.ts'
import { changeOf } from '#core/kpi/roll-up.ts'
import { sql } from 'kysely'
import { newestPerId } from '../record.ts'
import { byCodePoint, storable } from '../text.ts'
import { digest } from './digest.ts'
import { statement, type Queries } from './query.ts'
import { adding, rollUpOnce } from './rollups.ts'
import { GuardFailed, type Runner, type Statement } from './runner.ts'
import type { Tables } from './tables.ts'

/** Rows per statement: far below the databases' limits on bound values (32,766 and 65,535). */
const chunkRows = 1000

/**
 * Writes reports as part of a change: works out what they alter, labels and roll-ups included, and hands those statements to
 * `write`, again when somebody reported on one of them in between. Answers how many were news; without any, `write` gets none.
 */
export interface Reporting {
  readonly rolledUp: () => Promise<void>
  report(observations: readonly Observation[], write: (statements: readonly Statement[]) => Promise<unknown>): Promise<number>
}

const ofReports: ReadonlySet<string> = new Set(['fresh', 'unmoved'])

export function createReporting(runner: Runner, q: Queries): Reporting {
  let ready: Promise<void> | undefined
  /** Once per process; what failed is tried again with the next call. */
  const rolledUp = (): Promise<void> => {
    ready ??= rollUpOnce(runner, q)
    ready.catch(() => (ready = undefined))
    return ready
  }

  /** The reports these would take the place of. */
  const standing = async (reports: readonly Report[]): Promise<ReadonlyMap<string, Observation>> => {
    const pages = await runner.read(
      chunks(reports).map((some) =>
        statement(
          q
            .selectFrom('observations')
            .select(['id', 'body'])
            .where(
              'id',
              'in',
              some.map((r) => r.row.id),
            ),
        ),
      ),
      'point',
    )
    // Only `put` writes the column, always from an Observation.
    return new Map(pages.flat().map((row) => [String(row['id']), JSON.parse(String(row['body'])) as Observation]))
  }

  /** New ones are put where nothing is, others where exactly the report stands that was read; with them labels and roll-ups. */
  const replacing = (news: readonly Report[], before: ReadonlyMap<string, Observation>): readonly Statement[] => {
    const fresh = news.filter((r) => !before.has(r.row.id))
    const newer = news.filter((r) => before.has(r.row.id))
    const old = newer.flatMap((r) => before.get(r.row.id) ?? [])
    const change = changeOf(
      old,
      news.map((r) => r.report),
    )
    return [
      ...chunks(fresh).map((some) => insertNew(q, some)),
      ...chunks(newer).map((some) => unmoved(q, runner.dialect, some, before)),
      ...chunks(newer).map((some) => upsert(q, some)),
      ...chunks(news).flatMap((some) => relabel(q, some)),
      ...adding(q, change),
    ]
  }

  return {
    rolledUp,
    async report(observations, write) {
      await rolledUp()
      const reports = newestPerId(observations)
        .map(storedForm)
        .toSorted((a, b) => byCodePoint(a.row.id, b.row.id)) // one order for everybody: no deadlocks between writers
      for (let attempt = 1; ; attempt += 1) {
        const before = await standing(reports)
        const news = reports.filter((r) => (before.get(r.row.id)?.updatedAt ?? Number.NEGATIVE_INFINITY) < r.row.updated_at)
        try {
          await write(news.length === 0 ? [] : replacing(news, before))
          return news.length
        } catch (error) {
          // Somebody reported on one of them in between: what is added to the roll-ups has to be worked out anew.
          if (!(error instanceof GuardFailed && ofReports.has(error.guard)) || attempt === tries) throw error
        }
      }
    },
  }
}

/** Concurrent reports on the same things are settled after a few rounds; more means something else is wrong. */
const tries = 50

interface Report {
  readonly report: Observation
  readonly row: ReturnType<typeof columnsOf>
  readonly labels: readonly (readonly [name: string, value: string])[]
}

function columnsOf(o: Observation) {
  const body = JSON.stringify(o)
  return {
    id: storable(o.id),
    kind: o.kind,
    source: o.source,
    severity: o.severity,
    status: o.status,
    service: o.service ?? null,
    site: o.site ?? null,
    team: o.team ?? null,
    owner: o.owner ?? null,
    started_at: o.startedAt,
    ended_at: o.endedAt,
    updated_at: o.updatedAt,
    digest: digest(body),
    body,
  }
}

function storedForm(o: Observation): Report {
  const labels = new Map(Object.entries(o.labels).map(([name, value]) => [storable(name), value]))
  return { report: o, row: columnsOf(o), labels: [...labels] }
}

function insertNew(q: Queries, reports: readonly Report[]): Statement {
  const insert = q
    .insertInto('observations')
    .values(reports.map((r) => r.row))
    .onConflict((c) => c.column('id').doNothing())
  return statement(insert, { name: 'fresh', rows: reports.length })
}

/** Fails unless each still is as it was read; keeps it so until the end of the unit, where several programs may write. */
function unmoved(q: Queries, dialect: Runner['dialect'], reports: readonly Report[], before: ReadonlyMap<string, Observation>): Statement {
  const pairs = reports.map((r) => sql`(${r.row.id}, cast(${before.get(r.row.id)?.updatedAt ?? 0} as bigint))`)
  const found = q
    .selectFrom('observations')
    .select('id')
    .where(sql<boolean>`(id, updated_at) in (values ${sql.join(pairs)})`)
    .orderBy('id')
  return statement(dialect === 'postgres' ? found.forUpdate() : found, { name: 'unmoved', rows: reports.length })
}

/** The database itself compares, so that two writers cannot put an older report over a newer one. */
function upsert(q: Queries, reports: readonly Report[]): Statement {
  return statement(
    q
      .insertInto('observations')
      .values(reports.map((r) => r.row))
      .onConflict((c) =>
        c
          .column('id')
          .doUpdateSet((e) => ({
            kind: e.ref('excluded.kind'),
            source: e.ref('excluded.source'),
            severity: e.ref('excluded.severity'),
            status: e.ref('excluded.status'),
            service: e.ref('excluded.service'),
            site: e.ref('excluded.site'),
            team: e.ref('excluded.team'),
            owner: e.ref('excluded.owner'),
            started_at: e.ref('excluded.started_at'),
            ended_at: e.ref('excluded.ended_at'),
            updated_at: e.ref('excluded.updated_at'),
            digest: e.ref('excluded.digest'),
            body: e.ref('excluded.body'),
          }))
          .whereRef('observations.updated_at', '<', 'excluded.updated_at'),
      ),
  )
}

/** Drops the labels of reports that were overtaken and writes those of the reports that stand now. */
function relabel(q: Queries, reports: readonly Report[]): readonly Statement[] {
  const ids = reports.map((r) => r.row.id)
  const overtaken = q
    .deleteFrom('observation_labels')
    .where('observation', 'in', ids)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('observations')
            .select('observations.id')
            .whereRef('observations.id', '=', 'observation_labels.observation')
            .whereRef('observations.digest', '=', 'observation_labels.digest'),
        ),
      ),
    )
  const labels = reports.flatMap((r) => r.labels.map(([name, value]) => ({ name, observation: r.row.id, digest: r.row.digest, value })))
  return [statement(overtaken), ...chunks(labels).map((some) => label(q, some))]
}

type Label = Tables['observation_labels']

function label(q: Queries, labels: readonly Label[]): Statement {
  const said = sql<Label>`(values ${sql.join(labels.map((l) => sql`(${l.name}, ${l.observation}, ${l.digest}, ${l.value})`))})`
  const standing = q
    .with('said(name, observation, digest, value)', () => said)
    .selectFrom(['said', 'observations'])
    .select(['said.name', 'said.observation', 'said.digest', 'said.value'])
    .whereRef('observations.id', '=', 'said.observation')
    .whereRef('observations.digest', '=', 'said.digest')
  return statement(
    q
      .insertInto('observation_labels')
      .columns(['name', 'observation', 'digest', 'value'])
      .expression(standing)
      .onConflict((c) => c.columns(['name', 'observation']).doNothing()),
  )
}

function chunks<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / chunkRows) }, (_, i) => items.slice(i * chunkRows, (i + 1) * chunkRows))
}
