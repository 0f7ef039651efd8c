import { observationKinds } from '#contract/observation.ts'
import type { Observation } from '#contract/observation.ts'
import type { ExpressionBuilder } from 'kysely'
import { isObservationField } from '../record.ts'
import type { ObservationFilter, ObservationStore } from '../store.ts'
import { byCodePoint, storable } from '../text.ts'
import { rows, statement, type Queries } from './query.ts'
import type { Reporting } from './reporting.ts'
import { alone, readRolled } from './rollups.ts'
import type { Runner } from './runner.ts'
import type { Tables } from './tables.ts'
import type { Trails } from './trails.ts'

/** Pages of fewer rows are mostly full: their count is asked for with them. */
const fewRows = 50
/** Observations in SQL: what can be matched in columns, labels in rows, the whole report as JSON. */
export function createObservations(runner: Runner, q: Queries, trails: Trails, { report, rolledUp }: Reporting): ObservationStore {
  return {
    async put(observations, trail) {
      if (observations.length === 0) return { taken: 0, known: 0 }
      const taken = await report(observations, async (statements) => {
        if (statements.length > 0) await trails.run({ statements, repeatable: true }, trail)
      })
      return { taken, known: observations.length - taken }
    },

    async find(filter) {
      const matching = matches(q, filter)
      const page = matching.select('body').orderBy('started_at', 'desc').orderBy('id').limit(filter.limit)
      const count = matching.select((e) => e.fn.countAll<number>().as('total'))
      const isFew = filter.limit < fewRows
      const [found = [], totals] = await runner.read([statement(page), ...(isFew ? [statement(count)] : [])], 'scan')
      // A page that is not full is all there is: nothing has to be counted.
      const counted = totals ?? (found.length < filter.limit ? undefined : await rows(runner, count, 'scan'))
      // Only `put` writes the column, always from an Observation.
      const read = found.map((row) => JSON.parse(String(row['body'])) as Observation)
      return { rows: read, total: Math.max(read.length, Number(counted?.[0]?.['total'] ?? 0)) }
    },

    async removeBySource(source, trail) {
      const theirs = q.selectFrom('observations').select('id').where('source', '=', source)
      const labels = statement(q.deleteFrom('observation_labels').where('observation', 'in', theirs))
      const reports = statement(q.deleteFrom('observations').where('source', '=', source))
      const sums = statement(q.deleteFrom('rollups').where('source', '=', source))
      await rolledUp()
      await trails.run({ statements: [...alone(runner), labels, reports, sums], repeatable: true }, trail)
    },

    async kinds() {
      const found = await runner.read(
        observationKinds.map((kind) => statement(q.selectFrom('observations').select('kind').where('kind', '=', kind).limit(1))),
        'point',
      )
      return observationKinds.filter((_, i) => (found[i]?.length ?? 0) > 0)
    },

    async rolled(ask) {
      await rolledUp()
      return readRolled(runner, q, ask)
    },

    async values(name) {
      const found = isObservationField(name)
        ? await rows(runner, q.selectFrom('observations').select(`${name} as value`).distinct().where(name, 'is not', null), 'scan')
        : await rows(runner, q.selectFrom('observation_labels').select('value').distinct().where('name', '=', name), 'scan')
      return found.flatMap((row) => row.value ?? []).toSorted(byCodePoint)
    },
  }
}

/** Half-open overlap: what touches [from, to) at all, and moments inside it. */
function matches(q: Queries, filter: ObservationFilter) {
  let query = q
    .selectFrom('observations')
    .where('started_at', '<', filter.to)
    .where((e) => e.or([e('ended_at', 'is', null), e('ended_at', '>', filter.from), e('started_at', '>=', filter.from)]))
  if (filter.ids) query = query.where('id', 'in', filter.ids.map(storable))
  if (filter.kinds.length > 0) query = query.where('kind', 'in', [...filter.kinds])
  if (filter.open) query = query.where('ended_at', 'is', null)
  for (const [name, values] of Object.entries(filter.match)) {
    if (values.length > 0) query = query.where((e) => (isObservationField(name) ? e(name, 'in', [...values]) : labelled(e, name, values)))
  }
  return query
}

function labelled(e: ExpressionBuilder<Tables, 'observations'>, name: string, values: readonly string[]) {
  return e.exists(
    e
      .selectFrom('observation_labels')
      .select('observation_labels.observation')
      .whereRef('observation_labels.observation', '=', 'observations.id')
      .where('observation_labels.name', '=', name)
      .where('observation_labels.value', 'in', [...values]),
  )
}
