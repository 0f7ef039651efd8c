import type { ComponentType } from 'react'
import type * as z from 'zod/mini'
import type { Threshold } from '#contract/dashboard.ts'
import type { Frame } from '#contract/frame.ts'
import type { TimeRange } from '#contract/time.ts'
import type { Refusal } from '#core/frame/lens.ts'

/** How well a view fits a frame as it is: 0 to 1, or why not. */
export type Fit = { readonly score: number } | { readonly refused: Refusal }

export interface ViewProps<O> {
  readonly frame: Frame
  readonly options: O
  /** Inner size of the widget body in CSS pixels. */
  readonly size: { readonly width: number; readonly height: number }
  readonly range: TimeRange
  /** Epoch ms, moves with every refresh; the now line stands here. */
  readonly now: number
  /** Milliseconds between refreshes, 0 when only by hand: what changes all the time may be drawn in a cheaper way. */
  readonly everyMs?: number | undefined
  /** IANA zone times are shown in. */
  readonly zone: string
  /** Name of the widget: the accessible name of the drawing. */
  readonly title: string
  readonly thresholds: readonly Threshold[]
  /** `preview` is a small still picture in the view switcher: no tooltips, no focus stops, no chrome. */
  readonly mode: 'full' | 'preview'
  /** Sets the page's time range (brush). Absent where it makes no sense. */
  readonly onRange?: ((range: TimeRange) => void) | undefined
  /** Keeps a change the reader made inside the view: sort, hidden columns, a collapsed group. */
  readonly onOptions?: ((patch: Partial<O>) => void) | undefined
  /** A value the reader picked, to be used as a filter. */
  readonly onPick?: ((pick: { readonly field: string; readonly value: string }) => void) | undefined
}

export type IconName = 'grid' | 'line' | 'gantt' | 'graph' | 'stat'

/** A way to look at a shape: light facts here, the drawing behind `load`. Words are in the locales under `view.<kind>`. */
export interface View<O = Record<string, unknown>> {
  readonly kind: string
  readonly icon: IconName
  /** Schema of the options, every one with a default; JSON Schema of it draws the form. */
  readonly options: z.ZodMiniType<O>
  accepts(frame: Frame): Fit
  /** Smallest and first size in grid units (look.md 6). */
  readonly minSize: { readonly w: number; readonly h: number }
  readonly startSize: { readonly w: number; readonly h: number }
  /** Geometry of the loading face. */
  readonly skeleton: 'lines' | 'rows' | 'bars' | 'nodes' | 'number'
  /** Body runs edge to edge (tables), otherwise it has the widget's side padding. */
  readonly flush?: boolean
  load(): Promise<{ readonly default: ComponentType<ViewProps<O>> }>
}

/** Keeps the option type inside the view's own folder; the registry sees every view alike. */
export const defineView = <O>(view: View<O>): View<O> => view
