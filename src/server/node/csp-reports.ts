import type { IncomingMessage } from 'node:http'
import * as z from 'zod/mini'
import type { Log } from '../ports.ts'
import { createBuckets } from './bucket.ts'
import { refuse } from './refuse.ts'
import type { Station } from './station.ts'

const address = '/csp'
const mostBytes = 16_384
const mostPerPost = 20
/** Of all browsers together: a broken page tells the same thing many times over. */
const rate = { perSecond: 1, burst: 30 }
const media = new Set(['application/reports+json', 'application/csp-report', 'application/json'])

const Text = z.optional(z.string())
const Place = z.union([z.string(), z.number()])
/** The Reporting API's body and the older form's, which says the same under other names. Samples are not read: they are a reader's words. */
const Modern = z.object({
  type: z.literal('csp-violation'),
  body: z.object({
    effectiveDirective: Text,
    blockedURL: Text,
    documentURL: Text,
    sourceFile: z.optional(z.nullable(z.string())),
    lineNumber: z.optional(z.nullable(Place)),
  }),
})
const Older = z.object({
  'csp-report': z.object({
    'effective-directive': Text,
    'violated-directive': Text,
    'blocked-uri': Text,
    'document-uri': Text,
    'source-file': Text,
    'line-number': z.optional(Place),
  }),
})

interface Violation {
  readonly directive: string | undefined
  readonly blocked: string | undefined
  readonly page: string | undefined
  readonly source: string | undefined
  readonly line: string | number | undefined
}

/** Without query and fragment, which are the reader's, and never long. */
const bare = (url: string | null | undefined): string | undefined => url?.replace(/[?#].*$/s, '').slice(0, 200)

function violationsIn(told: unknown): readonly Violation[] {
  return (Array.isArray(told) ? told : [told]).slice(0, mostPerPost).flatMap((one: unknown) => {
    const modern = z.safeParse(Modern, one)
    if (modern.success) {
      const { effectiveDirective: directive, blockedURL, documentURL, sourceFile, lineNumber } = modern.data.body
      return [
        { directive: directive?.slice(0, 100), blocked: bare(blockedURL), page: bare(documentURL), source: bare(sourceFile), line: lineNumber ?? undefined },
      ]
    }
    const older = z.safeParse(Older, one)
    if (!older.success) return []
    const it = older.data['csp-report']
    const directive = (it['effective-directive'] ?? it['violated-directive'])?.slice(0, 100)
    return [{ directive, blocked: bare(it['blocked-uri']), page: bare(it['document-uri']), source: bare(it['source-file']), line: it['line-number'] }]
  })
}

/** The body when it is small enough; undefined when it is not, and the rest is not read. */
async function readSmall(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return undefined
  const chunks: Buffer[] = []
  let bytes = 0
  // A server's messages give buffers as long as no encoding was set.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > mostBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Writes what browsers kept a page from doing into the log. Anybody may tell, so little is read and seldom. */
export function createReports(log: Log, now: () => number = Date.now): Station {
  const buckets = createBuckets(rate)
  return {
    async answer(request, response, path) {
      if (path !== address) return false
      if (request.method !== 'POST') {
        refuse(response, { code: 'method_not_allowed', detail: 'allowed: POST' }, { allow: 'POST' })
        return true
      }
      if (!media.has((request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '')) {
        refuse(response, { code: 'unsupported_media', detail: 'expected application/reports+json', field: 'Content-Type' })
        return true
      }
      const waitS = buckets.take('', now())
      if (waitS > 0) {
        refuse(response, { code: 'too_many' }, { 'retry-after': String(Math.ceil(waitS)) })
        return true
      }
      const text = await readSmall(request)
      if (text === undefined) {
        refuse(response, { code: 'too_large', detail: `limit: ${mostBytes} bytes` })
        return true
      }
      for (const violation of violationsIn(parse(text))) log.warn('csp.violation', { ...violation })
      response.writeHead(204).end()
      return true
    },
  }
}
