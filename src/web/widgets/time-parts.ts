import type { AnswerTimes } from '../api/answer-times.ts'
import type { Pace } from './pace.ts'

/** What the time of a widget is spent on, in the order it happens. */
export const timeParts = ['queue', 'network', 'server', 'wait', 'source', 'prepare', 'draw'] as const
export type TimePart = (typeof timeParts)[number]

export interface PartTime {
  readonly part: TimePart
  readonly ms: number
  /** Share of the whole, 0 to 1. */
  readonly share: number
}

export interface Times {
  readonly totalMs: number
  readonly parts: readonly PartTime[]
  /** The part that took longest. */
  readonly most: PartTime
}

/** From the wish for an answer to its standing on the screen. */
export function timesIn(times: AnswerTimes, { lensMs = 0, drawMs = 0 }: Pace): Times {
  const ms: Readonly<Record<TimePart, number>> = {
    queue: times.queueMs,
    network: times.networkMs,
    server: times.serverMs,
    wait: times.waitMs,
    source: times.sourceMs,
    prepare: times.readMs + lensMs,
    draw: drawMs,
  }
  const totalMs = timeParts.reduce((sum, part) => sum + ms[part], 0)
  const parts = timeParts.map((part): PartTime => ({ part, ms: ms[part], share: totalMs === 0 ? 0 : ms[part] / totalMs }))
  return { totalMs, parts, most: parts.reduce((most, one) => (one.ms > most.ms ? one : most)) }
}
