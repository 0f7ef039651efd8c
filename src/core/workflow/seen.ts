import type { Fault } from '#contract/fault.ts'
import type { Found } from './effects.ts'

/** What was seen of the real systems at some moment, as far as it can be compared later. */
export interface Seen {
  readonly at: number
  /** Alerts that were covered or picked, and were going on. */
  readonly alerts: readonly string[]
  /** Changes in the same window. */
  readonly conflicts: readonly string[]
}

export interface Fresh {
  readonly alerts: readonly { readonly id: string; readonly title: string; readonly startedAt: number }[] | undefined
  readonly conflicts: readonly { readonly id: string; readonly title: string; readonly startedAt: number }[] | undefined
  /** Sources of planned silences that cannot be asked, and why. */
  readonly away: ReadonlyMap<string, Fault>
  /** What carries the mark of each effect, or why that could not be read. */
  readonly effects: ReadonlyMap<string, readonly Found[] | Fault>
}
