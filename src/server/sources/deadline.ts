import { ServerFault } from '../fault.ts'
import type { Clock } from '../ports.ts'

/**
 * Runs work that must be over after `ms`; then its signal is aborted and the caller gets `source_timeout` without waiting
 * for the work to notice. The caller's own signal ends it likewise, with its reason.
 */
export async function withDeadline<T>(clock: Clock, ms: number, outer: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  const watch = new AbortController()
  const leave = (): void => stop.abort(outer.reason)
  outer.throwIfAborted()
  outer.addEventListener('abort', leave, { once: true })
  const late = clock.sleep(ms, watch.signal).then(
    () => stop.abort(new ServerFault('source_timeout', { detail: `no answer within ${ms} ms` })),
    // The watch was called off because the work is over: nothing is late.
    () => undefined,
  )
  try {
    return await Promise.race([work(stop.signal), aborted(stop.signal)])
  } finally {
    outer.removeEventListener('abort', leave)
    watch.abort()
    await late
  }
}

/** Never resolves; rejects with the signal's reason once it is aborted. */
export const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
