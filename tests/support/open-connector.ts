import type { Connector, OpenSource, SourcePorts } from '#server/connectors/connector.ts'
import { createGateway } from '#server/node/gateway.ts'
import { silentLog } from './faults.ts'

/** A connector on the real gateway, allowed to reach its base and nothing else. Ports it does not use may stay away. */
export function openConnector<C, S>(connector: Connector<C, S>, config: C, ports: Partial<SourcePorts> = {}): OpenSource<S> & { close(): Promise<void> } {
  const address = connector.address?.(config)
  const base = address?.base ?? ''
  const gateway = createGateway({ allow: base === '' ? [] : [new URL(base).host], log: silentLog })
  const absent = <K extends keyof SourcePorts>(name: K): SourcePorts[K] => {
    throw new Error(`this connector was given no ${name}`)
  }
  const given: SourcePorts = {
    sourceId: 'source-1',
    log: silentLog,
    clock: { now: () => Date.now(), sleep: (ms) => new Promise((done) => setTimeout(done, ms)) },
    get store() {
      return ports.store ?? absent('store')
    },
    get host() {
      return ports.host ?? absent('host')
    },
    call: (request, signal) => gateway.call({ ...request, base, signal }),
    sql: (request, signal) => gateway.sql({ ...request, base, auth: { user: address?.user ?? '', password: undefined }, signal }),
    ...ports,
  }
  return { ...connector.open(config, given), close: () => gateway.close() }
}
