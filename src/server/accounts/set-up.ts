import type { Role } from '#contract/identity.ts'
import { nobody, system } from '#core/policy/actor.ts'
import { administrator } from '#core/policy/presets.ts'
import { ServerFault } from '../fault.ts'
import type { Caller, Ports } from '../ports.ts'
import type { StoredPerson } from '../store/identity.ts'
import { noted } from './noted.ts'
import { refuseWeak } from './passwords.ts'
import { adminsAmong } from './rights.ts'
import type { SessionKeeper } from './sessions.ts'
import { createSharedThrottle } from './shared-throttle.ts'

const codeLifeMs = 30 * 60_000

export interface SetUp {
  readonly code: string
  readonly name?: string | undefined
  readonly login?: string | undefined
  readonly password?: string | undefined
  readonly role?: string | undefined
}

/** Why the code is needed: there is nobody to run the place, or there is and they have no other way in. */
type Need = 'none' | 'first' | { readonly again: StoredPerson }

/** A login made of a name: `Ada Sample` is `ada.sample`. */
export function loginFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.+|\.+$/g, '')
  return plain.slice(0, 60) || 'admin'
}

/** Configurations and providers disagree about the slash at the end. */
const bare = (issuer: string): string => issuer.replace(/\/$/, '')

export function createSetUp(
  ports: Pick<Ports, 'store' | 'clock' | 'ids' | 'crypto'>,
  keeper: SessionKeeper,
  rolesNow: () => Promise<readonly Role[]>,
  /** Issuers that still let people in; every one does where undefined. */
  issuers: readonly string[] | undefined,
) {
  const { store, clock, crypto, ids } = ports
  const byNetwork = createSharedThrottle(ports, 'setup', 20)

  const offered = issuers && new Set(issuers.map(bare))
  const hasWayIn = (p: StoredPerson): boolean => (p.hasPassword && p.login !== null) || p.identities.some(({ issuer }) => offered?.has(bare(issuer)) ?? true)

  const need = async (): Promise<Need> => {
    const [people, roles] = await Promise.all([store.people.list(), rolesNow()])
    const admins = adminsAmong(people, roles)
    if (admins.some(hasWayIn)) return 'none'
    return admins[0] ? { again: admins[0] } : 'first'
  }

  const refuse = async (caller: Caller, requestId: string): Promise<never> => {
    const by = { at: clock.now(), actor: nobody, caller, requestId }
    await store.trail.write(noted(by, { action: 'session.refuse', object: 'door:setup', result: 'refused', detail: { why: 'code' } }))
    throw new ServerFault('forbidden', { detail: 'code not valid, expired or used', field: 'code' })
  }

  const freeLogin = async (wanted: string): Promise<string> => {
    for (let n = 1; ; n += 1) {
      const login = n === 1 ? wanted : `${wanted}${n}`
      if (!(await store.people.find({ login }))) return login
    }
  }

  /** The job they chose is active, and a role that runs the place is held beside it. */
  const rolesFor = async (chosen: string | undefined): Promise<readonly string[]> => {
    const roles = await rolesNow()
    if (chosen !== undefined && !roles.some((r) => r.id === chosen)) throw new ServerFault('invalid', { detail: `no role ${chosen}`, field: 'role' })
    const ruling = roles.find((r) => r.id === administrator && r.level === 'admin') ?? roles.find((r) => r.level === 'admin')
    return [...new Set([chosen, ruling?.id].flatMap((id) => id ?? []))]
  }

  const makeFirst = async (it: SetUp, hash: string, caller: Caller, requestId: string): Promise<StoredPerson> => {
    if (it.name === undefined) throw new ServerFault('invalid', { detail: 'required at the first set-up', field: 'name' })
    const login = (it.login ?? (await freeLogin(loginFrom(it.name)))).toLowerCase()
    if (it.password !== undefined) refuseWeak(it.password, login)
    const held = await rolesFor(it.role)
    const now = clock.now()
    const id = ids.next()
    const by = { at: now, actor: { kind: 'person' as const, id, name: it.name }, caller, requestId }
    return store.people.create(
      {
        id,
        name: it.name,
        login,
        email: null,
        password: it.password === undefined ? null : await crypto.hashPassword(it.password),
        disabled: false,
        roles: held.map((role) => ({ role, from: 'local' })),
        active: held[0] ?? null,
        teams: [],
        sites: [],
        chosenTeams: [],
        chosenSites: [],
        identities: [],
        createdAt: now,
        seenAt: null,
        code: { hash, at: now },
      },
      noted(by, { action: 'person.create', object: `person:${id}`, detail: { by: 'set-up code', roles: [...held] } }, [{ topic: 'person', id }]),
    )
  }

  return {
    need,

    /** Only the hash is kept; a new code makes the one before useless. */
    async mint(): Promise<string | undefined> {
      if ((await need()) === 'none') return undefined
      const code = crypto.token()
      await store.people.keepCode({ hash: await crypto.digest(code), expiresAt: clock.now() + codeLifeMs })
      return code
    },

    /** A code for somebody who only forgot their password, asked for on the server's own machine. Undefined when nobody has this login. */
    async mintReset(login: string): Promise<string | undefined> {
      const person = await store.people.find({ login: login.trim().toLowerCase() })
      if (!person || person.disabled) return undefined
      const code = crypto.token()
      const by = { at: clock.now(), actor: system, caller: { network: '' }, requestId: '' }
      const trail = noted(by, { action: 'person.resetCode', object: `person:${person.id}` })
      await store.people.keepCode({ hash: await crypto.digest(code), expiresAt: clock.now() + codeLifeMs, person: person.id }, trail)
      return code
    },

    async use(it: SetUp, caller: Caller, requestId: string) {
      await byNetwork.attempt(caller.network)
      const hash = await crypto.digest(it.code)
      const kept = await store.people.code()
      if (kept?.hash !== hash || kept.expiresAt <= clock.now()) return refuse(caller, requestId)
      if (kept.person !== undefined) {
        const person = await store.people.find({ id: kept.person })
        if (!person || person.disabled || !(await store.people.useCode({ hash, at: clock.now() }))) return refuse(caller, requestId)
        return keeper.begin(person, { via: 'setup' }, caller, requestId)
      }
      const needed = await need()
      if (needed === 'none') return refuse(caller, requestId)
      if (needed !== 'first') {
        if (!(await store.people.useCode({ hash, at: clock.now() }))) return refuse(caller, requestId)
        return keeper.begin(needed.again, { via: 'setup' }, caller, requestId)
      }
      return keeper.begin(await makeFirst(it, hash, caller, requestId), { via: 'setup' }, caller, requestId)
    },
  }
}
