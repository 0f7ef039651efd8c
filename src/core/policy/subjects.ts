import type { Subject } from '#contract/access.ts'
import type { Actor } from './actor.ts'

/** Whether a right given to this subject is this actor's. `everyone` is whoever has proved who they are. */
export function isMeant(subject: Subject, actor: Actor): boolean {
  if (actor.kind === 'nobody') return false
  switch (subject.kind) {
    case 'everyone':
      return true
    case 'person':
      return actor.kind === 'person' && actor.id !== '' && subject.id === actor.id
    case 'role':
      return actor.roles.includes(subject.id)
    case 'team':
      return actor.teams.includes(subject.id)
    default:
      return subject satisfies never
  }
}

/** Runs the installation: may do everything with every object. A token never does, whoever made it. */
export const runsThePlace = (actor: Actor): boolean => actor.kind === 'system' || (actor.kind === 'person' && actor.level === 'admin')
