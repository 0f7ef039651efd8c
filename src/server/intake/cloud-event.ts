import * as z from 'zod/mini'
import { mediaType, parseJson } from '../door/body.ts'
import { parseOrRefuse } from '../door/issues.ts'
import { ServerFault } from '../fault.ts'

const Attribute = z.string().check(z.minLength(1), z.maxLength(1000))

/** CloudEvents 1.0: the attributes we use. Extensions pass by unread. */
export const CloudEvent = z.looseObject({
  specversion: z.literal('1.0'),
  id: Attribute,
  source: Attribute,
  type: Attribute,
  subject: z.optional(Attribute),
  time: z.optional(z.string()),
  datacontenttype: z.optional(z.string()),
  data: z.optional(z.unknown()),
  data_base64: z.optional(z.string()),
})
export type CloudEvent = z.infer<typeof CloudEvent>

const maxBatch = 1000

/**
 * Events of a request, unparsed, in whichever of the three HTTP modes they came. The batch type is tested first: its name
 * begins with the structured one's.
 */
export function readEvents(headers: Headers, body: Uint8Array): readonly unknown[] {
  const type = mediaType(headers)
  if (type.startsWith('application/cloudevents-batch')) return readBatch(type, body)
  if (type.startsWith('application/cloudevents')) return [readStructured(type, body)]
  if (headers.has('ce-specversion')) return [readBinary(headers, type, body)]
  throw new ServerFault('unsupported_media', {
    detail: 'expected application/cloudevents+json, application/cloudevents-batch+json or ce-* headers',
    field: 'Content-Type',
  })
}

function needJson(type: string): void {
  if (!type.endsWith('+json')) throw new ServerFault('unsupported_media', { detail: `only JSON events, not ${type}`, field: 'Content-Type' })
}

function readBatch(type: string, body: Uint8Array): readonly unknown[] {
  needJson(type)
  return parseOrRefuse(z.array(z.unknown()).check(z.maxLength(maxBatch)), parseJson(body, 'any'))
}

function readStructured(type: string, body: Uint8Array): unknown {
  needJson(type)
  return parseJson(body, 'any')
}

/** Header values are percent-encoded where they are not plain ASCII, and may be quoted. */
function readHeader(name: string, value: string): string {
  const bare = /^"(.*)"$/.exec(value.trim())?.[1]?.replace(/\\(.)/g, '$1') ?? value.trim()
  try {
    return decodeURIComponent(bare)
  } catch (cause) {
    throw new ServerFault('invalid', { detail: 'not percent-encoded UTF-8', field: name, cause })
  }
}

function readBinary(headers: Headers, type: string, body: Uint8Array): unknown {
  const attributes = [...headers].flatMap(([name, value]): [string, string][] => {
    return name.startsWith('ce-') ? [[name.slice(3), readHeader(name, value)]] : []
  })
  if (body.length === 0) return Object.fromEntries(attributes)
  if (type !== 'application/json' && !type.endsWith('+json')) throw new ServerFault('unsupported_media', { detail: 'only JSON data', field: 'Content-Type' })
  return { ...Object.fromEntries(attributes), datacontenttype: type, data: parseJson(body, 'any') }
}
