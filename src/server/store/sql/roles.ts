import type { Role } from '#contract/identity.ts'
import type { RoleStore } from '../identity.ts'
import { notFound, stale, taken } from '../record.ts'
import { epochOf, turn } from './people.ts'
import { rows, statement, type Queries } from './query.ts'
import { GuardFailed, type Runner } from './runner.ts'
import type { Tables } from './tables.ts'
import type { Trails } from './trails.ts'

/** Roles in SQL. Their ids are never given twice by people, so a removed one leaves nothing behind. */
export function createRoles(runner: Runner, q: Queries, trails: Trails): RoleStore {
  const explain = async (guard: string, it: { readonly id: string; readonly rev: number; readonly epoch: number }): Promise<Error> => {
    if (guard === 'epoch') return stale(await epochOf(runner, q), it.epoch)
    const [found] = await rows(runner, q.selectFrom('roles').select('rev').where('id', '=', it.id))
    return found ? stale(found.rev, it.rev) : notFound('role', it.id)
  }
  const insert = (role: Omit<Role, 'rev'>, at: number, place: number) =>
    q
      .insertInto('roles')
      .values(rowOf({ ...role, rev: 1 }, at, place))
      .onConflict((c) => c.column('id').doNothing())

  return {
    async list() {
      return (await rows(runner, q.selectFrom('roles').selectAll().orderBy('created_at').orderBy('place').orderBy('id'))).map(roleOf)
    },

    async seed(roles, at) {
      await runner.run({ statements: roles.map((role, place) => statement(insert(role, at, place))), repeatable: true })
    },

    async create({ role, at }, trail) {
      try {
        await trails.run({ statements: [statement(insert(role, at, 0), { name: 'exists', rows: 1 })], repeatable: false }, trail)
      } catch (error) {
        throw error instanceof GuardFailed ? taken('role', role.id) : error
      }
      return { ...role, rev: 1 }
    },

    async save({ role, rev, epoch }, trail) {
      const { name, level, landing, parent } = role
      const update = q
        .updateTable('roles')
        .set({ rev: rev + 1, name, level, landing, parent, shared: role.shared ? 1 : 0, capabilities: JSON.stringify(role.capabilities) })
        .where('id', '=', role.id)
        .where('rev', '=', rev)
        .returningAll()
      try {
        const outcomes = await trails.run({ statements: [turn(q, epoch), statement(update, { name: 'stale', rows: 1 })], repeatable: false }, trail)
        // `returning *` of the roles table, exactly one row by the guard.
        return roleOf(outcomes[1]?.rows[0] as unknown as Tables['roles'])
      } catch (error) {
        throw error instanceof GuardFailed ? await explain(error.guard, { id: role.id, rev, epoch }) : error
      }
    },

    async remove({ id, rev, epoch }, trail) {
      const holders = q.selectFrom('person_roles').select('person').where('role', '=', id)
      const statements = [
        turn(q, epoch),
        statement(q.deleteFrom('roles').where('id', '=', id).where('rev', '=', rev), { name: 'stale', rows: 1 }),
        statement(
          q
            .updateTable('people')
            .set((e) => ({ rev: e('rev', '+', 1) }))
            .where('id', 'in', holders),
        ),
        statement(q.updateTable('people').set({ active: null }).where('active', '=', id)),
        statement(q.deleteFrom('person_roles').where('role', '=', id)),
      ]
      try {
        await trails.run({ statements, repeatable: false }, trail)
      } catch (error) {
        throw error instanceof GuardFailed ? await explain(error.guard, { id, rev, epoch }) : error
      }
    },
  }
}

const rowOf = (it: Role, at: number, place: number): Tables['roles'] => ({
  id: it.id,
  rev: it.rev,
  name: it.name,
  level: it.level,
  capabilities: JSON.stringify(it.capabilities),
  landing: it.landing,
  preset: it.preset ? 1 : 0,
  created_at: at,
  place,
  parent: it.parent,
  shared: it.shared ? 1 : 0,
})

// Only this store writes these columns, always from a Role.
const roleOf = (row: Tables['roles']): Role => ({
  id: row.id,
  rev: row.rev,
  name: row.name,
  level: row.level as Role['level'],
  capabilities: JSON.parse(row.capabilities) as Role['capabilities'],
  landing: row.landing,
  preset: row.preset === 1,
  parent: row.parent,
  shared: row.shared === 1,
})
