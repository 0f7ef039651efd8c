import type { Change, Changes } from '#contract/change.ts'

const encoder = new TextEncoder()

/** A comment: keeps proxies from closing what looks idle. */
export const heartbeat = encoder.encode(':\n\n')

/** One server-sent event. JSON has no line breaks, so it is one line. */
export const eventOf = (it: Changes): Uint8Array => encoder.encode(`id: ${it.cursor}\ndata: ${JSON.stringify(it)}\n\n`)

/** How long a reader waits before it comes back, different for each, so that not all return at once. */
export const retryHint = (random: number): Uint8Array => encoder.encode(`retry: ${Math.round(1000 + random * 4000)}\n\n`)

/** Of several changes of the same thing the latest stands, in the order of the latest. */
export function latestOfEach(changes: readonly Change[]): readonly Change[] {
  const latest = new Map<string, Change>()
  for (const change of changes) {
    const key = `${change.topic} ${change.id}`
    latest.delete(key)
    latest.set(key, change)
  }
  return [...latest.values()]
}
