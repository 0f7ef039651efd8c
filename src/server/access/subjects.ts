import type { Share, Subject } from '#contract/access.ts'
import { ServerFault } from '../fault.ts'
import type { Store } from '../store/store.ts'

export const subjectText = (to: Subject): string => (to.kind === 'everyone' ? to.kind : `${to.kind}:${to.id}`)
export const shareText = (share: Share): string => `${subjectText(share.to)} ${share.as}`

/** Refuses (`invalid`) people and roles there are none of: a right for nobody would wait for whoever gets that id. Teams are names, known only to who brings them. */
export async function proveSubjects(store: Pick<Store, 'people' | 'roles'>, subjects: readonly Subject[], field: string): Promise<void> {
  const roles = new Set((await store.roles.list()).map((role) => role.id))
  for (const [i, subject] of subjects.entries()) {
    const isThere =
      subject.kind === 'role' ? roles.has(subject.id) : subject.kind === 'person' ? (await store.people.find({ id: subject.id })) !== undefined : true
    if (!isThere) throw new ServerFault('invalid', { detail: `no ${subjectText(subject)}`, field: `${field}.${i}.to` })
  }
}
