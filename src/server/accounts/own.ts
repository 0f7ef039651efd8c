import { isFresh } from '#core/policy/rules.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import type { PersonChange, StoredPerson } from '../store/identity.ts'
import type { Asking } from './directory.ts'
import { noted } from './noted.ts'
import { refuseWeak } from './passwords.ts'
import { hasForgotten } from './rights.ts'
import { loginFrom } from './set-up.ts'
import type { SessionKeeper, SignedIn } from './sessions.ts'
import type { createSignIn } from './sign-in.ts'

export interface OwnInput {
  readonly name?: string | undefined
  readonly active?: string | undefined
  readonly landing?: string | null | undefined
  readonly teams?: readonly string[] | undefined
  readonly sites?: readonly string[] | undefined
}

const without = (names: readonly string[], given: readonly string[]): readonly string[] => [...new Set(names)].filter((n) => !given.includes(n))

/** What people change about themselves. */
export function createOwn(ports: Pick<Ports, 'store' | 'clock'>, keeper: SessionKeeper, signIn: ReturnType<typeof createSignIn>) {
  const { store, clock } = ports

  const change = async (person: StoredPerson, it: OwnInput, asking: Asking): Promise<StoredPerson> => {
    if (it.active !== undefined && !person.roles.some((r) => r.role === it.active))
      throw new ServerFault('invalid', { detail: 'not a role you hold', field: 'active' })
    const wanted: PersonChange = {
      ...(it.name !== undefined && { name: it.name }),
      ...(it.active !== undefined && { active: it.active }),
      ...(it.landing !== undefined && { landing: it.landing }),
      // Given ones stay; the others are chosen and never grant anything.
      ...(it.teams && { chosenTeams: without(it.teams, person.teams) }),
      ...(it.sites && { chosenSites: without(it.sites, person.sites) }),
    }
    const { id, rev } = person
    const trail = noted(
      { ...asking, at: clock.now() },
      { action: 'person.save', object: `person:${id}`, detail: { changed: Object.keys(wanted), own: true } },
      [{ topic: 'person', id, rev: rev + 1 }],
    )
    return store.people.save({ id, rev, change: wanted, end: 'none' }, trail)
  }

  return {
    /** Several tabs may change at once: what is not given stays as it is, so the later one goes on from the earlier. */
    async save(me: SignedIn, it: OwnInput, asking: Asking, left = 4): Promise<void> {
      const person = (await store.people.find({ id: me.person.id })) ?? me.person
      try {
        await change(person, it, asking)
      } catch (error) {
        if (left === 0 || !(error instanceof ServerFault) || error.fault.code !== 'stale') throw error
        return this.save(me, it, asking, left - 1)
      }
      keeper.forget(person.id)
    },

    /** Every session ends, this one too; the caller begins a new one for this browser. */
    async changePassword(
      me: SignedIn,
      it: { readonly current?: string | undefined; readonly next: string; readonly login?: string | undefined },
      asking: Asking,
    ): Promise<StoredPerson> {
      const person = (await store.people.find({ id: me.person.id })) ?? me.person
      // Whoever came in with a one-time code a moment ago came because they no longer know it.
      const byCode = hasForgotten(person, me.session) && it.current === undefined && isFresh(me.actor, clock.now())
      if (person.hasPassword && !byCode) {
        if (it.current === undefined) throw new ServerFault('invalid', { detail: 'required', field: 'current' })
        await signIn.prove(person, it.current)
      } else if (!person.hasPassword && person.identities.length > 0) {
        throw new ServerFault('forbidden', { detail: 'you sign in through a provider' })
      }
      const login = (it.login ?? person.login ?? loginFrom(person.name)).toLowerCase()
      refuseWeak(it.next, login, 'next')
      const { id, rev } = person
      const password = await signIn.hash(it.next)
      const trail = noted({ ...asking, at: clock.now() }, { action: 'person.password', object: `person:${id}` }, [{ topic: 'person', id, rev: rev + 1 }])
      const saved = await store.people.save({ id, rev, change: { password, login }, end: 'all' }, trail)
      keeper.forget(id)
      return saved
    },
  }
}
