import * as z from 'zod/mini'
import type { Widget } from '#contract/dashboard.ts'
import type { Fault } from '#contract/fault.ts'
import type { Frame } from '#contract/frame.ts'
import { MeasureSpec } from '#contract/query.ts'
import type { Refusal } from '#core/frame/lens.ts'
import type { Prepared } from '#core/frame/lenses.ts'
import { numberFields, rowCount, shapesOf } from '#core/frame/shapes.ts'
import { ApiFault, faultOf } from '../api/api-fault.ts'
import type { FrameAnswer } from '../api/frame-query.ts'
import type { View } from '../views/view.ts'

/** What a widget shows: its drawing, or one of the faces in its place. */
export type Shown =
  | { readonly face: 'drawn'; readonly view: View; readonly options: Record<string, unknown>; readonly frame: Frame }
  | { readonly face: 'loading' }
  /** Nobody can answer it until something is connected. */
  | { readonly face: 'waits' }
  /** No connected source knows the measure. */
  | { readonly face: 'noSource'; readonly measure: string }
  | { readonly face: 'noAccess' }
  | { readonly face: 'failed'; readonly fault: Fault; readonly requestId: string | undefined }
  | { readonly face: 'unknownView'; readonly kind: string }
  | { readonly face: 'badOptions'; readonly view: View; readonly field: string }
  /** A lens on the way does not fit the answer. */
  | { readonly face: 'broken'; readonly refusal: Refusal }
  | { readonly face: 'empty'; readonly of: 'series' | 'rows' }
  | { readonly face: 'nan'; readonly count: number }
  | { readonly face: 'misfit'; readonly view: View; readonly refusal: Refusal }

export interface FaceFacts {
  readonly widget: Pick<Widget, 'query' | 'view'>
  /** Undefined: a kind this version does not know. */
  readonly view: View | undefined
  readonly answer: FrameAnswer | undefined
  readonly error: unknown
  /** The answer after the lenses of the widget. */
  readonly prepared: Prepared | undefined
}

const refusedCodes: ReadonlySet<string> = new Set(['forbidden', 'unauthenticated'])

function faceOfFailure(error: unknown, { query }: Pick<Widget, 'query'>): Shown {
  const fault = faultOf(error)
  if (refusedCodes.has(fault.code)) return { face: 'noAccess' }
  const asked = query.source === 'auto' ? z.safeParse(MeasureSpec, query.spec) : undefined
  if (fault.code === 'source_unsupported' && asked?.success) return { face: 'noSource', measure: asked.data.measure }
  return { face: 'failed', fault, requestId: error instanceof ApiFault ? error.requestId : undefined }
}

/**
 * Values that are NaN throughout: the query works, the numbers do not. 0 when there is any number. Nearly always the first
 * cell tells, and answers have up to a million: nothing is copied to find out.
 */
function nanCount(frame: Frame): number {
  const shapes = shapesOf(frame)
  if (shapes.includes('intervals') || shapes.includes('edges')) return 0
  let count = 0
  for (const { values } of numberFields(frame))
    for (const value of values) {
      if (value === null) continue
      if (!Number.isNaN(value)) return 0
      count += 1
    }
  return count
}

function faceOfFrame(frame: Frame, view: View, widget: Pick<Widget, 'view'>): Shown {
  if (rowCount(frame) === 0) return { face: 'empty', of: shapesOf(frame).includes('series') ? 'series' : 'rows' }
  const options = z.safeParse(view.options, widget.view.options)
  if (!options.success) return { face: 'badOptions', view, field: options.error.issues[0]?.path.join('.') ?? '' }
  // A table shows "NaN" as what it is.
  const count = view.kind === 'grid' ? 0 : nanCount(frame)
  if (count > 0) return { face: 'nan', count }
  const fit = view.accepts(frame)
  return 'refused' in fit ? { face: 'misfit', view, refusal: fit.refused } : { face: 'drawn', view, options: options.data, frame }
}

/** Which face a widget has. A pure decision, so that every one of them can be tried without a server. */
export function faceOf({ widget, view, answer, error, prepared }: FaceFacts): Shown {
  if (!view) return { face: 'unknownView', kind: widget.view.kind }
  if (!answer) return error === undefined ? { face: 'loading' } : faceOfFailure(error, widget)
  if (!prepared) return { face: 'loading' }
  // A frame without any column is an answer with nothing in it, whatever the lenses would say.
  if ('refusal' in prepared) return rowCount(answer.frame) === 0 ? { face: 'empty', of: 'rows' } : { face: 'broken', refusal: prepared.refusal }
  return faceOfFrame(prepared.frame, view, widget)
}
