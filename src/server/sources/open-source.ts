import * as z from 'zod/mini'
import type { KeptSecrets, SecretChanges, SecretField, SourceConfig } from '#contract/source.ts'
import type { Connector, OpenSource, SourcePorts } from '../connectors/connector.ts'
import { parseOrRefuse } from '../door/issues.ts'
import { ServerFault } from '../fault.ts'
import type { Outbound, Ports } from '../ports.ts'
import type { Connectors } from './known-source.ts'
import { openKept, type Address } from './source-secrets.ts'

/** A source to open: saved ones with what is kept for them, those only tried with what was typed. */
export interface Openable {
  readonly id: string
  readonly config: unknown
  readonly secrets?: KeptSecrets | undefined
  readonly typed?: SecretChanges | undefined
}

/** What was typed or is kept; opened once, because a changed secret makes another revision, which is opened anew. */
function secretsOf({ id, secrets, typed }: Openable, ports: Ports): (field: SecretField, base: string) => Promise<string> | undefined {
  const opened = new Map<SecretField, Promise<string>>()
  const open = (field: SecretField, base: string): Promise<string> => {
    const opening = opened.get(field) ?? openKept(ports, id, field, base)
    opened.set(field, opening)
    // A store that is away for a moment is asked again.
    opening.catch(() => opened.delete(field))
    return opening
  }
  return (field, base) => {
    const said = typed?.[field]
    if (typeof said === 'string') return Promise.resolve(said)
    return said === null || secrets?.[field] === undefined ? undefined : open(field, base)
  }
}

/** Credentials in files are read anew for each call, so that a rotated file is used at once. */
async function credentials(ports: Ports, { base, bearerFile, user, passwordFile }: Address, own: ReturnType<typeof secretsOf>): Promise<Outbound['auth']> {
  const bearer = own('bearer', base) ?? (bearerFile ? ports.secrets.read(bearerFile) : undefined)
  if (bearer) return { bearer: await bearer }
  if (!user) return undefined
  const password = own('password', base) ?? (passwordFile ? ports.secrets.read(passwordFile) : undefined)
  if (!password) throw new ServerFault('source_refused', { detail: 'no password is kept: give it anew' })
  return { user, password: await password }
}

/** Opens a source: its config parsed by its connector, its calls bound to its base and its secret. */
export function openSource(source: Openable, connector: Connector, ports: Ports): OpenSource<unknown> {
  const config = parseOrRefuse(connector.config, source.config, ['config'])
  const address = connector.address?.(config)
  const own = secretsOf(source, ports)
  const bound: SourcePorts = {
    sourceId: source.id,
    store: ports.store,
    clock: ports.clock,
    log: ports.log,
    host: ports.host,
    async call(request, signal) {
      if (!address) throw new ServerFault('source_refused', { detail: `${connector.kind} has no address` })
      return ports.net.call({ ...request, base: address.base, auth: await credentials(ports, address, own), signal })
    },
    async sql(request, signal) {
      const auth = address?.user === undefined ? undefined : await credentials(ports, address, own)
      if (!address || !auth || 'bearer' in auth) throw new ServerFault('source_refused', { detail: `${connector.kind} has no address and user` })
      return ports.net.sql({ ...request, base: address.base, auth, signal })
    },
  }
  return connector.open(config, bound)
}

/** Base URL a source's config leads to; none for kinds inside the server and for a config its connector cannot read. */
export const baseOf = (connectors: Connectors, source: Pick<SourceConfig, 'kind' | 'config'>): string | undefined => addressOf(connectors, source)?.base

/** The same with what it names to prove itself with. */
export function addressOf(connectors: Connectors, { kind, config }: Pick<SourceConfig, 'kind' | 'config'>): Address | undefined {
  const connector = Object.hasOwn(connectors, kind) ? connectors[kind] : undefined
  const parsed = connector && z.safeParse(connector.config, config)
  return parsed?.success ? connector?.address?.(parsed.data) : undefined
}
