import type { Actor } from './actor.ts'
import { runsThePlace } from './subjects.ts'

/** Whose a run is. */
export interface RunRights {
  readonly owner: string
  readonly helpers: readonly string[]
}

/** `own`: may do everything. `help`: may look, work on it and approve. `watch`: may look. */
export type RunRelation = 'own' | 'help' | 'watch' | 'none'
export const runActions = ['read', 'work', 'approve', 'give'] as const
export type RunAction = (typeof runActions)[number]

export function runRelation(actor: Actor, { owner, helpers }: RunRights): RunRelation {
  if (actor.kind !== 'person' && actor.kind !== 'system') return 'none'
  if (actor.id === owner) return 'own'
  if (helpers.includes(actor.id)) return 'help'
  return runsThePlace(actor) ? 'watch' : 'none'
}

const allowed: Readonly<Record<RunAction, readonly RunRelation[]>> = {
  read: ['own', 'help', 'watch'],
  work: ['own', 'help'],
  /** Nobody approves what is their own. */
  approve: ['help'],
  give: ['own'],
}

/** `hidden`: somebody else's work is nobody's business, not even that it is there. */
export function decideRun(actor: Actor, action: RunAction, rights: RunRights): 'yes' | 'hidden' | 'refused' {
  const relation = runRelation(actor, rights)
  if (allowed[action].includes(relation)) return 'yes'
  return relation === 'none' ? 'hidden' : 'refused'
}
