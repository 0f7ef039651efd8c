import { secretFields } from '#contract/source.ts'
import type { KeptSecrets, SecretChanges, SecretField } from '#contract/source.ts'
import type { Connector } from '../connectors/connector.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import type { SealedSecrets } from '../store/store.ts'

/** Where a source answers and what it names to prove itself with. */
export type Address = NonNullable<ReturnType<NonNullable<Connector['address']>>>

/** Scheme, host and port: what a secret is given for. A URL only has an `origin` of its own where browsers know the scheme. */
export function originOf(base: string): string {
  const { origin, protocol, host } = new URL(base)
  return origin === 'null' ? `${protocol}//${host}` : origin
}

/** A secret opens for its source, its field and the address it was given for, and for nothing else. */
const contextOf = (source: string, field: SecretField, origin: string): string => `source_secrets|${source}|${field}|${origin}`

/** The text as it is kept. */
export const sealFor = (crypto: Ports['crypto'], source: string, field: SecretField, base: string, secret: string): Promise<string> =>
  crypto.seal(secret, contextOf(source, field, originOf(base)))

export async function openKept({ store, crypto }: Pick<Ports, 'store' | 'crypto'>, source: string, field: SecretField, base: string): Promise<string> {
  const sealed = await store.sources.secret(source, field)
  if (sealed === undefined) throw new ServerFault('source_refused', { detail: `no ${field} is kept` })
  return crypto.open(sealed, contextOf(source, field, originOf(base))).catch((cause: unknown) => {
    throw new ServerFault('source_refused', { detail: `the kept ${field} does not open: give it anew`, cause })
  })
}

/** What happens to a source's secrets with a save, and how it is told. */
export interface SecretPlan {
  readonly give: Partial<Readonly<Record<SecretField, string>>>
  readonly take: readonly SecretField[]
  /** For the record: what became of which, never what it is. */
  readonly told: Partial<Readonly<Record<SecretField, 'set' | 'replaced' | 'removed' | 'cleared'>>>
}

interface Before {
  readonly base: string | undefined
  readonly secrets: KeptSecrets | undefined
}

/** What is kept after the save proves the source in one way, and wholly. */
function prove(address: Address, has: (field: SecretField) => boolean, cleared: readonly SecretField[]): void {
  const wrong = (field: string, detail: string): ServerFault => new ServerFault('invalid', { field, detail })
  if (has('bearer') && (address.bearerFile ?? address.user ?? address.passwordFile) !== undefined)
    throw wrong('secrets.bearer', 'a token given here excludes bearerFile, user and passwordFile')
  if (has('bearer') && has('password')) throw wrong('secrets.password', 'a password excludes a token')
  if (has('password') && address.passwordFile !== undefined) throw wrong('secrets.password', 'a password given here excludes passwordFile')
  if (has('password') && address.user === undefined) throw wrong('config.user', 'required with a password')
  if (address.user !== undefined && address.passwordFile === undefined && !has('password'))
    throw wrong('secrets.password', cleared.includes('password') ? 'the address is another: give the password anew' : 'required with user')
}

/**
 * Secrets go where they were given for: when the source's address is another than before, those kept are cleared unless given
 * anew in the same save.
 */
export function planSecrets(address: Address | undefined, changes: SecretChanges | undefined, before?: Before): SecretPlan {
  const kept = (field: SecretField): boolean => before?.secrets?.[field] !== undefined
  const moved = before?.base === undefined || address === undefined || originOf(before.base) !== originOf(address.base)
  const given = secretFields.filter((field) => typeof changes?.[field] === 'string')
  const removed = secretFields.filter((field) => kept(field) && changes?.[field] === null)
  const cleared = secretFields.filter((field) => kept(field) && changes?.[field] === undefined && moved)
  if (!address && given.length > 0) throw new ServerFault('invalid', { field: `secrets.${given[0]}`, detail: 'this kind has no use for a secret' })
  const take = [...removed, ...cleared]
  if (address) prove(address, (field) => given.includes(field) || (kept(field) && !take.includes(field)), cleared)
  return {
    give: Object.fromEntries(given.map((field) => [field, changes?.[field] ?? ''])),
    take,
    told: Object.fromEntries([
      ...given.map((field) => [field, kept(field) ? 'replaced' : 'set']),
      ...removed.map((field) => [field, 'removed']),
      ...cleared.map((field) => [field, 'cleared']),
    ]),
  }
}

/** The plan as the store takes it. */
export async function sealed(crypto: Ports['crypto'], source: string, address: Address | undefined, plan: SecretPlan): Promise<SealedSecrets> {
  const sealing = secretFields.map(async (field): Promise<readonly [SecretField, string | null] | undefined> => {
    const secret = plan.give[field]
    if (secret !== undefined && address) return [field, await sealFor(crypto, source, field, address.base, secret)]
    return plan.take.includes(field) ? [field, null] : undefined
  })
  return Object.fromEntries((await Promise.all(sealing)).flatMap((it) => (it ? [it] : [])))
}
