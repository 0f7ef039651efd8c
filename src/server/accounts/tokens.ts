import type { Role, ServiceToken } from '#contract/identity.ts'
import { nobody } from '#core/policy/actor.ts'
import type { Actor, Scope } from '#core/policy/actor.ts'
import { hasLevel } from '#core/policy/rules.ts'
import { story } from '../door/answer.ts'
import { ServerFault } from '../fault.ts'
import { equalSecrets } from '../intake/proof.ts'
import type { Caller, Ports } from '../ports.ts'
import type { StoredPerson, StoredToken } from '../store/identity.ts'
import type { Asking } from './directory.ts'
import { noted } from './noted.ts'
import { createRemembered } from './remembered.ts'
import type { Refusals } from '../audit/refusals.ts'
import { heldRoles, levelOf, lowerOf } from './rights.ts'
import { readToken, writeToken } from './token-text.ts'
import type { TokenText } from './token-text.ts'

const dayMs = 24 * 3_600_000
/** The last use is written at most so often. */
const usedMs = 60_000
/** The record tells that a token is in use at most so often: the first use of the hour. */
const notedMs = 3_600_000

/** Why something that looks like a token opens nothing. `unknown`: removed, or never made here. */
type Why = 'unknown' | 'secret' | 'owner' | 'expired'

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
export function createTokens(
  ports: Pick<Ports, 'store' | 'clock' | 'ids' | 'crypto' | 'log'>,
  rolesNow: () => Promise<readonly Role[]>,
  refusals: Pick<Refusals, 'count'>,
) {
  const { store, clock, ids, crypto, log } = ports
  const remembered = createRemembered<Known>(
    () => clock.now(),
    ({ token }, id) => token.owner === id || token.id === id,
  )

  const shown = ({ owner, ...it }: StoredToken, people: readonly StoredPerson[]): Omit<ServiceToken, 'scopes'> & { readonly scopes: readonly Scope[] } => ({
    ...it,
    owner: { id: owner, name: people.find((p) => p.id === owner)?.name ?? owner },
  })

  const read = async ({ id, secret }: TokenText): Promise<Known | Why> => {
    const found = await store.tokens.find(id)
    if (!found) return 'unknown'
    if (!(await equalSecrets(await crypto.digest(secret), found.hash))) return 'secret'
    const [owner, roles] = await Promise.all([store.people.find({ id: found.token.owner }), rolesNow()])
    return owner && !owner.disabled ? { token: found.token, actor: actorFor(found.token, owner, roles) } : 'owner'
  }

  /** Whichever server sees it first in an hour writes it down. */
  const noteUse = async ({ token, actor }: Known, at: number, caller: Pick<Caller, 'network'>): Promise<void> => {
    if (!(await store.attempts.use({ kind: 'token-use', key: token.id, at, until: at + notedMs }))) return
    const detail = { name: token.name, scopes: [...token.scopes] }
    await store.trail.write(noted({ at, actor, caller, requestId: '' }, { action: 'token.use', object: `token:${token.id}`, detail }))
  }

  const markUsed = async (known: Known, now: number, caller: Pick<Caller, 'network'>): Promise<Known> => {
    const { token } = known
    if (token.lastUsedAt !== null && now - token.lastUsedAt < usedMs) return known
    const written = [store.tokens.used(token.id, now), noteUse(known, now, caller)]
    await Promise.all(written).catch((error: unknown) => log.warn('token.unwritten', { error: story(error) }))
    return { ...known, token: { ...token, lastUsedAt: now } }
  }

  const refuse = (id: string, why: Why, caller: Pick<Caller, 'network'>): Actor => {
    refusals.count({ action: 'token.refuse', object: `token:${id}`, caller, detail: { why } })
    return nobody
  }

  return {
    async actorOf(bearer: string, caller: Pick<Caller, 'network'>): Promise<Actor> {
      const text = readToken(bearer)
      // Of another kind: an intake has tokens of its own.
      if (!text) return nobody
      const key = await crypto.digest(bearer)
      const known = remembered.get(key) ?? (await read(text))
      const now = clock.now()
      if (typeof known === 'string') return refuse(text.id, known, caller)
      if (now >= known.token.expiresAt) return refuse(text.id, 'expired', caller)
      remembered.put(key, await markUsed(known, now, caller))
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
