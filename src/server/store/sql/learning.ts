import type { Signal } from '#contract/learning.ts'
import type { KeptQuery, Learner, LearningStore, SeedHead, StoredSeed } from '../learning.ts'
import { profileTooLarge, stale } from '../record.ts'
import { prepare, rows, statement, type Queries } from './query.ts'
import { GuardFailed, type Param, type Runner, type Statement } from './runner.ts'
import type { Tables } from './tables.ts'
import type { Trails } from './trails.ts'

type SignalRow = Omit<Tables['signals'], 'seq'>
/** Values of one statement for so many signals. */
type Values = Readonly<Record<string, Param>>

const columns = ['key', 'id', 'minute', 'kind', 'item', 'came_from', 'via', 'step', 'look', 'shape'] as const
/** Signals of one statement: few shapes of statements to keep, and none too long. */
const perStatement = 50

/** What is learned, in SQL: a row per person, a row per raw signal under their pseudonym. */
export function createLearning(runner: Runner, q: Queries, trails: Trails): LearningStore {
  const inserts = new Map<number, (values: Values) => Statement>()
  const insert = (key: string, signals: readonly Signal[]): Statement => {
    const n = signals.length
    const build =
      inserts.get(n) ??
      prepare((v: Values) =>
        q
          .insertInto('signals')
          // The stand-ins take the place of the columns' values, by name and number; `rowOf` fills in every one of them.
          .values(Array.from({ length: n }, (_, i) => Object.fromEntries(columns.map((c) => [c, v[`${c}${i}`]])) as unknown as SignalRow))
          .onConflict((c) => c.columns(['key', 'id']).doNothing()),
      )
    inserts.set(n, build)
    const all: Record<string, Param> = {}
    for (const [i, signal] of signals.entries()) for (const [column, value] of Object.entries(rowOf(key, signal))) all[`${column}${i}`] = value
    return build(all)
  }

  const create = prepare(
    (v: Tables['learners']) =>
      q
        .insertInto('learners')
        .values({
          person: v.person,
          key: v.key,
          rev: v.rev,
          role: v.role,
          settings: v.settings,
          profile: v.profile,
          slots: v.slots,
          contribution: v.contribution,
          stays: v.stays,
        })
        .onConflict((c) => c.column('person').doNothing()),
    { name: 'stale', rows: 1 },
  )
  const update = prepare(
    (v: Tables['learners'] & { readonly was: number }) =>
      q
        .updateTable('learners')
        .set({
          key: v.key,
          rev: v.rev,
          role: v.role,
          settings: v.settings,
          profile: v.profile,
          slots: v.slots,
          contribution: v.contribution,
          stays: v.stays,
        })
        .where('person', '=', v.person)
        .where('rev', '=', v.was),
    { name: 'stale', rows: 1 },
  )
  const byPerson = prepare((v: { readonly person: string }) => q.selectFrom('learners').selectAll().where('person', '=', v.person))

  const find = async (person: string): Promise<Learner | undefined> => {
    const [found] = await runner.read([byPerson({ person })], 'point')
    // `select *` of the learners table by its key.
    const row = found?.[0] as unknown as Tables['learners'] | undefined
    return row && learnerOf(row)
  }

  /** The row and what goes with it. A lost answer may be repeated: the row's own revision keeps it from happening twice. */
  const write = async (it: Learner, others: readonly Statement[], trail: Parameters<LearningStore['save']>[2]): Promise<Learner> => {
    const tooLarge = profileTooLarge(it.profile)
    if (tooLarge) throw tooLarge
    const next = { ...it, rev: it.rev + 1 }
    const row = learnerRow(next)
    try {
      await trails.run({ statements: [it.rev === 0 ? create(row) : update({ ...row, was: it.rev }), ...others], repeatable: false }, trail)
      return next
    } catch (error) {
      if (!(error instanceof GuardFailed)) throw error
      throw stale((await find(it.person))?.rev ?? 0, it.rev)
    }
  }

  const noQueries = (person: string): Statement => statement(q.deleteFrom('kept_queries').where('person', '=', person))
  const putQueries = (person: string, all: readonly KeptQuery[]): Statement => {
    if (all.length === 0) return noQueries(person)
    const queries = JSON.stringify(all)
    const insert = q.insertInto('kept_queries').values({ person, queries })
    return statement(insert.onConflict((c) => c.column('person').doUpdateSet({ queries })))
  }

  const heads = async (role: string): Promise<SeedHead | undefined> => {
    const [row] = await rows(runner, q.selectFrom('seed_heads').selectAll().where('role', '=', role))
    return row && { role: row.role, rev: row.rev, published: row.published, prior: row.prior, builtAt: row.built_at }
  }

  return {
    find,
    async known(key, ids) {
      if (ids.length === 0) return new Set()
      const found = await rows(
        runner,
        q
          .selectFrom('signals')
          .select('id')
          .where('key', '=', key)
          .where('id', 'in', [...ids]),
      )
      return new Set(found.map((row) => row.id))
    },
    save: (it, signals, trail) =>
      write(
        it,
        chunked(signals).map((some) => insert(it.key, some)),
        trail,
      ),
    async queries(person) {
      const [row] = await rows(runner, q.selectFrom('kept_queries').select('queries').where('person', '=', person))
      // Only this store writes the column, always from such a list.
      return row ? (JSON.parse(row.queries) as readonly KeptQuery[]) : []
    },
    keepQueries: (it, queries, trail) => write(it, [putQueries(it.person, queries)], trail),
    erase(it, { key, of, queries }, trail) {
      const all = q.deleteFrom('signals').where('key', '=', key)
      const left = queries ? [putQueries(it.person, queries)] : []
      if (of === undefined) return write(it, [statement(all), ...left], trail)
      const origin = q.updateTable('signals').set({ came_from: null }).where('key', '=', key).where('came_from', '=', of)
      return write(it, [statement(all.where('item', '=', of)), statement(origin), ...left], trail)
    },
    async remove(person, trail) {
      const learner = await find(person)
      if (!learner) return
      const signals = statement(q.deleteFrom('signals').where('key', '=', learner.key))
      const statements = [signals, noQueries(person), statement(q.deleteFrom('learners').where('person', '=', person))]
      await trails.run({ statements, repeatable: true }, trail)
    },
    async signals(key, from) {
      const found = await rows(
        runner,
        q.selectFrom('signals').selectAll().where('key', '=', key).where('minute', '>=', from).orderBy('minute').orderBy('seq'),
        'scan',
      )
      return found.map(signalOf)
    },
    contributors: (role) =>
      rows(runner, q.selectFrom('learners').select(['person', 'key']).where('role', '=', role).where('contribution', '=', 1).orderBy('person'), 'scan'),
    people: async () => (await rows(runner, q.selectFrom('learners').select('person').orderBy('person'), 'scan')).map((row) => row.person),
    async prune(before) {
      await runner.run({ statements: [statement(q.deleteFrom('signals').where('minute', '<', before))], repeatable: true })
    },
    head: heads,
    async seeds(role) {
      return (await rows(runner, q.selectFrom('seeds').selectAll().where('role', '=', role).orderBy('version', 'desc'))).map(seedOf)
    },
    async saveSeed({ head, seed }, trail) {
      const row = { role: head.role, rev: head.rev + 1, published: head.published, prior: head.prior, built_at: head.builtAt }
      const first = q
        .insertInto('seed_heads')
        .values(row)
        .onConflict((c) => c.column('role').doNothing())
      const later = q.updateTable('seed_heads').set(row).where('role', '=', head.role).where('rev', '=', head.rev)
      const statements = [statement(head.rev === 0 ? first : later, { name: 'stale', rows: 1 }), ...(seed ? [statement(seedRow(seed))] : [])]
      try {
        await trails.run({ statements, repeatable: false }, trail)
        return { ...head, rev: head.rev + 1 }
      } catch (error) {
        if (!(error instanceof GuardFailed)) throw error
        throw stale((await heads(head.role))?.rev ?? 0, head.rev)
      }
    },
  }

  function seedRow(it: StoredSeed) {
    const items = JSON.stringify(it.items)
    return q
      .insertInto('seeds')
      .values({ role: it.role, version: it.version, built_at: it.builtAt, published_at: it.publishedAt, items })
      .onConflict((c) => c.columns(['role', 'version']).doUpdateSet({ published_at: it.publishedAt, items }))
  }
}

