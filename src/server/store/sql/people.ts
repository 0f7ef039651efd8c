import type { Compilable } from 'kysely'
import { ServerFault } from '../../fault.ts'
import type { CodeUse, NewPerson, PeopleStore, PersonChange, StoredPerson } from '../identity.ts'
import { notFound, stale, taken } from '../record.ts'
import { endStatements } from './sessions.ts'
import { rows, statement, type Queries } from './query.ts'
import { GuardFailed, type Runner, type Statement } from './runner.ts'
import type { Tables } from './tables.ts'
import type { Trails } from './trails.ts'

/** Takes the turn of deciding who may do what. */
export const turn = (q: Queries, epoch: number): Statement =>
  statement(
    q
      .updateTable('door')
      .set((e) => ({ epoch: e('epoch', '+', 1) }))
      .where('id', '=', 1)
      .where('epoch', '=', epoch),
    { name: 'epoch', rows: 1 },
  )

export const epochOf = async (runner: Runner, q: Queries): Promise<number> =>
  (await rows(runner, q.selectFrom('door').select('epoch').where('id', '=', 1)))[0]?.epoch ?? 0

const loginTaken = (login: string): ServerFault => new ServerFault('exists', { detail: `login ${login}`, field: 'login' })

/** People in SQL, with the roles they hold and the identities they sign in with in tables of their own. */
export function createPeople(runner: Runner, q: Queries, trails: Trails): PeopleStore {
  type Which = (people: ReturnType<typeof ids>) => ReturnType<typeof ids>
  const ids = () => q.selectFrom('people').select('people.id')

  /** Whole people, all parts of the same moment. */
  const load = async (which: Which, weight: 'point' | 'scan'): Promise<readonly StoredPerson[]> => {
    const chosen = which(ids())
    const asked: readonly Compilable[] = [
      q.selectFrom('people').selectAll().where('id', 'in', chosen).orderBy('created_at').orderBy('id'),
      q.selectFrom('person_roles').selectAll().where('person', 'in', chosen).orderBy('place'),
      q.selectFrom('identities').selectAll().where('person', 'in', chosen).orderBy('issuer').orderBy('subject'),
    ]
    const found = await runner.read(
      asked.map((it) => statement(it)),
      weight,
    )
    // In the order asked for; the tables' types say what the columns hold.
    const [people, held, identities] = found as unknown as [Tables['people'][], Tables['person_roles'][], Tables['identities'][]]
    const rolesOf = Map.groupBy(held, (r) => r.person)
    const identitiesOf = Map.groupBy(identities, (i) => i.person)
    return people.map((row) => personOf(row, rolesOf.get(row.id) ?? [], identitiesOf.get(row.id) ?? []))
  }

  const one = async (which: Which): Promise<StoredPerson | undefined> => (await load(which, 'point'))[0]
  const byId = (id: string) => one((people) => people.where('id', '=', id))

  const grant = (person: string, roles: StoredPerson['roles']): readonly Statement[] =>
    roles.length === 0 ? [] : [statement(q.insertInto('person_roles').values(roles.map((r, place) => ({ person, role: r.role, source: r.from, place }))))]

  const takeCode = ({ hash, at }: CodeUse): Statement =>
    statement(
      q
        .updateTable('door')
        .set({ code_hash: null, code_expires: null, code_person: null })
        .where('id', '=', 1)
        .where('code_hash', '=', hash)
        .where('code_expires', '>', at),
      {
        name: 'code',
        rows: 1,
      },
    )

  const explainNew = async (guard: string, it: NewPerson): Promise<Error> => {
    if (guard === 'code') return new ServerFault('forbidden', { detail: 'code', field: 'code' })
    if (guard === 'epoch') return stale(await epochOf(runner, q), it.epoch ?? 0)
    if (guard === 'identity') return taken('identity', it.identities[0]?.subject ?? '')
    return (await byId(it.id)) ? taken('person', it.id) : loginTaken(it.login ?? '')
  }

  const explainSave = async (
    guard: string,
    it: { readonly id: string; readonly rev: number; readonly epoch?: number; readonly change: PersonChange },
  ): Promise<Error> => {
    if (guard === 'epoch') return stale(await epochOf(runner, q), it.epoch ?? 0)
    const now = await byId(it.id)
    if (!now) return notFound('person', it.id)
    return now.rev === it.rev ? loginTaken(it.change.login ?? '') : stale(now.rev, it.rev)
  }

  return {
    list: () => load((people) => people, 'scan'),

    find: (by) => {
      if ('id' in by) return byId(by.id)
      if ('login' in by) return one((people) => people.where('login', '=', by.login))
      return one((people) =>
        people.where('id', 'in', q.selectFrom('identities').select('person').where('issuer', '=', by.issuer).where('subject', '=', by.subject)),
      )
    },

    async passwordOf(id) {
      const [found] = await rows(runner, q.selectFrom('people').select('password').where('id', '=', id))
      return found?.password ?? undefined
    },

    async create(it, trail) {
      const person = q
        .insertInto('people')
        .values(rowOf(it))
        .onConflict((c) => c.doNothing())
      const identities = it.identities.map(({ issuer, subject }) =>
        statement(
          q
            .insertInto('identities')
            .values({ issuer, subject, person: it.id })
            .onConflict((c) => c.doNothing()),
          { name: 'identity', rows: 1 },
        ),
      )
      const statements = [
        ...(it.code ? [takeCode(it.code)] : []),
        ...(it.epoch === undefined ? [] : [turn(q, it.epoch)]),
        statement(person, { name: 'person', rows: 1 }),
        ...identities,
        ...grant(it.id, it.roles),
      ]
      try {
        await trails.run({ statements, repeatable: false }, trail)
      } catch (error) {
        throw error instanceof GuardFailed ? await explainNew(error.guard, it) : error
      }
      const { password, epoch: _, code: __, ...rest } = it
      return { ...rest, landing: null, rev: 1, hasPassword: password !== null }
    },

    async save(it, trail) {
      const { id, rev, epoch, change, end } = it
      const update = q
        .updateTable('people')
        .set({ rev: rev + 1, ...columnsOf(change) })
        .where('id', '=', id)
        .where('rev', '=', rev)
      const login = change.login
      const guarded = login
        ? update.where((e) => e.not(e.exists(q.selectFrom('people as other').select('other.id').where('other.login', '=', login).where('other.id', '!=', id))))
        : update
      const statements = [
        ...(epoch === undefined ? [] : [turn(q, epoch)]),
        statement(guarded, { name: 'stale', rows: 1 }),
        ...(change.roles ? [statement(q.deleteFrom('person_roles').where('person', '=', id)), ...grant(id, change.roles)] : []),
        ...(end === 'none' ? [] : endStatements(q, { person: id, ...(end !== 'all' && { except: end.except }) })),
      ]
      try {
        await trails.run({ statements, repeatable: false }, trail)
      } catch (error) {
        throw error instanceof GuardFailed ? await explainSave(error.guard, it) : error
      }
      const saved = await byId(id)
      if (!saved) throw notFound('person', id)
      return saved
    },

    async seen(id, at) {
      await runner.run({ statements: [statement(q.updateTable('people').set({ seen_at: at }).where('id', '=', id))], repeatable: true })
    },

    epoch: () => epochOf(runner, q),

    async code() {
      const [found] = await rows(runner, q.selectFrom('door').select(['code_hash', 'code_expires', 'code_person']).where('id', '=', 1))
      if (!found?.code_hash) return undefined
      return { hash: found.code_hash, expiresAt: found.code_expires ?? 0, ...(found.code_person !== null && { person: found.code_person }) }
    },

    async keepCode({ hash, expiresAt, person }, trail) {
      const update = q
        .updateTable('door')
        .set({ code_hash: hash, code_expires: expiresAt, code_person: person ?? null })
        .where('id', '=', 1)
      await trails.run({ statements: [statement(update)], repeatable: true }, trail)
    },

    async useCode(it, trail) {
      try {
        await trails.run({ statements: [takeCode(it)], repeatable: false }, trail)
        return true
      } catch (error) {
        if (error instanceof GuardFailed) return false
        throw error
      }
    },
  }
}

