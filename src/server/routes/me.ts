import { api } from '#contract/api.ts'
import { meOf, meOfVouched } from '../accounts/me.ts'
import type { SignedIn } from '../accounts/sessions.ts'
import { noted } from '../accounts/noted.ts'
import { route } from '../door/route.ts'
import type { Call } from '../door/route.ts'
import { ServerFault } from '../fault.ts'
import type { Context } from './context.ts'

export function meRoutes({ ports, engine, access, startedAt }: Pick<Context, 'ports' | 'engine' | 'access' | 'startedAt'>) {
  const { store, clock, identity } = ports

  /** Whoever acts through a session; what a carrier vouches for has none to change. */
  const signedIn = async ({ caller }: Pick<Call, 'caller'>): Promise<SignedIn> => {
    const found = await engine.keeper.signedIn(caller)
    if (!found) throw new ServerFault('forbidden', { detail: 'not signed in through a session' })
    return found
  }

  return {
    readMe: route(api.readMe, async ({ actor, caller }) => {
      const found = await engine.keeper.signedIn(caller)
      return found ? meOf(found) : meOfVouched(actor, startedAt)
    }),

    proveMe: route(api.proveMe, async (call) => {
      const me = await signedIn(call)
      if (!engine.local || !me.person.hasPassword) throw new ServerFault('forbidden', { detail: 'you sign in through a provider' })
      await engine.signIn.prove(me.person, call.input.password, 'password').catch(async (error: unknown) => {
        // Those beyond the limit are not looked at, nor written down one by one.
        const wrong = error instanceof ServerFault && error.fault.code === 'forbidden'
        const what = { action: 'session.prove', object: `session:${me.session.id}`, result: 'refused' as const, detail: { why: 'password' } }
        if (wrong) await store.trail.write(noted({ ...call, at: clock.now() }, what))
        throw error
      })
      await engine.keeper.prove(me, clock.now(), call)
      return meOf(await signedIn(call))
    }),

    saveMe: route(api.saveMe, async (call) => {
      const { landing } = call.input
      // Nobody lands on what they may not read.
      if (landing !== undefined && landing !== null) await access.dashboards.read(call, landing)
      await engine.own.save(await signedIn(call), call.input, call)
      return meOf(await signedIn(call))
    }),

    changePassword: route(api.changePassword, async (call) => {
      const { session } = await signedIn(call)
      const person = await engine.own.changePassword(await signedIn(call), call.input, call)
      const begun = await engine.keeper.begin(person, { via: session.via === 'setup' ? 'local' : session.via }, call.caller, call.requestId)
      identity.keep(call.request, begun.kept)
      return meOf(begun.signedIn)
    }),

    readDraftKeys: route(api.readDraftKeys, async ({ actor }) => ({ keys: [...(await ports.crypto.macs(`${actor.kind}:${actor.id}`, 'drafts'))] })),

    listMySessions: route(api.listMySessions, async (call) => {
      const me = await engine.keeper.signedIn(call.caller)
      if (!me) return []
      const now = clock.now()
      const sessions = (await store.sessions.ofPerson(me.person.id)).map((s) => ({ ...s, expiresAt: engine.keeper.expiresAt(s, me.roles) }))
      return sessions
        .filter((s) => s.expiresAt > now)
        .map(({ id, via, agent, network, createdAt, seenAt, expiresAt }) => ({
          id,
          current: id === me.session.id,
          via,
          agent,
          network,
          createdAt,
          seenAt,
          expiresAt,
        }))
    }),

    endMySession: route(api.endMySession, async (call) => {
      const { person, session } = await signedIn(call)
      const { id } = call.params
      const trail = noted({ ...call, at: clock.now() }, { action: 'session.end', object: `session:${id}`, detail: { why: 'ended by its owner' } }, [
        { topic: 'session', id },
      ])
      const ended = await store.sessions.end({ id, person: person.id }, trail)
      if (ended.length === 0) throw new ServerFault('not_found', { detail: `session ${id}` })
      engine.accounts.forget(id)
      if (id === session.id) identity.keep(call.request, undefined)
      return { removed: id }
    }),
  }
}
