import type { Lens } from '../lens.ts'
import { cooccurrence } from './cooccurrence.ts'
import { countBy } from './count-by.ts'
import { countOverTime } from './count-over-time.ts'
import { durationOverTime } from './duration-over-time.ts'
import { edgesFrom } from './edges-from.ts'
import { intervals } from './intervals.ts'
import { latest } from './latest.ts'
import { pivot } from './pivot.ts'
import { rate } from './rate.ts'
import { reduce } from './reduce.ts'
import { stateTimeline } from './state-timeline.ts'
import { topN } from './top-n.ts'
import { topSeries } from './top-series.ts'

/** Every lens there is, under its own name. */
export const lenses = {
  countOverTime,
  countBy,
  durationOverTime,
  latest,
  stateTimeline,
  topN,
  topSeries,
  pivot,
  intervals,
  edgesFrom,
  cooccurrence,
  rate,
  reduce,
} as const satisfies Readonly<Record<string, Lens>>

export type LensName = keyof typeof lenses

/** A lens by the name in a document, which may be of a newer version. */
export const lensNamed = (name: string): Lens | undefined => (Object.hasOwn(lenses, name) ? lenses[name as LensName] : undefined) // narrowed by hasOwn
