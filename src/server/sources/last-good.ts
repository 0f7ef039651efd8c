import type { Frame } from '#contract/frame.ts'
import type { TimeRange } from '#contract/time.ts'
import { sourceLimits } from './limits.ts'

export interface GoodAnswer {
  readonly frame: Frame
  readonly range: TimeRange
  /** Epoch ms at which the source gave it. */
  readonly at: number
}

/** Last good answer per question, bounded in number, bytes and age; the longest unused goes first. */
export interface LastGood {
  keep(question: string, answer: GoodAnswer): void
  /** The answer that still fits a question about this range; undefined when there is none young enough. */
  find(question: string, range: TimeRange, now: number): GoodAnswer | undefined
  readonly bytes: number
}

/** A question is remembered with this many different ranges (a dashboard's own and one or two of its widgets'). */
const rangesKept = 3
/** A range that ends this close to now moves along with it. */
const liveMs = 300_000

const cellBytes = 10
/** Rough size in memory: cells, and the letters of their strings. */
export const bytesOf = (frame: Frame): number =>
  frame.fields.reduce((sum, f) => {
    const letters = f.type === 'string' ? f.values.reduce<number>((n, v) => n + (typeof v === 'string' ? v.length : 0), 0) : 0
    return sum + f.values.length * cellBytes + letters + 200
  }, 200)

const span = (range: TimeRange): number => range.to - range.from
const isLive = (range: TimeRange, at: number): boolean => Math.abs(at - range.to) <= liveMs

/** The same window, or a window of about the same length that has only moved on with the clock. */
export function fits(kept: GoodAnswer, asked: TimeRange, now: number): boolean {
  if (kept.range.from === asked.from && kept.range.to === asked.to) return true
  const ratio = span(asked) / span(kept.range)
  return isLive(kept.range, kept.at) && isLive(asked, now) && ratio > 0.8 && ratio < 1.25
}

interface Shelf {
  readonly answers: readonly GoodAnswer[]
  readonly bytes: number
}

const shelfOf = (answers: readonly GoodAnswer[]): Shelf => ({ answers, bytes: answers.reduce((n, a) => n + bytesOf(a.frame), 0) })

export function createLastGood(limits: { readonly keepMs: number; readonly keepAnswers: number; readonly keepBytes: number } = sourceLimits): LastGood {
  const shelves = new Map<string, Shelf>()
  let bytes = 0

  const drop = (question: string): void => {
    bytes -= shelves.get(question)?.bytes ?? 0
    shelves.delete(question)
  }
  const put = (question: string, shelf: Shelf): void => {
    drop(question)
    shelves.set(question, shelf)
    bytes += shelf.bytes
  }
  const makeRoom = (): void => {
    for (const question of shelves.keys()) {
      if (shelves.size <= limits.keepAnswers && bytes <= limits.keepBytes) return
      drop(question)
    }
  }

  return {
    keep(question, answer) {
      // One huge answer must not cost everybody else theirs.
      if (bytesOf(answer.frame) > limits.keepBytes / 4) return drop(question)
      const others = (shelves.get(question)?.answers ?? []).filter((a) => !fits(a, answer.range, answer.at))
      put(question, shelfOf([answer, ...others].slice(0, rangesKept)))
      makeRoom()
    },
    find(question, range, now) {
      const shelf = shelves.get(question)
      if (!shelf) return undefined
      put(question, shelf)
      return shelf.answers.find((a) => now - a.at <= limits.keepMs && fits(a, range, now))
    },
    get bytes() {
      return bytes
    },
  }
}
