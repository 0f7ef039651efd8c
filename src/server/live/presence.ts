import type { Actor } from '#core/policy/actor.ts'
import { judge, rules } from '#core/policy/rules.ts'
import type { Engine } from '../accounts/engine.ts'
import { actorFor, heldRoles } from '../accounts/rights.ts'
import type { Ports } from '../ports.ts'

/**
 * Who somebody is by now who began to listen a while ago; undefined when their session has ended or they may no longer listen. By
 * the session, not by its token: the token they came with may have been replaced since, and using it again would look like theft.
 */
export function createPresence({ store, clock }: Pick<Ports, 'store' | 'clock'>, { keeper, roles }: Pick<Engine, 'keeper' | 'roles'>) {
  return async (actor: Actor): Promise<Actor | undefined> => {
    if (actor.session === undefined) return judge(rules.openLive, actor) === 'pass' ? actor : undefined
    const [person, sessions, known] = await Promise.all([store.people.find({ id: actor.id }), store.sessions.ofPerson(actor.id), roles.now()])
    const session = sessions.find((it) => it.id === actor.session)
    if (!person || person.disabled || !session) return undefined
    const held = heldRoles(person, known)
    if (clock.now() >= keeper.expiresAt(session, held)) return undefined
    const now = actorFor(person, held, session)
    return judge(rules.openLive, now) === 'pass' ? now : undefined
  }
}
