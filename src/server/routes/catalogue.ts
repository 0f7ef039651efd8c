import * as z from 'zod/mini'
import { api } from '#contract/api.ts'
import type { ConnectorInfo } from '#contract/catalogue.ts'
import type { Connector } from '../connectors/connector.ts'
import { route } from '../door/route.ts'
import type { Context } from './context.ts'

/** JSON Schema of what may be written; parts that JSON Schema has no words for are left open. */
function schemaOf(schema: z.ZodMiniType): ConnectorInfo['config'] {
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  // Through text: plain JSON is left, without the library's own hidden properties.
  return JSON.parse(JSON.stringify(made)) as ConnectorInfo['config']
}

const describe = (connector: Connector): ConnectorInfo => ({
  kind: connector.kind,
  addable: connector.addable,
  config: schemaOf(connector.config),
  spec: schemaOf(connector.spec),
})

export function catalogueRoutes({ options }: Pick<Context, 'options'>) {
  let made: { readonly connectors: readonly ConnectorInfo[] } | undefined
  return {
    readCatalogue: route(api.readCatalogue, async () => (made ??= { connectors: Object.values(options.connectors).map(describe) })),
  }
}
