import type { Role } from '#contract/identity.ts'
import { rolePresets } from '#core/policy/presets.ts'
import type { Ports } from '../ports.ts'
import { rememberMs } from './remembered.ts'

const factName = 'roles'

/** Writes the roles nobody has been given yet; one that was removed does not come back, one of a newer version appears. */
export async function seedRoles({ store, clock }: Pick<Ports, 'store' | 'clock'>): Promise<void> {
  const written = new Set((await store.facts.read(factName))?.split(',') ?? [])
  const missing = rolePresets.filter((r) => !written.has(r.id))
  if (missing.length === 0) return
  await store.roles.seed(
    missing.map((r) => ({ ...r, capabilities: [...r.capabilities], preset: true, shared: false })),
    clock.now(),
  )
  await store.facts.write(factName, [...written, ...missing.map((r) => r.id)].join(','))
}

/** All roles as of at most five seconds ago: they are asked for at every look-up and change once a month. */
export function createKnownRoles({ store, clock }: Pick<Ports, 'store' | 'clock'>) {
  let known: { readonly at: number; readonly roles: Promise<readonly Role[]> } | undefined
  return {
    now(): Promise<readonly Role[]> {
      const at = clock.now()
      if (known && at - known.at < rememberMs) return known.roles
      const roles = store.roles.list()
      known = { at, roles }
      // A failure is told to whoever asked and not remembered.
      roles.catch(() => (known = undefined))
      return roles
    },
    forget(): void {
      known = undefined
    },
  }
}
