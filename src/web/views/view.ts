import type { ComponentType } from 'react'
import type * as z from 'zod/mini'
import type { Threshold } from '#contract/dashboard.ts'
import type { Frame } from '#contract/frame.ts'
import type { TimeRange } from '#contract/time.ts'
import type { Refusal } from '#core/frame/lens.ts'

/** How well a view fits a frame as it is: 0 to 1, or why not. */
export type Fit = { readonly score: number } | { readonly refused: Refusal }

/** A thing in the picture: a row of the frame, or an end of its links, by the name it has there. */
export type Thing = { readonly row: number } | { readonly node: string }

/** Something that can be done about a thing. */
export interface Act {
  readonly id: string
  readonly label: string
  readonly run: () => void
}

/** What can be done about the things a view shows. The view says which thing and where it is; what it means and who may do it is known outside. */
export interface ThingActs {
  /** Whether anything can be done about it. Cheap enough to be asked for every row in sight. */
  can(thing: Thing): boolean
  /** What the thing is called, for the name of a button. */
  nameOf(thing: Thing): string
  /** For a view that has room to show them. */
  of(thing: Thing): readonly Act[]
  /** Shows them as a menu at a place of the window, in client pixels; focus comes back to `back`. */
  open(thing: Thing, at: { readonly x: number; readonly y: number }, back: HTMLElement | null): void
}

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
  /** Absent where nothing can be done: in pictures of the view switcher, and for readers without the right. */
  readonly acts?: ThingActs | undefined
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
