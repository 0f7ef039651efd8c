import { hasIntent } from '#core/workflow/effects.ts'
import type { Seen } from '#core/workflow/seen.ts'
import { isHeldByOther } from '#core/workflow/lease.ts'
import type { LeaseState, RunState } from '#core/workflow/run.ts'
import { ServerFault } from '../../fault.ts'
import { notFound, stale, taken } from '../record.ts'
import type { RunStore, RunWrite, StoredRun } from '../runs.ts'
import { prepare, rows, statement, type Queries } from './query.ts'
import { GuardFailed, type Runner, type Statement } from './runner.ts'
import type { Tables } from './tables.ts'
import type { Trails } from './trails.ts'
import type { KeyedWrites } from './writes.ts'

type Row = Pick<Tables['runs'], 'rev' | 'lease' | 'seen' | 'body'>
const columns = ['rev', 'lease', 'seen', 'body'] as const

/** Runs in SQL: the run as JSON, what is asked for in columns. */
export function createRuns(runner: Runner, q: Queries, writes: KeyedWrites, trails: Trails): RunStore {
  const find = async (id: string): Promise<StoredRun | undefined> => {
    const [found] = await rows(runner, q.selectFrom('runs').select(columns).where('id', '=', id))
    return found && runOf(found)
  }
  const read = async (id: string): Promise<StoredRun> => {
    const found = await find(id)
    if (!found) throw notFound('run', id)
    return found
  }

  const findAbout = async (about: string): Promise<StoredRun | undefined> => {
    const [found] = await rows(runner, q.selectFrom('runs').select(columns).where('about', '=', about))
    return found && runOf(found)
  }

  const update = prepare(
    (v: ReturnType<typeof savedForm> & { readonly id: string; readonly old: number }) =>
      q
        .updateTable('runs')
        .set((e) => ({
          rev: v.rev,
          owner: v.owner,
          state: v.state,
          pending: v.pending,
          updated_at: v.updated_at,
          wake_at: v.wake_at,
          gone_at: v.gone_at,
          body: v.body,
          // `owner` here is who it was before.
          about: e
            .case()
            .when(e.and([e('owner', '=', v.owner), e(e.val(v.state), '=', 'open')]))
            .then(e.ref('about'))
            .end(),
        }))
        .where('id', '=', v.id)
        .where('rev', '=', v.old),
    { name: 'stale', rows: 1 },
  )
  /** Comes after the update, so the row is there and locked; touches nothing when another device has it. */
  const keep = prepare(
    (v: { readonly id: string; readonly device: string; readonly until: number; readonly lease: string; readonly now: number }) =>
      q
        .updateTable('runs')
        .set({ lease_device: v.device, lease_until: v.until, lease: v.lease })
        .where('id', '=', v.id)
        .where((e) => e.or([e('lease_device', 'is', null), e('lease_device', '=', v.device), e('lease_until', '<=', v.now)])),
    { name: 'held', rows: 1 },
  )
  const helper = prepare((v: Tables['run_helpers']) =>
    q
      .insertInto('run_helpers')
      .values({ person: v.person, run: v.run })
      .onConflict((c) => c.columns(['person', 'run']).doNothing()),
  )
  const help = ({ run }: RunWrite): readonly Statement[] => run.helpers.map(({ id }) => helper({ person: id, run: run.id }))

  const why = async (id: string, rev: number): Promise<Error> => {
    const found = await find(id)
    if (!found) return notFound('run', id)
    return found.rev === rev ? heldBy(found.lease) : stale(found.rev, rev)
  }

  return {
    async create(it, trail) {
      const { about } = it
      const { id } = it.run
      const insert = q.insertInto('runs').values({ id, ...savedForm(it, 1), ...leaseForm(it.lease), seen: null, about: about ?? null })
      const once = statement(
        insert.onConflict((c) => c.doNothing()),
        { name: 'exists', rows: 1 },
      )
      const keyed = { operation: 'run.create', at: it.now, write: it.write, table: 'runs', id } as const
      let there: StoredRun | undefined
      try {
        const result = await writes.run({ ...keyed, statements: [once, ...help(it)], trail }, async () => {
          there = about === undefined ? undefined : await findAbout(about)
          return taken('run', id)
        })
        if ('before' in result) return await read(result.before.subject)
      } catch (error) {
        if (there) return there
        throw error
      }
      return { run: it.run, rev: 1, lease: it.lease, seen: undefined }
    },
    read,
    async list({ of, states, limit }) {
      const query = q
        .selectFrom('runs')
        .select(columns)
        .where('state', 'in', [...states])
        .where((e) => e.or([e('owner', '=', of), e('id', 'in', e.selectFrom('run_helpers').select('run').where('person', '=', of))]))
      return (await rows(runner, query.orderBy('updated_at', 'desc').orderBy('id').limit(limit), 'scan')).map(runOf)
    },
    async save(it, trail) {
      const { id } = it.run
      const lease = it.lease && keep({ id, device: it.lease.device.id, until: it.lease.until, lease: JSON.stringify(it.lease), now: it.now })
      const statements = [update({ id, old: it.rev, ...savedForm(it, it.rev + 1) }), ...(lease ? [lease] : []), ...help(it)]
      const result = await writes.run({ operation: `run.save ${id}`, at: it.now, write: it.write, table: 'runs', id, statements, trail }, () => why(id, it.rev))
      if ('before' in result) return read(id)
      const { lease: kept, seen } = await read(id)
      return { run: it.run, rev: it.rev + 1, lease: kept, seen }
    },
    async lease({ id, device, lease, over, now }, trail) {
      const free = { lease_device: null, lease_until: null, lease: null }
      const set = q
        .updateTable('runs')
        .set(lease ? leaseForm(lease) : free)
        .where('id', '=', id)
      const mine = lease
        ? over
          ? set
          : set.where((e) => e.or([e('lease_device', 'is', null), e('lease_device', '=', device), e('lease_until', '<=', now)]))
        : set.where('lease_device', '=', device)
      try {
        // Letting go of what another device took meanwhile changes nothing, and is no fault.
        await trails.run({ statements: [statement(mine, lease && { name: 'held', rows: 1 })], repeatable: true }, trail)
      } catch (error) {
        if (!(error instanceof GuardFailed)) throw error
        const found = await read(id)
        throw isHeldByOther(found.lease, device, now) ? heldBy(found.lease) : stale(found.rev, found.rev)
      }
      return read(id)
    },
    async see(id, seen) {
      await runner.run({
        statements: [
          statement(
            q
              .updateTable('runs')
              .set({ seen: JSON.stringify(seen) })
              .where('id', '=', id),
          ),
        ],
        repeatable: true,
      })
    },
    async withIntents(limit) {
      return (await rows(runner, q.selectFrom('runs').select(columns).where('pending', '=', 1).orderBy('updated_at', 'desc').orderBy('id').limit(limit))).map(
        runOf,
      )
    },
    async due(now, limit) {
      const due = q.selectFrom('runs').select(columns).where('state', '=', 'open').where('wake_at', '<=', now)
      return (await rows(runner, due.orderBy('wake_at').orderBy('id').limit(limit))).map(runOf)
    },
    async people(id) {
      const owner = q.selectFrom('runs').select('owner as person').where('id', '=', id)
      const helpers = q.selectFrom('run_helpers').select('person').where('run', '=', id)
      const [own = [], others = []] = await runner.read([statement(owner), statement(helpers)], 'point')
      return [...own, ...others].map((row) => String(row['person']))
    },
    async forget(before) {
      const gone = q.selectFrom('runs').select('id').where('gone_at', '<=', before)
      await runner.run({
        statements: [statement(q.deleteFrom('run_helpers').where('run', 'in', gone)), statement(q.deleteFrom('runs').where('gone_at', '<=', before))],
        repeatable: true,
      })
    },
  }
}

const heldBy = (lease: LeaseState | undefined): ServerFault => new ServerFault('held', { detail: lease?.device.label ?? '' })

function savedForm({ run, wakeAt }: RunWrite, rev: number) {
  return {
    rev,
    owner: run.owner.id,
    state: run.state,
    pending: hasIntent(run) ? 1 : 0,
    updated_at: run.updatedAt,
    wake_at: wakeAt,
    gone_at: run.recoverableUntil ?? null,
    body: JSON.stringify(run),
  }
}

const leaseForm = (lease: LeaseState | undefined) => ({
  lease_device: lease?.device.id ?? null,
  lease_until: lease?.until ?? null,
  lease: lease ? JSON.stringify(lease) : null,
})

function runOf({ rev, lease, seen, body }: Row): StoredRun {
  // Only this store writes the columns, always from these types.
  return {
    run: JSON.parse(body) as RunState,
    rev,
    lease: lease === null ? undefined : (JSON.parse(lease) as LeaseState),
    seen: seen === null ? undefined : (JSON.parse(seen) as Seen),
  }
}
