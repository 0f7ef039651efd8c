import type { QueryClient } from '@tanstack/react-query'
import type { Changes } from '#contract/change.ts'
import { tellLapse } from '../lapse.ts'
import { meQuery } from '../me-query.ts'
import { createApply } from './apply.ts'
import { follow, serverLine, type LinePorts } from './line.ts'

const channelName = 'homeport.live'
const lockName = 'homeport live'
/** A page nobody has looked at for so long lets another one hold the line. */
const restAfterMs = 5 * 60_000

/** What the tab that holds the line tells the others. */
type TabWord = { readonly say: 'changes'; readonly changes: Changes } | { readonly say: 'out' }

/**
 * Keeps the cache in step with what others change, by one stream per browser: the tab that has the lock holds it and tells the
 * others; when it goes, the next one goes on from the same place. Returns how to stop.
 */
export function startLive(client: QueryClient, ports: LinePorts = serverLine): () => void {
  const apply = createApply(client)
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(channelName)
  const stop = new AbortController()
  let cursor: string | undefined

  const hear = (changes: Changes): void => {
    const first = cursor === undefined
    ;({ cursor } = changes)
    apply(changes)
    // What was read before anybody listened may have changed in between.
    if (first) for (const key of ['dashboard', 'dashboards']) void client.invalidateQueries({ queryKey: [key] })
  }
  channel?.addEventListener('message', ({ data }: MessageEvent<TabWord>) => {
    // Only this file posts to the channel, and it posts TabWords.
    if (data.say === 'changes') hear(data.changes)
    else tellLapse()
  })
  const tell = (word: TabWord): void => channel?.postMessage(word)

  /** Holds the line until the session is over or `signal` says to rest. */
  const hold = async (signal: AbortSignal): Promise<void> => {
    const ending = await follow(ports, {
      after: cursor,
      signal,
      hear: (changes) => {
        hear(changes)
        tell({ say: 'changes', changes })
      },
    })
    if (ending !== 'signed out') return
    tell({ say: 'out' })
    tellLapse()
    await signedIn(client, signal)
  }

  const inTurn = async (signal: AbortSignal): Promise<void> => {
    // Locks are missing on plain-HTTP addresses; each tab then has a line of its own.
    if (!navigator.locks) return hold(signal)
    await navigator.locks
      .request(lockName, { signal }, () => hold(signal))
      .catch((error: unknown) => {
        if (!signal.aborted) throw error
      })
  }

  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const awake = wakefulness(stop.signal)
      await awake.begun
      await inTurn(awake.signal)
    }
  }
  void run().finally(() => channel?.close())
  return () => stop.abort()
}

/** `begun` when the page is looked at; the signal ends when it was not for a long time, or all is over. */
function wakefulness(over: AbortSignal): { readonly begun: Promise<void>; readonly signal: AbortSignal } {
  const rest = new AbortController()
  const signal = AbortSignal.any([over, rest.signal])
  let timer: ReturnType<typeof setTimeout> | undefined
  const watch = (): void => {
    clearTimeout(timer)
    if (document.visibilityState === 'hidden') timer = setTimeout(() => rest.abort(), restAfterMs)
  }
  const begun = new Promise<void>((resolve) => {
    const look = (): void => {
      if (document.visibilityState === 'hidden' && !over.aborted) return
      document.removeEventListener('visibilitychange', look)
      document.addEventListener('visibilitychange', watch)
      resolve()
    }
    document.addEventListener('visibilitychange', look)
    over.addEventListener('abort', look, { once: true })
    look()
  })
  signal.addEventListener('abort', () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', watch)
  })
  return { begun, signal }
}

/** Somebody is signed in again, or the signal ended. */
function signedIn(client: QueryClient, signal: AbortSignal): Promise<void> {
  const is = (): boolean => {
    const state = client.getQueryState(meQuery.queryKey)
    return state?.status === 'success' && state.fetchStatus === 'idle'
  }
  const since = client.getQueryState(meQuery.queryKey)?.dataUpdatedAt ?? 0
  return new Promise((resolve) => {
    const look = (): void => {
      const at = client.getQueryState(meQuery.queryKey)?.dataUpdatedAt ?? 0
      if (!signal.aborted && !(is() && at > since)) return
      unsubscribe()
      resolve()
    }
    const unsubscribe = client.getQueryCache().subscribe(look)
    signal.addEventListener('abort', look, { once: true })
    if (signal.aborted) look()
  })
}
