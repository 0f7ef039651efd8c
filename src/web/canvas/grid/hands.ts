import { createStore } from 'zustand/vanilla'
import type { Place } from '#contract/dashboard.ts'

/** A widget that is being moved or resized, and the layout that would come of letting go now. */
export interface Hand {
  readonly id: string
  readonly section: string
  readonly by: 'pointer' | 'keys'
  readonly doing: 'move' | 'resize'
  /** Layout of its section before. */
  readonly base: readonly Place[]
  readonly places: readonly Place[]
  /** Where it would come to rest. */
  readonly at: Place
  /** Another section the pointer is over; the widget would move there. */
  readonly over?: { readonly section: string; readonly wanted: Place } | undefined
}

/** What is in the hand; apart from the session, because it changes with the pointer and is not an edit yet. */
export const createHands = () => createStore<{ readonly hand: Hand | undefined }>(() => ({ hand: undefined }))
export type Hands = ReturnType<typeof createHands>
