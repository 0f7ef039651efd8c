import type { Role } from '#contract/identity.ts'

type Kin = Pick<Role, 'id' | 'parent'>

/** A role and those it falls back on, nearest first. */
export function withParents<R extends Kin>(all: readonly R[], id: string | null): readonly R[] {
  const found: R[] = []
  for (let at = id; at !== null;) {
    const role = all.find((one) => one.id === at)
    if (!role || found.includes(role)) break
    found.push(role)
    at = role.parent
  }
  return found
}

/** The role of the product this one is or came from; itself where it came from none. */
export const originOf = (all: readonly (Kin & Pick<Role, 'preset'>)[], id: string): string => withParents(all, id).find(({ preset }) => preset)?.id ?? id
