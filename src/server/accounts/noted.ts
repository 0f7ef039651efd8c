import type { AuditEntry } from '#contract/audit.ts'
import type { Actor } from '#core/policy/actor.ts'
import type { Caller } from '../ports.ts'
import type { AuditDraft, ChangeDraft, Trail } from '../store/trail.ts'

/** Who did something, and through what. */
export interface By {
  readonly at: number
  readonly actor: Pick<Actor, 'kind' | 'id' | 'name'>
  readonly caller: Pick<Caller, 'network'>
  readonly requestId: string
}

/** The trail of something done or refused. */
export function noted(
  by: By,
  what: { readonly action: string; readonly object: string; readonly result?: AuditEntry['result']; readonly detail?: AuditDraft['detail'] },
  changes: readonly ChangeDraft[] = [],
): Trail {
  const { id, kind, name } = by.actor
  const { action, object, result = 'done', detail = {} } = what
  return { audit: { at: by.at, actor: { kind, id, name }, action, object, result, network: by.caller.network, requestId: by.requestId, detail }, changes }
}
