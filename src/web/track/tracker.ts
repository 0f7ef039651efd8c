import type { ItemKey } from '#contract/item.ts'
import type { Signal } from '#contract/learning.ts'
import type { Act, Via } from './note.ts'
import type { Outbox } from './outbox.ts'

/** Sends a batch; `refused` is a batch the server will never take. */
export type Sending = 'taken' | 'refused' | 'later'

export interface TrackerPorts {
  readonly outbox: Outbox
  /** Epoch ms. */
  now(): number
  newId(): string
  /** `last`: the page is going away, so the request has to outlive it. */
  send(batch: { readonly here: ItemKey | undefined; readonly signals: readonly Signal[] }, last: boolean): Promise<Sending>
  /** Calls back once after so long; returns how to call it off. */
  later(act: () => void, ms: number): () => void
}

/** Signals are sent together: a few seconds make one request of what belongs together. */
export const gatherMs = 3000
const mostPerBatch = 50
const againMs = 30_000
/** One act counts once, however often its part of the app tells of it. */
const sameActMs = 2000

/** Turns what a person does into signals, and sends them. It knows nothing of the page, only what it is told. */
export function createTracker({ outbox, now, newId, send, later }: TrackerPorts) {
  let here: ItemKey | undefined
  let paused = false
  let underWay: Promise<void> | undefined
  let callOff: (() => void) | undefined
  let lately: { readonly what: string; readonly at: number } | undefined

  const plan = (ms: number): void => {
    callOff ??= later(() => {
      callOff = undefined
      void flush()
    }, ms)
  }

  const add = (act: Act, via: Via, from: ItemKey | undefined): void => {
    if (paused) return
    const what = `${act.kind} ${act.item} ${act.view ?? ''} ${act.step ?? ''}`
    const at = now()
    if (lately && lately.what === what && at - lately.at < sameActMs) return
    lately = { what, at }
    outbox.add({ id: newId(), ...act, via, minute: Math.floor(at / 60_000), ...(from !== undefined && from !== act.item && { from }) })
    plan(gatherMs)
  }

  async function sendAll(last: boolean): Promise<void> {
    // Pausing empties the outbox.
    while (outbox.size > 0) {
      const signals = outbox.first(mostPerBatch)
      const became = await send({ here, signals }, last)
      if (became === 'later') return plan(againMs)
      outbox.drop(signals)
    }
  }

  async function flush(last = false): Promise<void> {
    if (underWay && !last) return underWay
    underWay = sendAll(last).finally(() => {
      underWay = undefined
    })
    return underWay
  }

  return {
    /** The person went to a place; `counted` when they did so themselves, rather than being led there. */
    went(to: ItemKey | undefined, via: Via, counted: boolean): void {
      const from = here
      // A place nothing is learned of is passed through: the next one follows from the last that is.
      if (to === undefined) return
      here = to
      if (counted && to !== from) add({ kind: 'open', item: to }, via, from)
    },
    did: (act: Act): void => add(act, 'navigation', here),
    flush,
    /** While paused nothing is kept and nothing is sent. */
    pause(next: boolean): void {
      paused = next
      if (paused) outbox.clear()
    },
    get here(): ItemKey | undefined {
      return here
    },
  }
}
