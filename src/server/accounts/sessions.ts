import type { Me, Role } from '#contract/identity.ts'
import { nobody } from '#core/policy/actor.ts'
import type { Actor } from '#core/policy/actor.ts'
import { story } from '../door/answer.ts'
import type { Caller, Ports } from '../ports.ts'
import type { KnownToken, StoredPerson, StoredSession } from '../store/identity.ts'
import type { Kept } from './accounts.ts'
import { expiryOf } from './lifetimes.ts'
import type { Lifetimes } from './lifetimes.ts'
import { noted } from './noted.ts'
import type { By } from './noted.ts'
import { createRemembered } from './remembered.ts'
import { actorFor, heldRoles, levelOf } from './rights.ts'

/** Somebody who is signed in, as of the moment they asked. */
export interface SignedIn {
  readonly person: StoredPerson
  /** The active one first. */
  readonly roles: readonly Role[]
  readonly session: StoredSession
  readonly actor: Actor
}

interface Known extends SignedIn {
  readonly token: KnownToken
}

export interface Beginning {
  readonly via: Me['via']
  readonly issuer?: string
  readonly subject?: string
  readonly idpSession?: string
  readonly idToken?: string
  /** When the person proved who they are, where somebody else says so; 0 where they do not say. Now, unless told. */
  readonly provedAt?: number
}

/** A sign of life is written at most so often. */
const touchMs = 60_000
const seenMs = 300_000