function chunked(signals: readonly Signal[]): readonly (readonly Signal[])[] {
  return Array.from({ length: Math.ceil(signals.length / perStatement) }, (_, i) => signals.slice(i * perStatement, (i + 1) * perStatement))
}

const learnerRow = (it: Learner): Tables['learners'] => ({
  person: it.person,
  key: it.key,
  rev: it.rev,
  role: it.role,
  settings: JSON.stringify(it.settings),
  profile: it.profile,
  slots: JSON.stringify(it.slots),
  contribution: it.settings.contribution ? 1 : 0,
  stays: it.stays && it.stays.length > 0 ? JSON.stringify(it.stays) : null,
})

const learnerOf = (row: Tables['learners']): Learner => ({
  person: row.person,
  key: row.key,
  rev: row.rev,
  role: row.role,
  // Only this store writes these columns, always from settings and slots.
  settings: JSON.parse(row.settings) as Learner['settings'],
  profile: row.profile,
  slots: JSON.parse(row.slots) as Learner['slots'],
  ...(row.stays !== null && { stays: JSON.parse(row.stays) as NonNullable<Learner['stays']> }),
})

const rowOf = (key: string, it: Signal): SignalRow => ({
  key,
  id: it.id,
  minute: it.minute,
  kind: it.kind,
  item: it.item,
  came_from: it.from ?? null,
  via: it.via,
  step: it.step ?? null,
  look: it.view ?? null,
  shape: it.shape ?? null,
})

// Only this store writes these columns, always from a Signal.
const signalOf = (row: SignalRow): Signal => ({
  id: row.id,
  kind: row.kind as Signal['kind'],
  item: row.item,
  ...(row.came_from !== null && { from: row.came_from }),
  via: row.via as Signal['via'],
  minute: row.minute,
  ...(row.step !== null && { step: row.step }),
  ...(row.look !== null && { view: row.look }),
  ...(row.shape !== null && { shape: row.shape as NonNullable<Signal['shape']> }),
})

const seedOf = (row: Tables['seeds']): StoredSeed => ({
  role: row.role,
  version: row.version,
  builtAt: row.built_at,
  publishedAt: row.published_at,
  // Only this store writes the column, always from a seed.
  items: JSON.parse(row.items) as StoredSeed['items'],
})
