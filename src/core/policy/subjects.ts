import type { Subject } from '#contract/access.ts'
import type { Actor } from './actor.ts'

/** Looking through a few is quicker than making a set of them. */
const few = 8
const member = (names: readonly string[]): ((name: string) => boolean) => {
  if (names.length <= few) return (name) => names.includes(name)
  const set = new Set(names)
  return (name) => set.has(name)
}

/** Tells of each subject whether a right given to it is this actor's. `everyone` is whoever has proved who they are. */
export function meantFor(actor: Actor): (subject: Subject) => boolean {
  if (actor.kind === 'nobody') return () => false
  const [hasRole, isInTeam] = [member(actor.roles), member(actor.teams)]
  const person = actor.kind === 'person' && actor.id !== '' ? actor.id : undefined
  return (subject) => {
    switch (subject.kind) {
      case 'everyone':
        return true
      case 'person':
        return subject.id === person
      case 'role':
        return hasRole(subject.id)
      case 'team':
        return isInTeam(subject.id)
      default:
        return subject satisfies never
    }
  }
}

/** Runs the installation: may do everything with every object. A token never does, whoever made it. */
export const runsThePlace = (actor: Actor): boolean => actor.kind === 'system' || (actor.kind === 'person' && actor.level === 'admin')
