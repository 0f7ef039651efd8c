import type { Role, ServiceToken } from '#contract/identity.ts'
import { nobody } from '#core/policy/actor.ts'
import type { Actor, Scope } from '#core/policy/actor.ts'
import { hasLevel } from '#core/policy/rules.ts'
import { story } from '../door/answer.ts'
import { ServerFault } from '../fault.ts'
import { equalSecrets } from '../intake/proof.ts'
import type { Ports } from '../ports.ts'
import type { StoredPerson, StoredToken } from '../store/identity.ts'
import type { Asking } from './directory.ts'
import { noted } from './noted.ts'
import { createRemembered } from './remembered.ts'
import { heldRoles, levelOf, lowerOf } from './rights.ts'
import { readToken, writeToken } from './token-text.ts'

const dayMs = 24 * 3_600_000
/** The last use is written at most so often. */
const usedMs = 60_000

interface Known {
  readonly token: StoredToken
  readonly actor: Actor
}

/**
 * A token reaches no further than its scopes, and never further than its owner: it sees what the owner's roles and teams see,
 * and an administrator's token is no administrator.
 */
function actorFor(token: StoredToken, owner: StoredPerson, roles: readonly Role[]): Actor {
  const held = heldRoles(owner, roles)
  return {
    kind: 'token',
    id: token.id,
    name: token.name,
    level: lowerOf(levelOf(held), token.scopes.includes('dashboards:write') ? 'editor' : 'viewer'),
    capabilities: new Set(),
    roles: held.map((r) => r.id),
    teams: owner.teams,
    sites: owner.sites,
    scopes: new Set(token.scopes),
  }
}

/** Service tokens: shown once, kept as a hash, never longer than a year. */
export function createTokens(ports: Pick<Ports, 'store' | 'clock' | 'ids' | 'crypto' | 'log'>, rolesNow: () => Promise<readonly Role[]>) {
  const { store, clock, ids, crypto, log } = ports
  const remembered = createRemembered<Known>(
    () => clock.now(),
    ({ token }, id) => token.owner === id || token.id === id,
  )

  const shown = ({ owner, ...it }: StoredToken, people: readonly StoredPerson[]): Omit<ServiceToken, 'scopes'> & { readonly scopes: readonly Scope[] } => ({
    ...it,
    owner: { id: owner, name: people.find((p) => p.id === owner)?.name ?? owner },
  })

  const read = async (bearer: string): Promise<Known | undefined> => {
    const parts = readToken(bearer)
    const found = parts && (await store.tokens.find(parts.id))
    if (!found || !(await equalSecrets(await crypto.digest(parts.secret), found.hash))) return undefined
    const [owner, roles] = await Promise.all([store.people.find({ id: found.token.owner }), rolesNow()])
    return owner && !owner.disabled ? { token: found.token, actor: actorFor(found.token, owner, roles) } : undefined
  }

  const markUsed = async (known: Known, now: number): Promise<Known> => {
    const { token } = known
    if (token.lastUsedAt !== null && now - token.lastUsedAt < usedMs) return known
    await store.tokens.used(token.id, now).catch((error: unknown) => log.warn('token.unwritten', { error: story(error) }))
    return { ...known, token: { ...token, lastUsedAt: now } }
  }

  return {
    async actorOf(bearer: string): Promise<Actor> {
      const key = await crypto.digest(bearer)
      const known = remembered.get(key) ?? (await read(bearer))
      const now = clock.now()
      if (!known || now >= known.token.expiresAt) return nobody
      remembered.put(key, await markUsed(known, now))
      return known.actor
    },

    async list() {
      const [tokens, people] = await Promise.all([store.tokens.list(), store.people.list()])
      return tokens.map((t) => shown(t, people))
    },

    async create(it: { readonly name: string; readonly scopes: readonly Scope[]; readonly days: number }, asking: Asking) {
      const owner = await store.people.find({ id: asking.actor.id })
      if (!owner) throw new ServerFault('forbidden', { detail: 'a token belongs to a person who is signed in' })
      const scopes = [...new Set(it.scopes)]
      if (scopes.includes('dashboards:write') && !hasLevel(asking.actor, 'editor'))
        throw new ServerFault('forbidden', { detail: 'reaches beyond your own rights', field: 'scopes' })
      const { text, secret, id } = writeToken(ids.next(), crypto.token())
      const at = clock.now()
      const token: StoredToken = { id, name: it.name, scopes, owner: owner.id, createdAt: at, expiresAt: at + it.days * dayMs, lastUsedAt: null }
      const trail = noted({ ...asking, at }, { action: 'token.create', object: `token:${id}`, detail: { name: it.name, scopes, days: it.days } })
      await store.tokens.create(token, await crypto.digest(secret), trail)
      return { token: text, record: shown(token, [owner]) }
    },

    async remove(id: string, asking: Asking): Promise<void> {
      await store.tokens.remove(id, noted({ ...asking, at: clock.now() }, { action: 'token.remove', object: `token:${id}` }))
      remembered.forget(id)
    },

    forget: (id?: string): void => remembered.forget(id),
  }
}
