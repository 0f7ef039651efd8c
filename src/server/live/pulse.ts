import type { Clock } from '../ports.ts'

/** The rhythm of a loop that somebody may hurry. */
export interface Pulse {
  readonly wake: () => void
  /** Waits `most`, or until woken, but never less than `least`. */
  pause(least: number, most: number): Promise<void>
  /** Waits, woken or not. */
  rest(ms: number): Promise<void>
}

export function createPulse(clock: Clock): Pulse {
  let woken = false
  let asleep: AbortController | undefined
  const rest = (ms: number): Promise<void> => clock.sleep(ms)
  return {
    wake: () => {
      woken = true
      asleep?.abort()
    },
    async pause(least, most) {
      await rest(least)
      if (!woken) {
        asleep = new AbortController()
        await clock.sleep(most - least, asleep.signal).catch(() => undefined)
        asleep = undefined
      }
      woken = false
    },
    rest,
  }
}
