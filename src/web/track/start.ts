import type { QueryClient } from '@tanstack/react-query'
import { sendSignals } from '#contract/learning.ts'
import type { Strip } from '#contract/learning.ts'
import { ApiFault } from '#web/api/api-fault.ts'
import { call, newKey } from '#web/api/call.ts'
import { stripKey, stripQuery, takeStrip } from '#web/api/learning-query.ts'
import { meQuery } from '#web/api/me-query.ts'
import { placeOf } from '#web/url/place.ts'
import { itemOfPlace } from './item-of-place.ts'
import { hearActs, takeVia } from './note.ts'
import { createOutbox } from './outbox.ts'
import { createTracker } from './tracker.ts'
import type { Sending, TrackerPorts } from './tracker.ts'

/** A batch the server will not take today will not be taken tomorrow: it is let go. What could not be told waits. */
const becameOf = (error: unknown): Sending =>
  error instanceof ApiFault && error.status >= 400 && error.status < 500 && error.status !== 429 ? 'refused' : 'later'

/**
 * Learns from what the person does, from now on: where they go by themselves, and what parts of the app tell of. One gesture
 * counts once, whatever it sets off; being led somewhere does not count. Another person at this browser begins anew. Returns
 * how to stop.
 */
export function startTracking(client: QueryClient): () => void {
  const whoIs = (): string | undefined => client.getQueryData(meQuery.queryKey)?.id
  let who = whoIs()
  let stop = who === undefined ? undefined : track(client, who)
  const unsubscribe = client.getQueryCache().subscribe(({ query }) => {
    if (query.queryKey[0] !== meQuery.queryKey[0] || whoIs() === who) return
    who = whoIs()
    stop?.()
    stop = who === undefined ? undefined : track(client, who)
  })
  return () => {
    unsubscribe()
    stop?.()
  }
}

/** Follows one person. */
function track(client: QueryClient, who: string): () => void {
  const send: TrackerPorts['send'] = async ({ here, signals }, last) => {
    try {
      const { data } = await call(sendSignals, { input: { ...(here !== undefined && { here }), signals: [...signals] }, keepalive: last })
      takeStrip(client, data)
      return 'taken'
    } catch (error) {
      return becameOf(error)
    }
  }
  const tracker = createTracker({
    outbox: createOutbox(who),
    now: () => Date.now(),
    newId: newKey,
    send,
    later(act, ms) {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
  })

  let isFresh = false
  const gesture = (): void => {
    isFresh = true
  }
  const went = (counted: boolean): void => {
    tracker.went(itemOfPlace(placeOf(location.pathname)), takeVia(), counted)
    if (counted) isFresh = false
  }
  // wouter tells of every step under the name of what was called.
  const pushed = (): void => went(isFresh)
  const replaced = (): void => went(false)
  // Back and forward are the person's own.
  const popped = (): void => went(true)
  const hidden = (): void => {
    if (document.visibilityState === 'hidden') void tracker.flush(true)
  }
  const online = (): void => void tracker.flush()

  const hear = (): void => tracker.pause(client.getQueryData<Strip>(stripKey)?.paused ?? true)
  const stops = [
    client.getQueryCache().subscribe(({ query }) => {
      if (query.queryKey[0] === stripKey[0]) hear()
    }),
    hearActs(tracker.did),
    on(document, 'pointerdown', gesture),
    on(document, 'keydown', gesture),
    on(document, 'visibilitychange', hidden),
    on(globalThis, 'pushState', pushed),
    on(globalThis, 'replaceState', replaced),
    on(globalThis, 'popstate', popped),
    on(globalThis, 'pagehide', () => void tracker.flush(true)),
    on(globalThis, 'online', online),
  ]
  hear()
  // Whether anything is learned at all is known before anything is kept.
  void client.prefetchQuery(stripQuery)
  // Where the app was opened: a place to come from, not one the person went to from here.
  went(false)
  online()
  return () => stops.forEach((stop) => stop())
}

function on(target: EventTarget, name: string, act: () => void): () => void {
  target.addEventListener(name, act, { capture: true, passive: true })
  return () => target.removeEventListener(name, act, { capture: true })
}
