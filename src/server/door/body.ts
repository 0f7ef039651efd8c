import { ServerFault } from '../fault.ts'
import { guardJson } from './guard-json.ts'

const tooLarge = (limit: number): ServerFault => new ServerFault('too_large', { detail: `at most ${limit} bytes` })

/** Reads the body up to `limit` bytes and no further, whether its length was announced or not. */
export async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit)
  const reader = request.body?.getReader()
  if (!reader) return new Uint8Array(0)
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return join(chunks, size)
    size += value.byteLength
    if (size > limit) {
      // Not awaited: a sender that never stops must not hold the answer. The outcome of giving up is of no interest.
      reader.cancel().catch(() => undefined)
      throw tooLarge(limit)
    }
    chunks.push(value)
  }
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  if (chunks.length === 1 && chunks[0]) return chunks[0]
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}

/** Media type without parameters, lower case; empty when there is none. */
export const mediaType = (headers: Headers): string => (headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''

/** UTF-8 JSON to a value. What is not JSON, too deep or unsafe is `invalid`. */
export function parseJson(body: Uint8Array, keys: 'safe' | 'any' = 'safe'): unknown {
  const value = decode(body)
  guardJson(value, keys)
  return value
}

function decode(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (cause) {
    // The parser's own text quotes the input at most a few characters long and helps to find the place.
    throw new ServerFault('invalid', { detail: cause instanceof SyntaxError ? `not JSON: ${cause.message.slice(0, 200)}` : 'not UTF-8', cause })
  }
}
