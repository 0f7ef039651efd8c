import type { SourceConfig } from '#contract/source.ts'
import { story } from '../door/answer.ts'
import type { Ports } from '../ports.ts'
import { openKept, sealFor } from './source-secrets.ts'
import type { Address } from './source-secrets.ts'

/** After a change of the master key: what the old one sealed is sealed with the new one, so that the old one can be taken out. */
export async function resealSecrets(
  ports: Pick<Ports, 'store' | 'crypto' | 'log'>,
  addressOf: (source: Pick<SourceConfig, 'kind' | 'config'>) => Address | undefined,
): Promise<void> {
  const { store, crypto, log } = ports
  const old = (await store.sources.secrets()).filter(({ sealed }) => crypto.isOld(sealed))
  if (old.length === 0) return
  const sources = new Map((await store.sources.list()).map((source) => [source.id, source]))
  for (const secret of old) {
    const source = sources.get(secret.source)
    const base = source && addressOf(source)?.base
    if (base === undefined) continue
    try {
      const plain = await openKept(ports, secret.source, secret.field, base)
      await store.sources.reseal(secret, await sealFor(crypto, secret.source, secret.field, base, plain))
    } catch (error) {
      // The source itself says so when it is asked; the others still get the new key.
      log.warn('secret.reseal', { source: secret.source, error: story(error) })
    }
  }
}
