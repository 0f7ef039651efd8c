import type { SourcePorts } from '../connector.ts'
import { needList, textOf } from '../read-json.ts'
import { seconds } from './ask.ts'
import type { Sender } from './ask.ts'

const freshMs = 60_000
/** A metric that was missed may have appeared: a first scrape is seen soon. */
const missMs = 5_000
const lookBackMs = 6 * 3_600_000
const deadlineMs = 10_000

/** Which of the metrics our recipes read this server has had of late. Asked at most once a minute, for everybody. */
export interface Present {
  /** The metrics that are there. Asks anew when none of the needed is known. */
  of(needed: readonly string[]): Promise<ReadonlySet<string>>
}

export function createPresent(send: Sender, clock: SourcePorts['clock'], metrics: readonly string[]): Present {
  let known: { readonly at: number; readonly names: Promise<ReadonlySet<string>> } | undefined

  const ask = async (now: number): Promise<ReadonlySet<string>> => {
    const match = `{__name__=~"${[...new Set(metrics)].join('|')}"}`
    // A signal of its own: who asked first may leave while others wait for the same answer.
    const { data } = await send.get('label/__name__/values', { 'match[]': match, start: seconds(now - lookBackMs) }, AbortSignal.timeout(deadlineMs))
    return new Set(needList(data, 'data').flatMap((name) => textOf(name) ?? []))
  }
  const fetch = (now: number): Promise<ReadonlySet<string>> => {
    const names = ask(now).catch((error: unknown) => {
      known = undefined
      throw error
    })
    known = { at: now, names }
    return names
  }

  return {
    async of(needed) {
      const now = clock.now()
      const has = known && now - known.at < freshMs ? await known.names : await fetch(now)
      if (needed.some((name) => has.has(name)) || now - (known?.at ?? now) < missMs) return has
      return fetch(now)
    },
  }
}
