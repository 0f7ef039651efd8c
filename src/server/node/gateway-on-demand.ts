import type { Gateway, GatewayOptions } from './gateway.ts'

/** The gateway, loaded when something is first called: an HTTP client weighs thirty megabytes nobody needs before. */
export function createGatewayOnDemand(options: GatewayOptions): Gateway {
  let loaded: Promise<Gateway> | undefined
  const load = async (): Promise<Gateway> => (await import('./gateway.ts')).createGateway(options)
  return {
    call: async (request) => (await (loaded ??= load())).call(request),
    sql: async (request) => (await (loaded ??= load())).sql(request),
    close: async () => (await loaded)?.close(),
  }
}
