import { frameActs } from '#contract/frame-choice.ts'
import type { FrameChoices } from '#contract/frame-choice.ts'
import type { Trail } from './trail.ts'

/** One thing a person did about a part of the frame, or took back. */
export interface FrameChoice {
  readonly person: string
  readonly act: (typeof frameActs)[number]
  readonly name: string
  readonly on: boolean
  /** Epoch ms. */
  readonly at: number
}

/** What people did about the frame around their landing. */
export interface FrameStore {
  /** Names of each act, sorted. */
  read(person: string): Promise<FrameChoices>
  /** One choice; whatever another device says of others at the same time stays. Of too many of an act the oldest go. */
  save(choice: FrameChoice, trail?: Trail): Promise<void>
}

/** Somebody who did nothing about it yet. */
export const untouched: FrameChoices = { folded: [], hidden: [], seen: [] }

/** Rows of a person as what is read. */
export function framesOf(rows: readonly Pick<FrameChoice, 'act' | 'name'>[]): FrameChoices {
  const names = (act: FrameChoice['act']): string[] =>
    rows
      .filter((row) => row.act === act)
      .map(({ name }) => name)
      .toSorted()
  const [folded, hidden, seen] = frameActs.map(names)
  return { folded: folded ?? [], hidden: hidden ?? [], seen: seen ?? [] }
}
