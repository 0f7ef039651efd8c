/** Why a server did not take something, in words for whoever started the export. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

export interface Sending {
  readonly url: URL
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
}

const deadlineMs = 60_000
const attempts = 5

export const under = (base: URL, path: string, search: Readonly<Record<string, string>> = {}): URL => {
  const url = new URL(`${base.pathname.replace(/\/$/, '')}/${path}`, base)
  for (const [name, value] of Object.entries(search)) url.searchParams.set(name, value)
  return url
}

export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, ms)
    signal.addEventListener('abort', wake, { once: true })
  })

/** Waits as the server asks, but no longer than a minute; else a little longer each time. */
const waitAfter = (reply: Response | undefined, attempt: number): number => {
  const asked = Number(reply?.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(asked) ? Math.min(60_000, asked * 1000 + 50) : 250 * 2 ** attempt
}

const reason = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message || cause.name : String(cause)
}

async function once({ url, method = 'POST', headers = {}, body, signal }: Sending): Promise<Response | Error> {
  try {
    const init = { method, headers, redirect: 'manual' as const, signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]) }
    return await fetch(url, body === undefined ? init : { ...init, body })
  } catch (error) {
    return new Error(reason(error), { cause: error })
  }
}

/** Sends until it is answered. Busy, broken and absent servers are asked up to five times; what a server refuses for good comes back as it is. */
export async function send(sending: Sending): Promise<Response> {
  let last = ''
  for (let attempt = 0; attempt < attempts && !sending.signal.aborted; attempt += 1) {
    const reply = await once(sending)
    if (reply instanceof Response && reply.status !== 429 && reply.status < 500) return reply
    last = reply instanceof Response ? `answered ${reply.status} ${(await reply.text()).slice(0, 200)}` : reply.message
    if (attempt < attempts - 1) await pause(waitAfter(reply instanceof Response ? reply : undefined, attempt), sending.signal)
  }
  throw new Refusal(sending.signal.aborted ? 'stopped' : `${sending.url.origin} does not take it: ${last}`)
}

/** The same where only success will do. */
export async function need(sending: Sending, expected: string): Promise<Response> {
  const reply = await send(sending)
  if (reply.ok) return reply
  throw new Refusal(`${sending.url.origin}${sending.url.pathname} answered ${reply.status}, expected ${expected}: ${(await reply.text()).slice(0, 300)}`)
}
