import * as z from 'zod/mini'
import { ServerFault } from '../fault.ts'
import type { Inbound, Outbound } from '../ports.ts'
import type { SourcePorts } from './connector.ts'

const maxBytes = 32 * 1_048_576
/** The runtime's own deadline is shorter; this one only keeps a call nobody waits for any more from living on. */
const deadlineMs = 10_000

/** Where one answer is read as a whole, and how much of it is kept. What stands here only who manages sources can say. */
export const wholeAddress = {
  /** Below the address, e.g. `api/v2/tickets.json`. */
  path: z._default(z.string().check(z.maxLength(1000), z.regex(/^[^?#\\\s]*$/, { error: 'expected a path without ? and #' })), ''),
  /** Sent along with every question, as the part of an address behind the `?`. */
  search: z._default(z.record(z.string().check(z.maxLength(200)), z.string().check(z.maxLength(2000))), {}),
  /** Rows kept of one answer. */
  maxRows: z._default(z.int().check(z.gte(1), z.lte(50_000)), 10_000),
} as const

interface Asked {
  readonly accept: readonly string[]
  readonly signal: AbortSignal
  readonly search?: Outbound['search']
}

/** The answer, if it is one; what the system says of a failure is not for everybody's eyes and stays away. */
export async function readWhole(
  { path, search }: { readonly path: string; readonly search: Readonly<Record<string, string>> },
  ports: Pick<SourcePorts, 'call'>,
  asked: Asked,
): Promise<Inbound> {
  const answer = await ports.call(
    { path: path.replace(/^\/+/, ''), search: { ...search, ...asked.search }, accept: asked.accept, maxBytes, deadlineMs },
    asked.signal,
  )
  if (answer.status >= 500) throw new ServerFault('source_down', { detail: `http ${answer.status}` })
  if (answer.status < 200 || answer.status > 299) throw new ServerFault('source_query', { detail: `http ${answer.status}` })
  return answer
}
