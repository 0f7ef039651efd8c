import type { WriteKey } from '../store.ts'
import type { Trail } from '../trail.ts'
import { keyLifeMs, keyReused } from '../record.ts'
import { prepare, rows, statement, type Queries } from './query.ts'
import { GuardFailed, type Outcome, type Runner, type Statement } from './runner.ts'
import type { Trails } from './trails.ts'

/** What a key was used for. The same key on another operation is another write, even with an equal body. */
export interface KeyedWrite {
  readonly operation: string
  readonly at: number
  readonly write: WriteKey | undefined
}

/** The first answer, as far as it can be told without its document. */
export interface FirstAnswer {
  readonly subject: string
  readonly rev: number
  readonly at: number
  readonly origin: string
  readonly body: string | null
}

interface Remembered extends Readonly<Record<string, string | number>> {
  readonly key: string
  readonly hash: string
  readonly at: number
  readonly id: string
  /** Keys of this moment and before are forgotten. */
  readonly expired: number
}

const purgeEveryMs = 3_600_000
const fingerprint = (it: KeyedWrite, write: WriteKey): string => `${it.operation} ${write.bodyHash}`

/** Runs units that carry an idempotency key: the key is written with the change, or nothing is. */
export function createKeyedWrites(runner: Runner, q: Queries, trails: Trails) {
  let purgedAt = 0

  const answerIn = {
    sources: (v: Remembered) =>
      q
        .selectFrom('sources')
        .select((e) => [e.val(v.key).as('key'), e.val(v.hash).as('hash'), e.val(v.at).as('now'), 'id', 'rev', 'origin', 'body'])
        .where('id', '=', v.id),
    dashboards: (v: Remembered) =>
      q
        .selectFrom('dashboards')
        .select((e) => [e.val(v.key).as('key'), e.val(v.hash).as('hash'), e.val(v.at).as('now'), 'id', 'rev', 'origin', e.val<string | null>(null).as('body')])
        .where('id', '=', v.id),
    // The answer is what was sent: only its number is kept.
    layers: (v: Remembered) =>
      q
        .selectFrom('layers')
        .select((e) => [
          e.val(v.key).as('key'),
          e.val(v.hash).as('hash'),
          e.val(v.at).as('now'),
          'id',
          'rev',
          e.val('own').as('origin'),
          e.val<string | null>(null).as('body'),
        ])
        .where('id', '=', v.id),
    runs: (v: Remembered) =>
      q
        .selectFrom('runs')
        .select((e) => [
          e.val(v.key).as('key'),
          e.val(v.hash).as('hash'),
          e.val(v.at).as('now'),
          'id',
          'rev',
          e.val('').as('origin'),
          e.val<string | null>(null).as('body'),
        ])
        .where('id', '=', v.id),
  }

  const rememberIn = (table: keyof typeof answerIn) =>
    prepare(
      (v: Remembered) =>
        q
          .insertInto('write_keys')
          .columns(['key', 'body_hash', 'at', 'subject', 'rev', 'origin', 'body'])
          .expression(answerIn[table](v))
          .onConflict((c) =>
            c
              .column('key')
              .doUpdateSet((e) => ({
                body_hash: e.ref('excluded.body_hash'),
                at: e.ref('excluded.at'),
                subject: e.ref('excluded.subject'),
                rev: e.ref('excluded.rev'),
                origin: e.ref('excluded.origin'),
                body: e.ref('excluded.body'),
              }))
              .where('write_keys.at', '<=', v.expired),
          ),
      { name: 'key', rows: 1 },
    )
  const remember = { sources: rememberIn('sources'), dashboards: rememberIn('dashboards'), layers: rememberIn('layers'), runs: rememberIn('runs') }

  /** Once an hour some write takes the old keys along. */
  const purge = (at: number): readonly Statement[] => {
    if (at - purgedAt < purgeEveryMs) return []
    purgedAt = at
    return [statement(q.deleteFrom('write_keys').where('at', '<=', at - keyLifeMs))]
  }

  const firstAnswer = async (it: KeyedWrite): Promise<FirstAnswer | undefined> => {
    if (!it.write) return undefined
    const [known] = await rows(
      runner,
      q
        .selectFrom('write_keys')
        .selectAll()
        .where('key', '=', it.write.key)
        .where('at', '>', it.at - keyLifeMs),
    )
    if (known && known.body_hash !== fingerprint(it, it.write)) throw keyReused(it.write.key)
    return known
  }

  return {
    /**
     * The outcomes of a first write, or the answer the same write got before. When a guard fails and the key is new, `explain`
     * says which fault that is.
     */
    async run(
      it: KeyedWrite & {
        readonly table: keyof typeof answerIn
        readonly id: string
        readonly statements: readonly Statement[]
        readonly trail: Trail | undefined
      },
      explain: (guard: string) => Promise<Error>,
    ): Promise<{ readonly outcomes: readonly Outcome[] } | { readonly before: FirstAnswer }> {
      const { at, id, write } = it
      const key = write ? [remember[it.table]({ key: write.key, hash: fingerprint(it, write), at, id, expired: at - keyLifeMs }), ...purge(at)] : []
      try {
        return { outcomes: await trails.run({ statements: [...it.statements, ...key], repeatable: write !== undefined }, it.trail) }
      } catch (error) {
        if (!(error instanceof GuardFailed)) throw error
        const before = await firstAnswer(it)
        if (before) return { before }
        throw await explain(error.guard)
      }
    },
  }
}

export type KeyedWrites = ReturnType<typeof createKeyedWrites>
