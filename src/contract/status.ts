import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'

export const Status = z.object({
  version: z.string(),
  startedAt: z.number(),
  /** The server's clock, to show skew. */
  now: z.number(),
  store: z.enum(['memory', 'sqlite', 'postgres']),
  /** Whether the demo estate is loaded. */
  demo: z.boolean(),
  /** True when the whole API runs on mocks in the browser. */
  mock: z.boolean(),
})
export type Status = z.infer<typeof Status>

export const readStatus = endpoint({ name: 'readStatus', method: 'GET', path: '/api/status', output: Status })

const Demo = z.object({ demo: z.boolean() })
/** Adds the labelled demo source and its dashboards. Doing it twice changes nothing. */
export const loadDemo = endpoint({ name: 'loadDemo', method: 'PUT', path: '/api/demo', output: Demo })
/** Takes the demo source, its dashboards and its observations away again; what people made stays. */
export const removeDemo = endpoint({ name: 'removeDemo', method: 'DELETE', path: '/api/demo', output: Demo })

export const readOpenApi = endpoint({ name: 'readOpenApi', method: 'GET', path: '/api/openapi.json', output: z.record(z.string(), z.json()) })
