import type { Role } from '#contract/identity.ts'
import type { Actor } from '#core/policy/actor.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import type { PersonChange, StoredPerson } from '../store/identity.ts'
import type { ChangeDraft } from '../store/trail.ts'
import { noted } from './noted.ts'
import type { By } from './noted.ts'
import { refuseWeak } from './passwords.ts'
import { adminsAmong, coversRoles, heldRoles } from './rights.ts'
import type { SessionKeeper } from './sessions.ts'

type Held = StoredPerson['roles'][number]

export interface Asking extends Omit<By, 'at'> {
  readonly actor: Actor
}

export interface PersonInput {
  readonly name?: string | undefined
  /** Ids of the roles given here; those of a provider stay as they are. */
  readonly roles?: readonly string[] | undefined
  readonly teams?: readonly string[] | undefined
  readonly sites?: readonly string[] | undefined
  readonly disabled?: boolean | undefined
  readonly password?: string | undefined
}

/** What is not given of the last two stays as it is. */
type RoleGiven = Omit<Role, 'rev' | 'preset' | 'parent' | 'shared'> & { readonly parent?: string | null | undefined; readonly shared?: boolean | undefined }

const lastAdmin = (field: string): ServerFault => new ServerFault('forbidden', { detail: 'the last administrator', field })
const beyond = (field: string): ServerFault => new ServerFault('forbidden', { detail: 'reaches beyond your own rights', field })

/**
 * Who decides from what they have read decides again when somebody else decided in between; an older revision stays `stale`,
 * because that is the asker's business.
 */
async function inTurn<T>(decide: () => Promise<T>, left = 5): Promise<T> {
  try {
    return await decide()
  } catch (error) {
    if (left > 0 && error instanceof ServerFault && error.fault.code === 'stale') return inTurn(decide, left - 1)
    throw error
  }
}

