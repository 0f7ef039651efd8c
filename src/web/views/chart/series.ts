import type { Cell } from '#contract/frame.ts'
import type { Mark } from '#contract/severity.ts'

export type Values = readonly (number | null)[]
/** Colour of a series: one of the eight, or the one grey all others share. */
export type Slot = number | 'other'

export interface Series {
  readonly name: string
  readonly slot: Slot
  /** Set where the series *is* a status: it then has the colour of the status, and its mark. */
  readonly mark?: Mark | undefined
  /** One of several series that are all causes of incidents: a name alone may be that of a team. */
  readonly isCause?: boolean | undefined
  /** Step of the sequential ramp, 1 to 7, for series that follow one another. */
  readonly shade?: number | undefined
  readonly unit: string
  /** Switched off in the legend: listed, not drawn. */
  readonly off: boolean
  readonly values: Values
  /** Lower edge of what is filled: the series below in a stack, or the lowest of a group. */
  readonly low?: Values | undefined
  /** Upper edge where it is not `values` itself: the top of its part of a stack. */
  readonly top?: Values | undefined
  /** Series behind this one entry, for a group of others. */
  readonly members?: number | undefined
}

/** Numbers over time, or over numbers. */
export interface XyShape {
  readonly kind: 'xy'
  readonly draw: 'line' | 'area' | 'stacked' | 'bar' | 'stackedBar' | 'scatter'
  readonly time: boolean
  /** Ascending; epoch ms when `time`. */
  readonly x: readonly number[]
  readonly xName: string
  readonly xUnit: string
  readonly series: readonly Series[]
  readonly unit: string
  /** Usual distance of two rows: the width of a bar. */
  readonly step: number
  /** Name of each row, where pairs of numbers have one. */
  readonly names?: readonly string[] | undefined
}

/** A number, or several, per name. */
export interface NamesShape {
  readonly kind: 'names'
  readonly draw: 'bar' | 'stackedBar' | 'pie'
  readonly names: readonly string[]
  readonly marks: readonly (Mark | undefined)[]
  readonly series: readonly Series[]
  readonly unit: string
}

export type ChartShape = XyShape | NamesShape | { readonly kind: 'nothing' }

/** A number that can be drawn; NaN and the infinities are gaps in a drawing. */
export const finite = (v: Cell | undefined): number | null => (typeof v === 'number' && Number.isFinite(v) ? v : null)
export const hasNumber = (values: Values): boolean => values.some((v) => v !== null)

/** Slots given so far, by name: a series keeps its colour as long as the widget lives, whatever comes and goes beside it. */
export type Slots = ReadonlyMap<string, number>

/** Slots for `names`: known ones keep theirs, new ones take the next free. The same map comes back when nothing is new. */
export function takeSlots(known: Slots, names: readonly string[]): Slots {
  const fresh = names.filter((n) => !known.has(n))
  if (fresh.length === 0) return known
  const slots = new Map(known)
  for (const name of fresh) if (!slots.has(name)) slots.set(name, slots.size)
  return slots
}
