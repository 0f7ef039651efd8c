const everyMs = 500
/** Late by this much, this often in a row: the process no longer gets round to anything. A single long computation is no reason to end it. */
const sick = { lateMs: 1_000, times: 10 } as const

/** How late the event loop runs what is due. */
export interface Lag {
  /** Milliseconds the last tick was late. */
  readonly lastMs: number
  /** Every tick of the last ones was late by more than a second. */
  readonly stuck: boolean
  stop(): void
}

export function watchLag(now: () => number = () => performance.now()): Lag {
  let due = now() + everyMs
  let lastMs = 0
  let late = 0
  const timer = setInterval(() => {
    lastMs = Math.max(0, now() - due)
    late = lastMs > sick.lateMs ? late + 1 : 0
    due = now() + everyMs
  }, everyMs)
  timer.unref()
  return {
    get lastMs() {
      return lastMs
    },
    get stuck() {
      return late >= sick.times
    },
    stop: () => clearInterval(timer),
  }
}
