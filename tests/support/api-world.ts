import * as z from 'zod/mini'
import type { QueryCost } from '#contract/query.ts'
import type { Frame } from '#contract/frame.ts'
import { createApi } from '#server/api.ts'
import type { Api } from '#server/api.ts'
import { defineConnector } from '#server/connectors/connector.ts'
import type { Ask, Connector, OpenSource } from '#server/connectors/connector.ts'
import { createMemoryPorts } from '#server/memory-ports.ts'
import type { ApiOptions } from '#server/options.ts'
import type { Ports } from '#server/ports.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import type { Store } from '#server/store/store.ts'

/** A frame with one number per row. */
export const frameOf = (...values: readonly number[]): Frame => ({
  fields: [{ name: 'value', type: 'number', role: 'value', values }],
})

/** What a scripted source answers: the test decides at every question. */
export interface Script {
  query(spec: { readonly say: string }, ask: Ask): Promise<Frame>
  check?(signal: AbortSignal): Promise<{ readonly version?: string }>
  /** One series at sixty moments unless told. */
  cost?(spec: { readonly say: string }): QueryCost
}

/** A connector whose answers come from scripts by source id; its measure is `test.load`. */
export function scriptedConnector(scripts: ReadonlyMap<string, Script>, kind = 'scripted'): Connector {
  const connector = defineConnector({
    kind,
    addable: true,
    config: z.object({ url: z.string().check(z.regex(/^https?:\/\//)), passwordFile: z.optional(z.string()) }),
    spec: z.object({ say: z.string() }),
    address: ({ url }) => ({ base: url }),
    can: ['labels', 'cost'],
    measures: { 'test.load': () => ({ say: 'load' }) },
    open: (_config, { sourceId }): OpenSource<{ readonly say: string }> => {
      const script = scripts.get(sourceId)
      if (!script) throw new Error(`no script for ${sourceId}`)
      return {
        query: (spec, ask) => script.query(spec, ask),
        check: async (signal) => script.check?.(signal) ?? { version: '1.0' },
        cost: async (spec) => script.cost?.(spec) ?? { series: 1, points: 60 },
        labels: async () => ['job'],
        labelValues: async (label) => [`${label}-1`],
      }
    },
  })
  return connector
}

export interface World {
  readonly api: Api
  readonly store: Store
  readonly ports: Ports
  readonly logged: { readonly level: string; readonly event: string; readonly facts: unknown }[]
}

/** An API on memory ports, with everything it logs. */
export function createWorld(options: Partial<ApiOptions> = {}, given: Partial<Ports> = {}): World {
  const store = given.store ?? createMemoryStore()
  const logged: { level: string; event: string; facts: unknown }[] = []
  const note =
    (level: string) =>
    (event: string, facts?: unknown): void =>
      void logged.push({ level, event, facts })
  const ports = createMemoryPorts({ log: { info: note('info'), warn: note('warn'), error: note('error') }, ...given, store })
  const api = createApi(ports, { connectors: {}, starters: [], version: '0.0.0-test', ...options })
  return { api, store, ports, logged }
}

export interface Sent {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

interface Extra {
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** Sends JSON the way the app does and reads JSON back. */
export async function send(api: Pick<Api, 'fetch'>, method: string, path: string, body?: unknown, extra: Extra = {}): Promise<Sent> {
  const headers = { ...(body !== undefined && { 'content-type': 'application/json' }), ...extra.headers }
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }), ...(extra.signal && { signal: extra.signal }) }
  const response = await api.fetch(new Request(`http://localhost${path}`, init))
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** A dashboard document with nothing on it. */
export const emptyDoc = {
  v: 1,
  title: 'Empty',
  sections: [{ id: 's1', title: '', widgets: [], layouts: { desktop: [] } }],
  variables: [],
  time: { range: { from: 'now-1h', to: 'now' }, refreshMs: 0 },
} as const
