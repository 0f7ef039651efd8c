import * as z from 'zod/mini'
import type { SourceConfig } from '#contract/source.ts'
import type { Connector, OpenSource, SourcePorts } from '../connectors/connector.ts'
import { parseOrRefuse } from '../door/issues.ts'
import { ServerFault } from '../fault.ts'
import type { Outbound, Ports } from '../ports.ts'
import type { Connectors } from './known-source.ts'

type Address = NonNullable<ReturnType<NonNullable<Connector['address']>>>

/** Credentials are read anew for each call, so that a rotated file is used at once. */
async function credentials(ports: Ports, address: Address): Promise<Outbound['auth']> {
  if (address.bearerFile) return { bearer: await ports.secrets.read(address.bearerFile) }
  if (address.user && address.passwordFile) return { user: address.user, password: await ports.secrets.read(address.passwordFile) }
  return undefined
}

/** Opens a source: its config parsed by its connector, its calls bound to its base and its secret. */
export function openSource(source: { readonly id: string; readonly config: unknown }, connector: Connector, ports: Ports): OpenSource<unknown> {
  const config = parseOrRefuse(connector.config, source.config, ['config'])
  const address = connector.address?.(config)
  const bound: SourcePorts = {
    sourceId: source.id,
    store: ports.store,
    clock: ports.clock,
    log: ports.log,
    host: ports.host,
    async call(request, signal) {
      if (!address) throw new ServerFault('source_refused', { detail: `${connector.kind} has no address` })
      return ports.net.call({ ...request, base: address.base, auth: await credentials(ports, address), signal })
    },
  }
  return connector.open(config, bound)
}

/** Base URL a source's config leads to; none for kinds inside the server and for a config its connector cannot read. */
export function baseOf(connectors: Connectors, { kind, config }: Pick<SourceConfig, 'kind' | 'config'>): string | undefined {
  const connector = Object.hasOwn(connectors, kind) ? connectors[kind] : undefined
  const parsed = connector && z.safeParse(connector.config, config)
  return parsed?.success ? connector?.address?.(parsed.data).base : undefined
}
