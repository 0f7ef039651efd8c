import type * as z from 'zod/mini'
import type { Frame } from '#contract/frame.ts'
import type { TimeRange } from '#contract/time.ts'
import type { Shape } from './shapes.ts'

/** What a lens may know besides the frame. `now` and `range` are epoch milliseconds; nothing else of the world. */
export interface LensContext {
  readonly now: number
  readonly range: TimeRange
  /** IANA zone whose days, weeks and months buckets follow. */
  readonly zone: string
}

/** Why a lens or a view does not fit, as a text key under `refusal.` in the locales. */
export type Refusal =
  | 'needsNumber'
  | 'needsTime'
  | 'needsStart'
  | 'needsEdges'
  | 'needsTwoLabels'
  | 'needsRows'
  | 'needsScalar'
  | 'needsEveryRow'
  | 'needsLabel'
  | 'needsInterval'
  | 'unknownLens'
  | 'badParams'

/**
 * A lens: a named pure function from one shape to another. Words are in the locales under `lens.<name>`.
 * A lens never looks outside its frame, so switching view issues no request.
 */
export interface Lens<P = unknown> {
  readonly name: string
  readonly from: Shape
  readonly to: Shape
  /** Needs every row of the answer: refused on truncated frames. */
  readonly whole: boolean
  /** How likely it is what a person wants, 0 to 1: ranks offers among views that fit equally well. */
  readonly weight: number
  readonly params: z.ZodMiniType<P>
  /** Sensible parameters for this frame, or why there are none. */
  fit(frame: Frame): { readonly params: P } | { readonly refused: Refusal }
  /** The new frame, or why these parameters do not fit this frame (a column they name is gone). */
  apply(frame: Frame, params: P, context: LensContext): Frame | { readonly refused: Refusal }
}

/** Gives the compiler the parameter type once, then forgets it so that lenses of all kinds stand in one registry. */
export const defineLens = <P>(lens: Lens<P>): Lens<P> => lens
