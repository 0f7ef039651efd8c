import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'

/** The server's time as far as this browser knows it, in epoch milliseconds. */
export interface Clock {
  readonly now: () => number
}

export const deviceClock: Clock = { now: () => Date.now() }

/** Below this the difference may as well be the network. */
export const trustedSkewMs = 2000

/** A clock set right by the difference to the server's, so that "last 5 minutes" are the server's last five. */
export const skewedClock = (skewMs: number): Clock => (Math.abs(skewMs) < trustedSkewMs ? deviceClock : { now: () => Date.now() + skewMs })

export const ClockContext = createContext<Clock>(deviceClock)
export const useClock = (): Clock => useContext(ClockContext)

interface Ticker {
  readonly listen: (onTick: () => void) => () => void
  readonly read: () => number
}

/** One timer for all who look at the same clock at the same pace; none while nobody looks. */
function createTicker(clock: Clock, everyMs: number): Ticker {
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setInterval> | undefined
  let now = clock.now()
  const tick = (): void => {
    now = clock.now()
    for (const listener of listeners) listener()
  }
  return {
    read: () => now,
    listen: (onTick) => {
      if (listeners.size === 0) {
        now = clock.now()
        timer = setInterval(tick, everyMs)
      }
      listeners.add(onTick)
      return () => {
        listeners.delete(onTick)
        if (listeners.size === 0) clearInterval(timer)
      }
    },
  }
}

const tickers = new WeakMap<Clock, Map<number, Ticker>>()

function tickerOf(clock: Clock, everyMs: number): Ticker {
  const own = tickers.get(clock) ?? new Map<number, Ticker>()
  tickers.set(clock, own)
  const known = own.get(everyMs) ?? createTicker(clock, everyMs)
  own.set(everyMs, known)
  return known
}

/** The time, moving on every `everyMs`: for ages ("12 s ago"). Charts take `now` from `useRange`, which moves with refreshes. */
export function useNow(everyMs = 1000): number {
  const ticker = tickerOf(useClock(), everyMs)
  const listen = useCallback((onTick: () => void) => ticker.listen(onTick), [ticker])
  return useSyncExternalStore(listen, ticker.read)
}
