import type { SessionsOf, SessionStore, StoredSession } from '../identity.ts'
import { notFound } from '../record.ts'
import { rows, statement, type Queries } from './query.ts'
import { GuardFailed, type Runner, type Statement } from './runner.ts'
import type { Tables } from './tables.ts'
import type { Trails } from './trails.ts'

/** Ids of the sessions meant. */
function chosen(q: Queries, which: SessionsOf) {
  const ids = q.selectFrom('sessions').select('sessions.id')
  if ('id' in which) return which.person === undefined ? ids.where('id', '=', which.id) : ids.where('id', '=', which.id).where('person', '=', which.person)
  if ('person' in which)
    return which.except === undefined ? ids.where('person', '=', which.person) : ids.where('person', '=', which.person).where('id', '!=', which.except)
  const begun = ids.where('issuer', '=', which.issuer)
  return 'sid' in which ? begun.where('idp_session', '=', which.sid) : begun.where('subject', '=', which.subject)
}

/** Removes sessions with all their tokens; the last statement gives them back. */
export const endStatements = (q: Queries, which: SessionsOf): readonly Statement[] => [
  statement(q.deleteFrom('session_tokens').where('session', 'in', chosen(q, which))),
  statement(q.deleteFrom('sessions').where('id', 'in', chosen(q, which)).returningAll()),
]

/** Sessions in SQL: a row each, and a row per token. */
export function createSessions(runner: Runner, q: Queries, trails: Trails): SessionStore {
  const update = (id: string, set: Partial<Tables['sessions']>): Statement => statement(q.updateTable('sessions').set(set).where('id', '=', id))

  return {
    async begin({ session, hash }, trail) {
      const token = q.insertInto('session_tokens').values({ hash, session: session.id, made_at: session.tokenAt, retired_at: null })
      await trails.run({ statements: [statement(q.insertInto('sessions').values(rowOf(session))), statement(token)], repeatable: false }, trail)
    },

    async find(hash) {
      const [found] = await rows(
        runner,
        q
          .selectFrom('session_tokens')
          .innerJoin('sessions', 'sessions.id', 'session_tokens.session')
          .selectAll('sessions')
          .select(['made_at', 'retired_at'])
          .where('hash', '=', hash),
      )
      return found && { session: sessionOf(found), token: { madeAt: found.made_at, retiredAt: found.retired_at } }
    },

    async ofPerson(person) {
      return (await rows(runner, q.selectFrom('sessions').selectAll().where('person', '=', person).orderBy('created_at', 'desc').orderBy('id'))).map(sessionOf)
    },

    async rotate({ id, rotateAt, hash, madeAt, next }) {
      const claim = q.updateTable('sessions').set({ rotate_at: next }).where('id', '=', id).where('rotate_at', '=', rotateAt)
      const token = q.insertInto('session_tokens').values({ hash, session: id, made_at: madeAt, retired_at: null })
      try {
        await runner.run({ statements: [statement(claim, { name: 'rotate', rows: 1 }), statement(token)], repeatable: false })
        return true
      } catch (error) {
        if (error instanceof GuardFailed) return false
        throw error
      }
    },

    async settle({ id, madeAt, at, next }) {
      const forward = q.updateTable('sessions').set({ token_at: madeAt, rotate_at: next }).where('id', '=', id).where('token_at', '<', madeAt)
      const retire = q
        .updateTable('session_tokens')
        .set({ retired_at: at })
        .where('session', '=', id)
        .where('retired_at', 'is', null)
        .where('made_at', '<', madeAt)
      await runner.run({ statements: [statement(forward), statement(retire)], repeatable: true })
    },

    async touch(id, at) {
      await runner.run({ statements: [update(id, { seen_at: at })], repeatable: true })
    },

    async prove(id, at, trail) {
      const proven = q.updateTable('sessions').set({ proved_at: at, rotate_at: 0 }).where('id', '=', id)
      try {
        await trails.run({ statements: [statement(proven, { name: 'gone', rows: 1 })], repeatable: true }, trail)
      } catch (error) {
        throw error instanceof GuardFailed ? notFound('session', id) : error
      }
    },

    async renew(person) {
      await runner.run({ statements: [statement(q.updateTable('sessions').set({ rotate_at: 0 }).where('person', '=', person))], repeatable: true })
    },

    async end(which, trail) {
      const there = await rows(runner, q.selectFrom('sessions').selectAll().where('id', 'in', chosen(q, which)))
      if (there.length === 0) return []
      const statements = endStatements(q, which)
      const outcomes = await trails.run({ statements, repeatable: false }, trail)
      // `returning *` of the sessions table, see `endStatements`.
      return ((outcomes[1]?.rows ?? []) as unknown as readonly Tables['sessions'][]).map(sessionOf)
    },

    async prune({ idleBefore, madeBefore }) {
      const old = q
        .selectFrom('sessions')
        .select('id')
        .where((e) => e.or([e('seen_at', '<', idleBefore), e('created_at', '<', madeBefore)]))
      const statements = [statement(q.deleteFrom('session_tokens').where('session', 'in', old)), statement(q.deleteFrom('sessions').where('id', 'in', old))]
      await runner.run({ statements, repeatable: true })
    },
  }
}

const rowOf = (it: StoredSession): Tables['sessions'] => ({
  id: it.id,
  person: it.person,
  via: it.via,
  issuer: it.issuer,
  subject: it.subject,
  idp_session: it.idpSession,
  id_token: it.idToken,
  agent: it.agent,
  network: it.network,
  created_at: it.createdAt,
  seen_at: it.seenAt,
  proved_at: it.provedAt,
  token_at: it.tokenAt,
  rotate_at: it.rotateAt,
})

const sessionOf = (row: Tables['sessions']): StoredSession => ({
  id: row.id,
  person: row.person,
  // Only this store writes the column, always from a session.
  via: row.via as StoredSession['via'],
  issuer: row.issuer,
  subject: row.subject,
  idpSession: row.idp_session,
  idToken: row.id_token,
  agent: row.agent,
  network: row.network,
  createdAt: row.created_at,
  seenAt: row.seen_at,
  provedAt: row.proved_at,
  tokenAt: row.token_at,
  rotateAt: row.rotate_at,
})
