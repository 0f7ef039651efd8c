import type { Role } from '#contract/identity.ts'
import { nobody } from '#core/policy/actor.ts'
import { ServerFault } from '../fault.ts'
import type { Caller, Ports } from '../ports.ts'
import type { PersonChange, StoredPerson } from '../store/identity.ts'
import type { External, Kept } from './accounts.ts'
import { noted } from './noted.ts'
import type { SessionKeeper } from './sessions.ts'

type Held = StoredPerson['roles'][number]

/** Names as the contract takes them: what a provider says may be of any length. */
const named = (text: string, otherwise: string): string => text.trim().slice(0, 100) || otherwise.slice(0, 100)
const list = (names: readonly string[]): readonly string[] => [...new Set(names.map((n) => n.trim().slice(0, 100)).filter((n) => n !== ''))].slice(0, 100)

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((it) => b.includes(it))
const fromProvider = (roles: readonly Held[]): readonly string[] => roles.filter((r) => r.from === 'idp').map((r) => r.role)

/**
 * What differs from what is kept. Roles of the provider are replaced as a set, local ones stay. So are teams and sites, which give
 * rights as well: somebody whose last team was taken away is in none. Those of a provider that is not asked for any stay.
 */
function changeOf(person: StoredPerson, who: External, roles: readonly string[]): PersonChange {
  const held: readonly Held[] = [...roles.map((role): Held => ({ role, from: 'idp' })), ...person.roles.filter((r) => r.from === 'local')]
  const name = named(who.name, who.subject)
  const email = who.email?.slice(0, 320) ?? person.email
  const [teams, sites] = [who.teams && list(who.teams), who.sites && list(who.sites)]
  return {
    ...(name !== person.name && { name }),
    ...(email !== person.email && { email }),
    ...(!same(roles, fromProvider(person.roles)) && { roles: held }),
    ...(teams && !same(teams, person.teams) && { teams }),
    ...(sites && !same(sites, person.sites) && { sites }),
  }
}

