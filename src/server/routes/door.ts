import { api } from '#contract/api.ts'
import type { Door } from '#contract/identity.ts'
import { meOf } from '../accounts/me.ts'
import { noted } from '../accounts/noted.ts'
import { rememberMs } from '../accounts/remembered.ts'
import { route } from '../door/route.ts'
import { ServerFault } from '../fault.ts'
import type { Context } from './context.ts'

interface Within {
  readonly anybody: boolean
  readonly passwords: boolean
}

const localWay: Door['ways'][number] = { kind: 'local', id: 'local', name: '' }

export function doorRoutes({ ports, options, engine }: Pick<Context, 'ports' | 'options' | 'engine'>) {
  const { store, clock, identity } = ports
  let known: { readonly at: number; readonly within: Promise<Within> } | undefined

  const look = async (): Promise<Within> => {
    const people = await store.people.list()
    return { anybody: people.length > 0, passwords: people.some((p) => p.hasPassword && !p.disabled) }
  }

  /** Strangers may ask as often as they like, so what they are told is counted once in a while. While nobody is there it is read anew each time. */
  const within = async (): Promise<Within> => {
    const at = clock.now()
    if (!known || at - known.at >= rememberMs || !(await known.within).anybody) known = { at, within: look() }
    return known.within.catch((error: unknown) => {
      known = undefined
      throw error
    })
  }

  const refuseUnlessLocal = (): void => {
    if (!engine.local) throw new ServerFault('not_found', { detail: 'no such address' })
  }

  return {
    readDoor: route(api.readDoor, async ({ actor }) => {
      const { anybody, passwords } = await within()
      const state: Door['state'] = anybody ? 'open' : 'setup'
      const roles = state === 'setup' ? await engine.roles.now() : []
      return {
        state,
        signedIn: actor.kind !== 'nobody',
        ways: [...(engine.local && passwords ? [localWay] : []), ...(options.door?.ways ?? [])],
        look: options.door?.look ?? { links: [] },
        roles: roles.map(({ id, name, level }) => ({ id, name, level })),
      }
    }),

    setUp: route(api.setUp, async ({ input, caller, request, requestId }) => {
      refuseUnlessLocal()
      const { kept, signedIn } = await engine.setUp.use(input, caller, requestId)
      identity.keep(request, kept)
      return meOf(signedIn)
    }),

    signIn: route(api.signIn, async ({ input, caller, request, requestId }) => {
      refuseUnlessLocal()
      const { kept, signedIn } = await engine.signIn.signIn(input, caller, requestId)
      identity.keep(request, kept)
      return meOf(signedIn)
    }),

    signOut: route(api.signOut, async ({ actor, caller, request, requestId }) => {
      const hint = await engine.accounts.logoutHint(caller)
      const id = actor.session
      if (id !== undefined) {
        const by = { at: clock.now(), actor, caller, requestId }
        await store.sessions.end(
          { id },
          noted(by, { action: 'session.end', object: `session:${id}`, detail: { why: 'signed out' } }, [{ topic: 'session', id }]),
        )
        engine.accounts.forget(id)
      }
      identity.keep(request, undefined)
      return { next: (hint && (await options.door?.leaveAt?.(hint))) ?? null }
    }),
  }
}
