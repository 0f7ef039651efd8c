import type { SessionsOf, SessionStore, StoredSession } from '../identity.ts'
import { notFound } from '../record.ts'
import type { Trail } from '../trail.ts'
import { byCodePoint } from '../text.ts'
import type { Cells } from './cells.ts'

const fits = (s: StoredSession, which: SessionsOf): boolean => {
  if ('id' in which) return s.id === which.id && (which.person === undefined || which.person === s.person)
  if ('person' in which) return s.person === which.person && s.id !== which.except
  return s.issuer === which.issuer && ('sid' in which ? s.idpSession === which.sid : s.subject === which.subject)
}

/** Removes sessions with all their tokens; gives back which. */
export function endSessions(cells: Cells, which: SessionsOf | ((s: StoredSession) => boolean)): readonly StoredSession[] {
  const ended = [...cells.sessions.values()].filter((s) => (typeof which === 'function' ? which(s) : fits(s, which)))
  for (const { id } of ended) cells.sessions.delete(id)
  const gone = new Set(ended.map((s) => s.id))
  for (const [hash, { session }] of cells.sessionTokens) if (gone.has(session)) cells.sessionTokens.delete(hash)
  return ended
}

/** Sessions in memory. */
export function createSessions(cells: Cells, changed: (trail?: Trail) => void): SessionStore {
  const update = (id: string, change: Partial<StoredSession>): void => {
    const old = cells.sessions.get(id)
    if (old) cells.sessions.set(id, { ...old, ...change })
    changed()
  }

  return {
    async begin({ session, hash }, trail) {
      cells.sessions.set(session.id, session)
      cells.sessionTokens.set(hash, { session: session.id, madeAt: session.tokenAt, retiredAt: null })
      changed(trail)
    },

    async find(hash) {
      const token = cells.sessionTokens.get(hash)
      const session = token && cells.sessions.get(token.session)
      return session && { session, token: { madeAt: token.madeAt, retiredAt: token.retiredAt } }
    },

    async ofPerson(person) {
      return [...cells.sessions.values()].filter((s) => s.person === person).toSorted((a, b) => b.createdAt - a.createdAt || byCodePoint(a.id, b.id))
    },

    async rotate({ id, rotateAt, hash, madeAt, next }) {
      if (cells.sessions.get(id)?.rotateAt !== rotateAt) return false
      cells.sessionTokens.set(hash, { session: id, madeAt, retiredAt: null })
      update(id, { rotateAt: next })
      return true
    },

    async settle({ id, madeAt, at, next }) {
      if ((cells.sessions.get(id)?.tokenAt ?? madeAt) >= madeAt) return
      for (const [hash, token] of cells.sessionTokens)
        if (token.session === id && token.retiredAt === null && token.madeAt < madeAt) cells.sessionTokens.set(hash, { ...token, retiredAt: at })
      update(id, { tokenAt: madeAt, rotateAt: next })
    },

    async touch(id, at) {
      update(id, { seenAt: at })
    },

    async prove(id, at, trail) {
      const old = cells.sessions.get(id)
      if (!old) throw notFound('session', id)
      cells.sessions.set(id, { ...old, provedAt: at, rotateAt: 0 })
      changed(trail)
    },

    async renew(person) {
      for (const s of cells.sessions.values()) if (s.person === person) cells.sessions.set(s.id, { ...s, rotateAt: 0 })
      changed()
    },

    async end(which, trail) {
      const ended = endSessions(cells, which)
      if (ended.length > 0) changed(trail)
      return ended
    },

    async prune({ idleBefore, madeBefore }) {
      if (endSessions(cells, (s) => s.seenAt < idleBefore || s.createdAt < madeBefore).length > 0) changed()
    },
  }
}