/** Whom a provider or a proxy vouches for. Known by (issuer, subject): an equal e-mail address is a coincidence. */
export function createExternal(ports: Pick<Ports, 'store' | 'clock' | 'ids'>, keeper: SessionKeeper, rolesNow: () => Promise<readonly Role[]>) {
  const { store, clock, ids } = ports
  const refuse = async (who: External, caller: Caller, why: string): Promise<never> => {
    const by = { at: clock.now(), actor: nobody, caller, requestId: '' }
    const detail = { why, issuer: who.issuer, subject: who.subject, seen: [...who.mappedFrom] }
    await store.trail.write(noted(by, { action: 'session.refuse', object: `identity:${who.subject}`, result: 'refused', detail }))
    throw new ServerFault('forbidden', { detail: why })
  }

  const make = (who: External, roles: readonly string[], caller: Caller): Promise<StoredPerson> => {
    const id = ids.next()
    const now = clock.now()
    const name = named(who.name, who.subject)
    const by = { at: now, actor: { kind: 'person' as const, id, name }, caller, requestId: '' }
    const detail = { by: who.issuer, roles: [...roles], mappedFrom: [...who.mappedFrom] }
    return store.people.create(
      {
        id,
        name,
        login: null,
        email: who.email?.slice(0, 320) ?? null,
        password: null,
        disabled: false,
        roles: roles.map((role) => ({ role, from: 'idp' })),
        active: roles[0] ?? null,
        teams: list(who.teams ?? []),
        sites: list(who.sites ?? []),
        chosenTeams: [],
        chosenSites: [],
        identities: [{ issuer: who.issuer, subject: who.subject }],
        createdAt: now,
        seenAt: null,
      },
      noted(by, { action: 'person.create', object: `person:${id}`, detail }, [{ topic: 'person', id }]),
    )
  }

  const refresh = async (person: StoredPerson, who: External, roles: readonly string[], caller: Caller): Promise<StoredPerson> => {
    const change = changeOf(person, who, roles)
    if (Object.keys(change).length === 0) return person
    const { id, name, rev } = person
    const lost = change.roles !== undefined && fromProvider(person.roles).some((r) => !roles.includes(r))
    const by = { at: clock.now(), actor: { kind: 'person' as const, id, name }, caller, requestId: '' }
    const detail = { by: who.issuer, changed: Object.keys(change), ...(change.roles && { roles: [...roles], mappedFrom: [...who.mappedFrom] }) }
    const trail = noted(by, { action: 'person.save', object: `person:${id}`, detail }, [{ topic: 'person', id, rev: rev + 1 }])
    const saved = await store.people.save({ id, rev, change, end: lost ? 'all' : 'none' }, trail)
    if (change.roles && !lost) await store.sessions.renew(id)
    keeper.forget(id)
    return saved
  }

  const known = async (who: External, caller: Caller): Promise<StoredPerson> => {
    const there = new Set((await rolesNow()).map((r) => r.id))
    const roles = [...new Set(who.roles)].filter((r) => there.has(r))
    if (roles.length === 0) return refuse(who, caller, 'no role')
    const person = await store.people.find({ issuer: who.issuer, subject: who.subject })
    if (!person) return make(who, roles, caller)
    if (person.disabled) return refuse(who, caller, 'disabled')
    return refresh(person, who, roles, caller)
  }

  /** Two tabs may sign in at once: whoever comes second finds what the first made. */
  const settled = async (who: External, caller: Caller, left = 4): Promise<StoredPerson> => {
    try {
      return await known(who, caller)
    } catch (error) {
      const raced = error instanceof ServerFault && ['exists', 'stale'].includes(error.fault.code)
      if (raced && left > 0) return settled(who, caller, left - 1)
      throw error
    }
  }

  return {
    async signIn(who: External, caller: Caller, via: 'oidc' | 'proxy'): Promise<Kept> {
      const person = await settled(who, caller)
      const how = {
        via,
        issuer: who.issuer,
        subject: who.subject,
        ...(who.idpSession && { idpSession: who.idpSession }),
        ...(who.idToken && { idToken: who.idToken }),
        provedAt: via === 'oidc' ? (who.provedAt ?? 0) : clock.now(),
      }
      return (await keeper.begin(person, how, caller)).kept
    },

    /** The same person as the session's, with the rights the provider gives them now. */
    async prove(who: External & { readonly provedAt: number }, caller: Caller): Promise<boolean> {
      const there = await keeper.signedIn(caller)
      const isSame = there?.person.identities.some(({ issuer, subject }) => issuer === who.issuer && subject === who.subject)
      if (!there || !isSame) return false
      await settled(who, caller)
      // A right that was lost has ended every session of theirs.
      const still = await keeper.signedIn(caller)
      if (!still) return false
      await keeper.prove(still, who.provedAt, { actor: still.actor, caller, requestId: '' })
      return true
    },

    async endBy(issuer: string, which: { readonly sid?: string; readonly sub?: string }): Promise<number> {
      const { sid, sub } = which
      if (sid === undefined && sub === undefined) return 0
      const ended = await store.sessions.end(sid === undefined ? { issuer, subject: sub ?? '' } : { issuer, sid })
      if (ended.length === 0) return 0
      for (const session of ended) keeper.forget(session.id)
      const by = { at: clock.now(), actor: { kind: 'system' as const, id: issuer, name: issuer }, caller: { network: '' }, requestId: '' }
      const detail = { why: 'ended by the provider', sessions: ended.map((s) => s.id) }
      const changes = ended.map((s) => ({ topic: 'session' as const, id: s.id }))
      await store.trail.write(noted(by, { action: 'session.end', object: `person:${ended[0]?.person ?? ''}`, detail }, changes))
      return ended.length
    },
  }
}