/** Sessions: begun, looked up, rotated and ended. Tokens exist in the browser and as hashes only. */
export function createSessionKeeper(
  ports: Pick<Ports, 'store' | 'clock' | 'ids' | 'crypto' | 'identity' | 'log'>,
  life: Lifetimes,
  rolesNow: () => Promise<readonly Role[]>,
) {
  const { store, clock, crypto, ids } = ports
  const remembered = createRemembered<Known>(
    () => clock.now(),
    (known, id) => known.person.id === id || known.session.id === id,
  )

  const absoluteOf = (roles: readonly Role[], session: StoredSession): number => expiryOf({ ...life, idleMs: Number.MAX_SAFE_INTEGER }, session, levelOf(roles))
  const keptFor = (token: string, it: Pick<SignedIn, 'roles' | 'session'>): Kept => ({
    token,
    maxAgeS: Math.max(1, Math.ceil((absoluteOf(it.roles, it.session) - clock.now()) / 1000)),
  })

  const read = async (hash: string): Promise<Known | undefined> => {
    const found = await store.sessions.find(hash)
    if (!found) return undefined
    const [person, roles] = await Promise.all([store.people.find({ id: found.session.person }), rolesNow()])
    if (!person || person.disabled) return undefined
    const held = heldRoles(person, roles)
    return { ...found, person, roles: held, actor: actorFor(person, held, found.session) }
  }

  const end = async ({ session, person }: Known, caller: Caller, why: string): Promise<undefined> => {
    const by = { at: clock.now(), actor: { kind: 'person' as const, id: person.id, name: person.name }, caller, requestId: '' }
    const changes = [{ topic: 'session' as const, id: session.id }]
    await store.sessions.end({ id: session.id }, noted(by, { action: 'session.end', object: `session:${session.id}`, detail: { why } }, changes))
    remembered.forget(session.id)
    return undefined
  }

  /** Nobody is turned away because a sign of life could not be written. */
  const inPassing = async (work: Promise<unknown>): Promise<void> => {
    await work.catch((error: unknown) => ports.log.warn('session.unwritten', { error: story(error) }))
  }

  const touch = async (known: Known, now: number): Promise<Known> => {
    if (now - known.session.seenAt < touchMs) return known
    await inPassing(store.sessions.touch(known.session.id, now))
    if (now - (known.person.seenAt ?? 0) >= seenMs) await inPassing(store.people.seen(known.person.id, now))
    return { ...known, session: { ...known.session, seenAt: now } }
  }

  /** The successor of a token that is due goes to the browser; the old one retires when the new one comes back. */
  const rotate = async (known: Known, now: number, request: Request): Promise<Known> => {
    const { session } = known
    const token = crypto.token()
    const next = now + life.graceMs
    const madeAt = Math.max(now, session.tokenAt + 1)
    const mine = await store.sessions.rotate({ id: session.id, rotateAt: session.rotateAt, hash: await crypto.digest(token), madeAt, next })
    if (mine) ports.identity.keep(request, keptFor(token, known))
    return { ...known, session: { ...session, rotateAt: next } }
  }

  const settle = async (known: Known, now: number): Promise<Known> => {
    const { session, token } = known
    const next = now + life.rotateMs
    await store.sessions.settle({ id: session.id, madeAt: token.madeAt, at: now, next })
    return { ...known, session: { ...session, tokenAt: token.madeAt, rotateAt: next } }
  }

  const lookUp = async (caller: Caller, request?: Request): Promise<SignedIn | undefined> => {
    if (caller.session === undefined) return undefined
    const hash = await crypto.digest(caller.session)
    const known = remembered.get(hash) ?? (await read(hash))
    if (!known) return undefined
    const now = clock.now()
    const { session, token } = known
    if (now >= expiryOf(life, session, levelOf(known.roles))) return end(known, caller, 'expired')
    if (token.retiredAt !== null) {
      if (now - token.retiredAt > life.graceMs) return end(known, caller, 'token used again')
      remembered.put(hash, known)
      return known
    }
    const settled = token.madeAt > session.tokenAt ? await settle(known, now) : known
    const due = request !== undefined && token.madeAt === settled.session.tokenAt && now >= settled.session.rotateAt
    const current = await touch(due ? await rotate(settled, now, request) : settled, now)
    remembered.put(hash, current)
    return current
  }

  return {
    /** Who brought this session; with a bearer token a session is not looked at. */
    signedIn: async (caller: Caller, request?: Request): Promise<SignedIn | undefined> => (caller.bearer === undefined ? lookUp(caller, request) : undefined),

    /** A new session with a new token, in place of the one the browser may have. */
    async begin(person: StoredPerson, how: Beginning, caller: Caller, requestId = ''): Promise<{ readonly kept: Kept; readonly signedIn: SignedIn }> {
      const before = await lookUp(caller)
      if (before) await store.sessions.end({ id: before.session.id })
      remembered.forget(person.id)
      const now = clock.now()
      const id = ids.next()
      const token = crypto.token()
      const session: StoredSession = {
        id,
        person: person.id,
        via: how.via,
        issuer: how.issuer ?? null,
        subject: how.subject ?? null,
        idpSession: how.idpSession ?? null,
        idToken: how.idToken === undefined ? null : await crypto.seal(how.idToken, `sessions|${id}|idToken`),
        agent: caller.agent,
        network: caller.network,
        createdAt: now,
        seenAt: now,
        provedAt: Math.min(now, how.provedAt ?? now),
        tokenAt: now,
        rotateAt: now + life.rotateMs,
      }
      const by = { at: now, actor: { kind: 'person' as const, id: person.id, name: person.name }, caller, requestId }
      const trail = noted(by, { action: 'session.begin', object: `session:${id}`, detail: { via: how.via, ...(how.issuer && { issuer: how.issuer }) } })
      await store.sessions.begin({ session, hash: await crypto.digest(token) }, trail)
      await inPassing(store.people.seen(person.id, now))
      const held = heldRoles(person, await rolesNow())
      const signedIn = { person: { ...person, seenAt: now }, roles: held, session, actor: actorFor(person, held, session) }
      return { kept: keptFor(token, signedIn), signedIn }
    },

    /** The person of a session proved anew who they are. */
    async prove({ session }: SignedIn, at: number, by: Omit<By, 'at'>): Promise<void> {
      const trail = noted({ ...by, at: clock.now() }, { action: 'session.prove', object: `session:${session.id}`, detail: { via: session.via } }, [
        { topic: 'session', id: session.id },
      ])
      await store.sessions.prove(session.id, Math.min(at, clock.now()), trail)
      remembered.forget(session.id)
    },

    actorOf: async (caller: Caller, request?: Request): Promise<Actor> => (await lookUp(caller, request))?.actor ?? nobody,
    /** When a session ends if nothing more is asked. */
    expiresAt: (session: StoredSession, roles: readonly Role[]): number => expiryOf(life, session, levelOf(roles)),
    /** The one before stays usable for as long as the lifetimes allow, so anything older can go. */
    prune: (): Promise<void> => store.sessions.prune({ idleBefore: clock.now() - life.idleMs, madeBefore: clock.now() - life.absoluteMs }),
    forget: (id?: string): void => remembered.forget(id),
  }
}

export type SessionKeeper = ReturnType<typeof createSessionKeeper>
