import type { Clock } from '#server/ports.ts'

export interface FakeClock extends Clock {
  /** Lets this much time pass, waking sleepers in their order and letting everything that follows from each happen. */
  advance(ms: number): Promise<void>
  readonly sleepers: number
}

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

/** Everything that is already due in the event loop has happened afterwards. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 5; i += 1) await new Promise<void>((resolve) => setImmediate(resolve))
}

/** A clock that stands still until told otherwise. */
export function createFakeClock(start = 1_800_000_000_000): FakeClock {
  let time = start
  const sleepers = new Set<Sleeper>()
  const due = (until: number): Sleeper | undefined => [...sleepers].filter((s) => s.at <= until).toSorted((a, b) => a.at - b.at)[0]

  return {
    now: () => time,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const leave = (): void => {
          sleepers.delete(sleeper)
          reject(signal?.reason)
        }
        const wake = (): void => {
          signal?.removeEventListener('abort', leave)
          resolve()
        }
        const sleeper = { at: time + ms, wake }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', leave, { once: true })
      }),
    async advance(ms) {
      const until = time + ms
      await settle()
      for (let next = due(until); next; next = due(until)) {
        time = Math.max(time, next.at)
        sleepers.delete(next)
        next.wake()
        await settle()
      }
      time = until
      await settle()
    },
    get sleepers() {
      return sleepers.size
    },
  }
}
