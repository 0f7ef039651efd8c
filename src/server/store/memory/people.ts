import { ServerFault } from '../../fault.ts'
import type { CodeUse, Ending, PeopleStore, StoredPerson } from '../identity.ts'
import { notFound, stale, taken } from '../record.ts'
import type { Trail } from '../trail.ts'
import { byCodePoint } from '../text.ts'
import type { Cells } from './cells.ts'
import type { DoorCell, PersonCell } from './identity-cells.ts'
import { endSessions } from './sessions.ts'

const doorOf = (cells: Cells): DoorCell => cells.door.get('door') ?? { epoch: 1, code: undefined }

/** Takes the turn of deciding who may do what; `stale` when somebody else took it since. */
export function takeTurn(cells: Cells, epoch: number | undefined): void {
  const door = doorOf(cells)
  if (epoch !== undefined && epoch !== door.epoch) throw stale(door.epoch, epoch)
  cells.door.set('door', { ...door, epoch: door.epoch + 1 })
}

/** People in memory. Every method does its work before it first waits, so no two can mix. */
export function createPeople(cells: Cells, changed: (trail?: Trail) => void): PeopleStore {
  const all = (): readonly PersonCell[] => [...cells.people.values()]
  const byLogin = (login: string): PersonCell | undefined => all().find((p) => p.login === login)

  const takeCode = ({ hash, at }: CodeUse): boolean => {
    const door = doorOf(cells)
    if (door.code?.hash !== hash || door.code.expiresAt <= at) return false
    cells.door.set('door', { ...door, code: undefined })
    return true
  }

  const endFor = (id: string, end: Ending): void => {
    if (end !== 'none') endSessions(cells, { person: id, ...(end !== 'all' && { except: end.except }) })
  }

  return {
    async list() {
      return all()
        .toSorted((a, b) => a.createdAt - b.createdAt || byCodePoint(a.id, b.id))
        .map(outward)
    },

    async find(by) {
      if ('id' in by) return outwardOf(cells.people.get(by.id))
      if ('login' in by) return outwardOf(byLogin(by.login))
      return outwardOf(all().find((p) => p.identities.some((i) => i.issuer === by.issuer && i.subject === by.subject)))
    },

    async passwordOf(id) {
      return cells.people.get(id)?.password ?? undefined
    },

    async create({ epoch, code, ...it }, trail) {
      if (cells.people.has(it.id)) throw taken('person', it.id)
      if (it.login !== null && byLogin(it.login)) throw loginTaken(it.login)
      const known = (i: StoredPerson['identities'][number]): boolean =>
        all().some((p) => p.identities.some((o) => o.issuer === i.issuer && o.subject === i.subject))
      if (it.identities.some(known)) throw taken('identity', it.identities[0]?.subject ?? '')
      if (epoch !== undefined && epoch !== doorOf(cells).epoch) throw stale(doorOf(cells).epoch, epoch)
      if (code && !takeCode(code)) throw new ServerFault('forbidden', { detail: 'code', field: 'code' })
      if (epoch !== undefined) takeTurn(cells, epoch)
      const made: PersonCell = structuredClone({ ...it, landing: null, rev: 1 })
      cells.people.set(it.id, made)
      changed(trail)
      return outward(made)
    },

    async save({ id, rev, epoch, change, end }, trail) {
      const old = cells.people.get(id)
      if (!old) throw notFound('person', id)
      if (old.rev !== rev) throw stale(old.rev, rev)
      if (change.login && byLogin(change.login) && byLogin(change.login)?.id !== id) throw loginTaken(change.login)
      if (epoch !== undefined) takeTurn(cells, epoch)
      const saved: PersonCell = structuredClone({ ...old, ...change, rev: rev + 1 })
      cells.people.set(id, saved)
      endFor(id, end)
      changed(trail)
      return outward(saved)
    },

    async seen(id, at) {
      const old = cells.people.get(id)
      if (!old) return
      cells.people.set(id, { ...old, seenAt: at })
      changed()
    },

    async epoch() {
      return doorOf(cells).epoch
    },

    async code() {
      return doorOf(cells).code
    },

    async keepCode(code, trail) {
      cells.door.set('door', { ...doorOf(cells), code })
      changed(trail)
    },

    async useCode(use, trail) {
      if (!takeCode(use)) return false
      changed(trail)
      return true
    },
  }
}

const loginTaken = (login: string): ServerFault => new ServerFault('exists', { detail: `login ${login}`, field: 'login' })

function outward({ password, ...it }: PersonCell): StoredPerson {
  return structuredClone({ ...it, landing: it.landing ?? null, hasPassword: password !== null })
}

const outwardOf = (it: PersonCell | undefined): StoredPerson | undefined => it && outward(it)
