import type { Endpoint } from '#contract/endpoint.ts'
import { ServerFault } from '../fault.ts'
import type { WriteKey } from '../store/store.ts'

/** Revision in `If-Match: "7"`. A proxy that compresses may have made it weak, which is still the same revision. */
export function readRevision(headers: Headers): number {
  const given = headers.get('if-match')
  if (given === null) throw new ServerFault('precondition_required', { field: 'If-Match' })
  const found = /^(?:W\/)?"(\d{1,15})"$/.exec(given.trim())
  if (!found) throw new ServerFault('invalid', { detail: 'expected a quoted revision, e.g. "7"', field: 'If-Match' })
  return Number(found[1])
}

/** Key of a write that may be sent again, tied to what is written and where. */
export async function readWriteKey(endpoint: Endpoint, path: string, headers: Headers, body: Uint8Array): Promise<WriteKey> {
  const key = headers.get('idempotency-key')
  if (key === null || !/^[\w-]{8,128}$/.test(key))
    throw new ServerFault('invalid', { detail: 'expected 8 to 128 letters, digits, - or _, e.g. a UUID', field: 'Idempotency-Key' })
  const what = new TextEncoder().encode(`${endpoint.method} ${path} ${headers.get('if-match') ?? ''}\n`)
  const all = new Uint8Array(what.length + body.length)
  all.set(what)
  all.set(body, what.length)
  return { key, bodyHash: await sha256(all) }
}

/** SHA-256 as lower-case hex. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, '0')).join('')
}
