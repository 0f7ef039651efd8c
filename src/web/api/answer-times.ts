import type { Took } from '#contract/query.ts'

/** Milliseconds from the wish for an answer to having it, part by part; together they are the whole. */
export interface AnswerTimes {
  /** Behind other questions of the page. */
  readonly queueMs: number
  /** There and back, with what the browser and whatever stands between add. */
  readonly networkMs: number
  /** Homeport's own work. */
  readonly serverMs: number
  /** Until one of the source's few places was free. */
  readonly waitMs: number
  readonly sourceMs: number
  /** Making cells of what came. */
  readonly readMs: number
}

/** Moments on the page's clock, in milliseconds. */
interface Marks {
  readonly wanted: number
  readonly sent: number
  readonly came: number
  readonly read: number
}

const atLeastNone = (ms: number): number => Math.max(0, ms)

/** The server's clock and the page's are compared by lengths only: neither has to go right. */
export function timesOf({ totalMs, waitMs, sourceMs }: Took, { wanted, sent, came, read }: Marks): AnswerTimes {
  return {
    queueMs: atLeastNone(sent - wanted),
    networkMs: atLeastNone(came - sent - totalMs),
    serverMs: atLeastNone(totalMs - waitMs - sourceMs),
    waitMs,
    sourceMs,
    readMs: atLeastNone(read - came),
  }
}
