import { memo } from 'react'
import * as z from 'zod/mini'
import type { Widget } from '#contract/dashboard.ts'
import type { JsonRecord } from '#contract/json.ts'
import type { Frame } from '#contract/frame.ts'
import type { LensContext } from '#core/frame/lens.ts'
import type { View } from '../views/view.ts'
import { useDrawing } from './view-drawing.ts'
import { ViewBoundary } from './ViewBoundary.tsx'

export interface ThumbnailProps {
  readonly view: View
  readonly frame: Frame
  readonly options: JsonRecord
  readonly widget: Pick<Widget, 'title' | 'thresholds'>
  readonly context: LensContext
  readonly size?: { readonly width: number; readonly height: number }
}

const usualSize = { width: 168, height: 74 }

/** A small still picture of a frame, drawn by the view itself. */
export const Thumbnail = memo(function Thumbnail({ view, frame, options, widget, context, size = usualSize }: ThumbnailProps) {
  const drawing = useDrawing(view)
  if (drawing.state !== 'ready') return null
  const parsed = z.safeParse(view.options, options)
  const standard = z.safeParse(view.options, {})
  const fitting = parsed.success ? parsed.data : standard.data
  if (!fitting) return null
  const { Drawing } = drawing
  return (
    // A picture that cannot be drawn is left out; choosing the look shows why.
    <ViewBoundary chance={frame} fallback={() => null}>
      <Drawing
        frame={frame}
        options={fitting}
        size={size}
        range={context.range}
        now={context.now}
        zone={context.zone}
        title={widget.title}
        thresholds={widget.thresholds}
        mode="preview"
      />
    </ViewBoundary>
  )
})
