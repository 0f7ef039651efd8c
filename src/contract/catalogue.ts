import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'

/** Languages a text of a query can be in; a JSON Schema says so of a text as `x-language`. */
export const queryLanguages = ['promql', 'sql', 'jsonpath'] as const
export type QueryLanguage = (typeof queryLanguages)[number]

/** What this server can connect to. Schemas are JSON Schema, made from the connector's own; forms are drawn from them. */
export const ConnectorInfo = z.object({
  kind: z.string(),
  /** People can add sources of this kind; built-in kinds exist exactly once. */
  addable: z.boolean(),
  config: z.record(z.string(), z.json()),
  spec: z.record(z.string(), z.json()),
})
export type ConnectorInfo = z.infer<typeof ConnectorInfo>

export const readCatalogue = endpoint({
  name: 'readCatalogue',
  method: 'GET',
  path: '/api/catalogue',
  output: z.object({ connectors: z.array(ConnectorInfo) }),
})
