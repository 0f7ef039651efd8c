import { nobody } from '#core/policy/actor.ts'
import { isFresh } from '#core/policy/rules.ts'
import { createRefusals } from '../audit/refusals.ts'
import type { Refusals } from '../audit/refusals.ts'
import { story } from '../door/answer.ts'
import type { DoorOptions } from '../options.ts'
import type { Ports } from '../ports.ts'
import type { Accounts } from './accounts.ts'
import { createDirectory } from './directory.ts'
import { createExternal } from './external.ts'
import { createKnownRoles, seedRoles } from './known-roles.ts'
import { referenceLifetimes } from './lifetimes.ts'
import { createOwn } from './own.ts'
import { createSessionKeeper } from './sessions.ts'
import type { SessionKeeper } from './sessions.ts'
import { createSetUp } from './set-up.ts'
import { createSignIn } from './sign-in.ts'
import { createTokens } from './tokens.ts'

const pruneEveryMs = 600_000
const sweepEveryMs = 60_000
/** Rows of one kind of attempt that are kept at most: some ten megabytes, and more than one server can take in before they end. */
const mostAttempts = 300_000

/** Everything about who is who, for the routes; `accounts` is what carriers see of it. */
export function createEngine(ports: Ports, door: DoorOptions = {}, refusals: Refusals = createRefusals(ports)) {
  const { crypto, log } = ports
  const roles = createKnownRoles(ports)
  const tokens = createTokens(ports, roles.now, refusals)
  const sessions = createSessionKeeper(ports, { ...referenceLifetimes, ...door.sessions }, roles.now)
  /** What is forgotten of a person is forgotten of their tokens, too. */
  const forgetOne = (id?: string): void => {
    sessions.forget(id)
    tokens.forget(id)
  }
  const keeper: SessionKeeper = { ...sessions, forget: forgetOne }
  const signIn = createSignIn(ports, keeper)
  const setUp = createSetUp(ports, keeper, roles.now, door.issuers)
  const external = createExternal(ports, keeper, roles.now)
  const local = door.local ?? true
  let [prunedAt, sweptAt] = [0, 0]

  const logoutHint: Accounts['logoutHint'] = async (caller) => {
    const session = (await keeper.signedIn(caller))?.session
    if (!session?.issuer) return undefined
    const { id, issuer, idToken } = session
    if (idToken === null) return { issuer }
    const opened = await crypto.open(idToken, `sessions|${id}|idToken`).catch((error: unknown) => log.warn('session.hint.unreadable', { error: story(error) }))
    return opened === undefined ? { issuer } : { issuer, idToken: opened }
  }

  const forget: Accounts['forget'] = (id) => {
    forgetOne(id)
    if (id === undefined) roles.forget()
  }

  const accounts: Accounts = {
    async actorOf(caller, request) {
      if (caller.bearer !== undefined) return tokens.actorOf(caller.bearer, caller)
      return caller.session === undefined ? nobody : keeper.actorOf(caller, request)
    },
    signInExternal: (who, caller, via) => external.signIn(who, caller, via),
    proveExternal: (who, caller) => external.prove(who, caller),
    async isFresh(actor, caller) {
      if (isFresh(actor, ports.clock.now())) return true
      if (actor.session === undefined) return false
      // Proved through another instance a moment ago.
      keeper.forget(actor.session)
      return isFresh(await keeper.actorOf(caller), ports.clock.now())
    },
    endByProvider: (issuer, which) => external.endBy(issuer, which),
    setupCode: async () => {
      if (!local) return undefined
      await seedRoles(ports)
      return setUp.mint()
    },
    resetCode: async (login) => (local ? setUp.mintReset(login) : undefined),
    logoutHint,
    forget,
    sentAway: (it) => refusals.count(it),
  }

  return {
    accounts,
    roles,
    keeper,
    signIn,
    setUp,
    tokens,
    local,
    own: createOwn(ports, keeper, signIn),
    directory: createDirectory(ports, keeper, { now: roles.now, forget: () => forget() }, signIn.hash),
    /** Once per process. */
    start: (): Promise<void> => seedRoles(ports),
    /** Takes away sessions that ended by themselves, and attempts that no longer count. */
    async tick(now: number): Promise<void> {
      if (now - sweptAt >= sweepEveryMs) {
        sweptAt = now
        await ports.store.attempts.sweep({ at: now, most: mostAttempts })
      }
      if (now - prunedAt < pruneEveryMs) return
      prunedAt = now
      await keeper.prune()
    },
  }
}

export type Engine = ReturnType<typeof createEngine>
