import type { Actor } from '#core/policy/actor.ts'
import type { Decision } from '#core/policy/can.ts'
import type { Call } from '../door/route.ts'
import { ServerFault } from '../fault.ts'
import type { WriteKey } from '../store/store.ts'

/** Who asks for something, and through what. */
export interface Asker extends Pick<Call, 'actor' | 'caller' | 'requestId'> {
  /** Looks as `actor` would, and never sees more of a source than this one may. */
  readonly within?: Actor
}

/** Not found for whoever may not know that it is there, forbidden for whoever may only not do this. */
export function demand(decision: Decision, what: string, action: string): void {
  if (decision === 'hidden') throw new ServerFault('not_found', { detail: what })
  if (decision === 'refused') throw new ServerFault('forbidden', { detail: `${action} ${what}` })
}

/** A key belongs to whoever used it: nobody gets the answer another got under it. */
export const keyOf = (actor: Actor, write: WriteKey | undefined): { readonly write?: WriteKey } =>
  write ? { write: { key: write.key, bodyHash: `${actor.kind} ${actor.id} ${write.bodyHash}` } } : {}