/** Changes of people and roles, with the rules that keep the place governable. */
export function createDirectory(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  keeper: SessionKeeper,
  roles: { readonly now: () => Promise<readonly Role[]>; readonly forget: () => void },
  hash: (password: string) => Promise<string>,
) {
  const { store, clock, ids } = ports
  const trailOf = (asking: Asking, action: string, object: string, detail: Record<string, string | string[] | boolean>, changes: readonly ChangeDraft[]) =>
    noted({ ...asking, at: clock.now() }, { action, object, detail }, changes)

  const read = async (id: string): Promise<StoredPerson> => {
    const person = await store.people.find({ id })
    if (!person) throw new ServerFault('not_found', { detail: `person ${id}` })
    return person
  }

  const chosen = (given: readonly string[], all: readonly Role[]): readonly Role[] =>
    [...new Set(given)].map((id) => {
      const role = all.find((r) => r.id === id)
      if (!role) throw new ServerFault('invalid', { detail: `no role ${id}`, field: 'roles' })
      return role
    })

  /** Local roles as asked. One that the provider gives is no local grant only because a list names it. */
  const heldAfter = (person: StoredPerson, given: readonly string[]): readonly Held[] => {
    const idp = person.roles.filter((r) => r.from === 'idp')
    const local = new Set(person.roles.filter((r) => r.from === 'local').map((r) => r.role))
    const kept = [...new Set(given)].filter((id) => local.has(id) || !idp.some((r) => r.role === id))
    return [...idp, ...kept.map((role): Held => ({ role, from: 'local' }))]
  }

  const keepAnAdmin = async (
    after: { readonly people?: (p: StoredPerson) => StoredPerson; readonly roles?: readonly Role[] },
    field: string,
  ): Promise<void> => {
    const [people, all] = await Promise.all([store.people.list(), store.roles.list()])
    if (adminsAmong(people, all).length === 0) return
    if (adminsAmong(after.people ? people.map(after.people) : people, after.roles ?? all).length === 0) throw lastAdmin(field)
  }

  const mayRule = (asking: Asking, person: StoredPerson, all: readonly Role[]): void => {
    if (!coversRoles(asking.actor, heldRoles(person, all))) throw beyond('id')
  }

  /** What a change of roles does to those asked for: only what is added or taken has to be covered. */
  const rolesChange = (asking: Asking, person: StoredPerson, given: readonly string[], all: readonly Role[]): readonly Held[] => {
    const after = heldAfter(person, given)
    const has = (list: readonly Held[], id: string): boolean => list.some((r) => r.role === id)
    const differing = all.filter((r) => has(after, r.id) !== has(person.roles, r.id))
    chosen(given, all)
    if (!coversRoles(asking.actor, differing)) throw beyond('roles')
    return after
  }

  const save = async (id: string, rev: number, input: PersonInput, asking: Asking): Promise<StoredPerson> => {
    const [epoch, person, all] = await Promise.all([store.people.epoch(), read(id), roles.now()])
    mayRule(asking, person, all)
    if (input.password !== undefined) {
      if (person.login === null) throw new ServerFault('invalid', { detail: 'this person signs in through a provider', field: 'password' })
      refuseWeak(input.password, person.login)
    }
    const held = input.roles && rolesChange(asking, person, input.roles, all)
    const change: PersonChange = {
      ...(input.name !== undefined && { name: input.name }),
      ...(held && { roles: held }),
      ...(input.teams && { teams: input.teams }),
      ...(input.sites && { sites: input.sites }),
      ...(input.disabled !== undefined && { disabled: input.disabled }),
      ...(input.password !== undefined && { password: await hash(input.password) }),
    }
    const ruling = held !== undefined || input.disabled !== undefined
    if (ruling) await keepAnAdmin({ people: (p) => (p.id === id ? { ...p, ...change, hasPassword: p.hasPassword } : p) }, held ? 'roles' : 'disabled')
    const lost = held !== undefined && person.roles.some((r) => !held.some((h) => h.role === r.role))
    const ends = lost || input.disabled === true || input.password !== undefined
    // Whoever changes themselves stays here; their other browsers do not.
    const own = asking.actor.id === id && input.disabled !== true ? asking.actor.session : undefined
    const end = !ends ? 'none' : own === undefined ? 'all' : { except: own }
    const detail = {
      changed: Object.keys(change),
      ...(held && { roles: held.map((r) => r.role) }),
      ...(input.disabled !== undefined && { disabled: input.disabled }),
    }
    const trail = trailOf(asking, 'person.save', `person:${id}`, detail, [{ topic: 'person', id, rev: rev + 1 }])
    const saved = await store.people.save({ id, rev, change, end, ...(ruling && { epoch }) }, trail)
    if (held || ends) await store.sessions.renew(id)
    keeper.forget(id)
    return saved
  }

  /** A revision that is not current is the asker's mistake at once; only the turn is taken again. */
  const savePerson = (id: string, rev: number, input: PersonInput, asking: Asking): Promise<StoredPerson> =>
    inTurn(async () => {
      const current = await read(id)
      if (current.rev !== rev) return store.people.save({ id, rev, change: {}, end: 'none' })
      return save(id, rev, input, asking)
    }, 5)

  const changedRole = (id: string, rev?: number): readonly ChangeDraft[] => [{ topic: 'role', id, ...(rev !== undefined && { rev }) }]
  const forgetAll = (): void => {
    roles.forget()
    keeper.forget()
  }

  return {
    list: (): Promise<readonly StoredPerson[]> => store.people.list(),
    read,
    savePerson,

    async createPerson(it: PersonInput & { readonly name: string; readonly login: string; readonly password: string }, asking: Asking): Promise<StoredPerson> {
      const given = chosen(it.roles ?? [], await roles.now())
      if (!coversRoles(asking.actor, given)) throw beyond('roles')
      const login = it.login.toLowerCase()
      refuseWeak(it.password, login)
      const id = ids.next()
      const trail = trailOf(asking, 'person.create', `person:${id}`, { roles: given.map((r) => r.id) }, [{ topic: 'person', id }])
      return store.people.create(
        {
          id,
          name: it.name,
          login,
          email: null,
          password: await hash(it.password),
          disabled: false,
          roles: given.map((r) => ({ role: r.id, from: 'local' })),
          active: given[0]?.id ?? null,
          teams: it.teams ?? [],
          sites: it.sites ?? [],
          chosenTeams: [],
          chosenSites: [],
          identities: [],
          createdAt: clock.now(),
          seenAt: null,
        },
        trail,
      )
    },

    async endSessions(id: string, asking: Asking): Promise<number> {
      mayRule(asking, await read(id), await roles.now())
      const trail = trailOf(asking, 'session.end', `person:${id}`, { why: 'ended by an administrator' }, [{ topic: 'person', id }])
      const ended = await store.sessions.end({ person: id }, trail)
      keeper.forget(id)
      return ended.length
    },

    async createRole(given: Omit<RoleGiven, 'id'>, asking: Asking): Promise<Role> {
      if (!coversRoles(asking.actor, [given])) throw beyond('level')
      const id = ids.next()
      const it = { ...given, parent: given.parent ?? null, shared: given.shared ?? false }
      proveParent(await store.roles.list(), { id, parent: it.parent })
      const made = await store.roles.create(
        { role: { ...it, id, preset: false }, at: clock.now() },
        trailOf(asking, 'role.create', `role:${id}`, { name: it.name, level: it.level, capabilities: it.capabilities }, changedRole(id)),
      )
      forgetAll()
      return made
    },

    saveRole: (given: RoleGiven, rev: number, asking: Asking): Promise<Role> =>
      inTurn(async () => {
        const [epoch, all] = await Promise.all([store.people.epoch(), store.roles.list()])
        const old = roleAt(all, given.id, rev)
        const it = { ...given, parent: given.parent === undefined ? old.parent : given.parent, shared: given.shared ?? old.shared }
        if (!coversRoles(asking.actor, [it, old])) throw beyond('level')
        proveParent(all, it)
        const after = all.map((r) => (r.id === it.id ? { ...r, ...it } : r))
        if (!after.some((r) => r.level === 'admin')) throw lastAdmin('level')
        await keepAnAdmin({ roles: after }, 'level')
        const detail = { name: it.name, level: it.level, capabilities: it.capabilities }
        const saved = await store.roles.save({ role: it, rev, epoch }, trailOf(asking, 'role.save', `role:${it.id}`, detail, changedRole(it.id, rev + 1)))
        forgetAll()
        return saved
      }),

    removeRole: (id: string, rev: number, asking: Asking): Promise<void> =>
      inTurn(async () => {
        const [epoch, all] = await Promise.all([store.people.epoch(), store.roles.list()])
        const old = roleAt(all, id, rev)
        if (!coversRoles(asking.actor, [old])) throw beyond('id')
        const after = all.filter((r) => r.id !== id)
        if (!after.some((r) => r.level === 'admin')) throw lastAdmin('id')
        await keepAnAdmin({ roles: after }, 'id')
        await store.roles.remove({ id, rev, epoch }, trailOf(asking, 'role.remove', `role:${id}`, { name: old.name }, changedRole(id)))
        forgetAll()
      }),
  }
}

/** A role falls back on another one that is there, and never on itself, however far. */
function proveParent(all: readonly Role[], it: { readonly id: string; readonly parent: string | null }): void {
  if (it.parent === null) return
  const above = new Map([...all.map((r): [string, string | null] => [r.id, r.parent]), [it.id, it.parent]])
  if (!above.has(it.parent)) throw new ServerFault('invalid', { detail: `no role ${it.parent}`, field: 'parent' })
  const seen = new Set<string>()
  for (let at: string | null = it.id; at !== null; at = above.get(at) ?? null) {
    if (seen.has(at)) throw new ServerFault('invalid', { detail: `${it.parent} falls back on ${it.id} already`, field: 'parent' })
    seen.add(at)
  }
}

function roleAt(all: readonly Role[], id: string, rev: number): Role {
  const found = all.find((r) => r.id === id)
  if (!found) throw new ServerFault('not_found', { detail: `role ${id}` })
  // Said at once and not as a turn to be taken again: `inTurn` would only read the same.
  if (found.rev !== rev) throw new ServerFault('stale', { detail: `rev ${found.rev}, not ${rev}` })
  return found
}
