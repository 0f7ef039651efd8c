import * as z from 'zod/mini'
import { api } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { Fault, faultStatus } from '#contract/fault.ts'
import type { FaultCode } from '#contract/fault.ts'

type Json = z.core.util.JSONType
type Schema = { [key: string]: Json }

/** Schema of an endpoint's part, its own definitions moved to the shared ones under a name of their own. */
function schemaOf(schema: z.ZodMiniType, name: string, io: 'input' | 'output', shared: Schema): Schema {
  const made = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  const text = JSON.stringify(made).replaceAll('"#/$defs/', `"#/components/schemas/${name}.`).replaceAll('"$ref":"#"', `"$ref":"#/components/schemas/${name}"`)
  const { $defs, $schema: _, ...rest } = JSON.parse(text) as Schema
  for (const [key, it] of Object.entries(($defs ?? {}) as Schema)) shared[`${name}.${key}`] = it
  return rest
}

function parameters(endpoint: Endpoint, shared: Schema): Json[] {
  const part = (schema: z.ZodMiniType, where: 'path' | 'query'): Json[] => {
    const made = schemaOf(schema, `${endpoint.name}.${where}`, 'input', shared)
    const required = Array.isArray(made['required']) ? made['required'] : []
    return Object.entries((made['properties'] ?? {}) as Schema).map(([name, it]) => ({
      name,
      in: where,
      required: where === 'path' || required.includes(name),
      schema: it,
    }))
  }
  const header = (name: string, schema: Schema): Json => ({ name, in: 'header', required: true, schema })
  return [
    ...part(endpoint.params, 'path'),
    ...part(endpoint.search, 'query'),
    ...(endpoint.ifMatch ? [header('If-Match', { type: 'string', pattern: '^"\\d+"$' })] : []),
    ...(endpoint.idempotent ? [header('Idempotency-Key', { type: 'string', pattern: '^[\\w-]{8,128}$' })] : []),
  ]
}

/** Faults any endpoint of this kind may answer with; sources' faults only where a source is asked. */
function faultsOf(endpoint: Endpoint): readonly FaultCode[] {
  const asksSource = endpoint.path === '/api/query' || endpoint.path.startsWith('/api/sources/')
  const sourceFaults = (Object.keys(faultStatus) as FaultCode[]).filter((code) => code.startsWith('source_'))
  const hasBody = endpoint.method === 'POST' || endpoint.method === 'PUT'
  return [
    'invalid',
    'forbidden',
    ...(endpoint.raw ? (['unauthenticated', 'too_many'] as const) : []),
    ...(endpoint.path.includes(':') ? (['not_found'] as const) : []),
    ...(endpoint.ifMatch ? (['stale', 'precondition_required'] as const) : []),
    ...(endpoint.idempotent ? (['exists', 'key_reused'] as const) : []),
    ...(hasBody ? (['too_large', 'unsupported_media', 'storage_full'] as const) : []),
    'internal',
    'unavailable',
    ...(asksSource ? sourceFaults : []),
  ]
}

function responses(endpoint: Endpoint, shared: Schema): Schema {
  const byStatus = Map.groupBy(faultsOf(endpoint), (code) => faultStatus[code])
  const faults = [...byStatus].map(([status, codes]): [string, Json] => [
    String(status),
    { description: codes.join(', '), content: { 'application/json': { schema: { $ref: '#/components/schemas/Fault' } } } },
  ])
  const output = schemaOf(endpoint.output, `${endpoint.name}.output`, 'output', shared)
  return {
    [String(endpoint.status ?? 200)]: {
      description: endpoint.name,
      content: { [endpoint.stream ? 'text/event-stream' : endpoint.lines ? 'application/x-ndjson' : 'application/json']: { schema: output } },
    },
    ...Object.fromEntries(faults),
  }
}

/** Content types of endpoints that read their body themselves. */
const rawTypes: Readonly<Record<string, readonly string[]>> = {
  takeEvents: ['application/cloudevents+json', 'application/cloudevents-batch+json', 'application/json'],
}

function requestBody(endpoint: Endpoint, shared: Schema): Schema {
  if (endpoint.method === 'GET') return {}
  if (endpoint.raw) {
    const types = rawTypes[endpoint.name] ?? ['application/json']
    return { requestBody: { required: true, content: Object.fromEntries(types.map((type) => [type, { schema: {} }])) } }
  }
  const input = schemaOf(endpoint.input, `${endpoint.name}.input`, 'input', shared)
  if (Object.keys((input['properties'] ?? {}) as Schema).length === 0) return {}
  return { requestBody: { required: true, content: { 'application/json': { schema: input } } } }
}

function operation(endpoint: Endpoint, shared: Schema): Json {
  return {
    operationId: endpoint.name,
    parameters: parameters(endpoint, shared),
    ...requestBody(endpoint, shared),
    responses: responses(endpoint, shared),
    ...(endpoint.raw && { security: [{ intakeToken: [] }] }),
  }
}

/** The contract as OpenAPI 3.1. */
export function describeApi(version: string): Schema {
  const shared: Schema = { Fault: schemaOf(Fault, 'Fault', 'output', {}) }
  const paths: { [path: string]: Schema } = {}
  for (const endpoint of Object.values(api) as readonly Endpoint[]) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint, shared) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Homeport', version },
    paths,
    components: { schemas: shared, securitySchemes: { intakeToken: { type: 'http', scheme: 'bearer' } } },
  }
}