const rowOf = (it: NewPerson): Tables['people'] => ({
  id: it.id,
  rev: 1,
  name: it.name,
  login: it.login,
  password: it.password,
  email: it.email,
  disabled: it.disabled ? 1 : 0,
  active: it.active,
  landing: null,
  teams: JSON.stringify(it.teams),
  sites: JSON.stringify(it.sites),
  chosen_teams: JSON.stringify(it.chosenTeams),
  chosen_sites: JSON.stringify(it.chosenSites),
  created_at: it.createdAt,
  seen_at: it.seenAt,
})

const columnsOf = (it: PersonChange): Partial<Tables['people']> => ({
  ...(it.name !== undefined && { name: it.name }),
  ...(it.login !== undefined && { login: it.login }),
  ...(it.password !== undefined && { password: it.password }),
  ...(it.email !== undefined && { email: it.email }),
  ...(it.disabled !== undefined && { disabled: it.disabled ? 1 : 0 }),
  ...(it.active !== undefined && { active: it.active }),
  ...(it.landing !== undefined && { landing: it.landing }),
  ...(it.teams && { teams: JSON.stringify(it.teams) }),
  ...(it.sites && { sites: JSON.stringify(it.sites) }),
  ...(it.chosenTeams && { chosen_teams: JSON.stringify(it.chosenTeams) }),
  ...(it.chosenSites && { chosen_sites: JSON.stringify(it.chosenSites) }),
})

// Only this store writes these columns, always from a list of names.
const names = (text: string): readonly string[] => JSON.parse(text) as readonly string[]

function personOf(row: Tables['people'], held: readonly Tables['person_roles'][], identities: readonly Tables['identities'][]): StoredPerson {
  return {
    id: row.id,
    rev: row.rev,
    name: row.name,
    login: row.login,
    email: row.email,
    hasPassword: row.password !== null,
    disabled: row.disabled === 1,
    roles: held.map((r) => ({ role: r.role, from: r.source === 'idp' ? 'idp' : 'local' })),
    active: row.active,
    landing: row.landing,
    teams: names(row.teams),
    sites: names(row.sites),
    chosenTeams: names(row.chosen_teams),
    chosenSites: names(row.chosen_sites),
    identities: identities.map(({ issuer, subject }) => ({ issuer, subject })),
    createdAt: row.created_at,
    seenAt: row.seen_at,
  }
}
