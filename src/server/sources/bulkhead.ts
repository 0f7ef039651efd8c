import { ServerFault } from '../fault.ts'

/** A source's own small number of places, so that a slow one fills only its own. */
export interface Bulkhead {
  /**
   * Resolves when a place is free, with the function that gives it back. `source_busy` at once when the queue is full;
   * the signal's reason when it gives up waiting.
   */
  enter(signal: AbortSignal): Promise<() => void>
  readonly running: number
  readonly waiting: number
}

export function createBulkhead(limit: { readonly concurrent: number; readonly queued: number }): Bulkhead {
  let running = 0
  const queue: (() => void)[] = []

  const place = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const enter = (): void => {
        signal.removeEventListener('abort', leave)
        running += 1
        resolve()
      }
      const leave = (): void => {
        queue.splice(queue.indexOf(enter), 1)
        reject(signal.reason)
      }
      queue.push(enter)
      signal.addEventListener('abort', leave, { once: true })
    })

  const exit = (): (() => void) => {
    let inside = true
    return () => {
      if (!inside) return
      inside = false
      running -= 1
      queue.shift()?.()
    }
  }

  return {
    async enter(signal) {
      signal.throwIfAborted()
      if (running < limit.concurrent) running += 1
      else if (queue.length < limit.queued) await place(signal)
      else throw new ServerFault('source_busy', { detail: `${running} running, ${queue.length} waiting`, retryAfterS: 1 })
      return exit()
    },
    get running() {
      return running
    },
    get waiting() {
      return queue.length
    },
  }
}
