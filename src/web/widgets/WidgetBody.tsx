import { memo } from 'react'
import type { Widget } from '#contract/dashboard.ts'
import type { Frame } from '#contract/frame.ts'
import type { JsonRecord } from '#contract/json.ts'
import type { TimeRange } from '#contract/time.ts'
import type { LensContext } from '#core/frame/lens.ts'
import { useText } from '../i18n/text.ts'
import type { View } from '../views/view.ts'
import type { Look } from './acts.ts'
import type { BodySize } from './body-size.ts'
import type { Shown } from './face-of.ts'
import { FailedFace, NoAccessFace } from './FailedFace.tsx'
import { BadOptionsFace, BrokenChainFace, DrawingFailedFace, EmptyFace, MisfitFace, NanFace, NoSourceFace, UnknownViewFace, WaitsFace } from './OtherFaces.tsx'
import { Skeleton } from './Skeleton.tsx'
import { useDrawTime } from './pace.ts'
import { useDrawing } from './view-drawing.ts'
import { ViewBoundary } from './ViewBoundary.tsx'
import { viewOf } from './view-of.ts'

export interface WidgetBodyProps {
  readonly widget: Widget
  readonly shown: Shown
  /** The frame to draw, with the number of the period before where the view compares. */
  readonly compared: Frame | undefined
  /** What the source answered, before any lens. */
  readonly answered: Frame | undefined
  readonly source: string
  readonly others: number
  readonly asking: boolean
  readonly size: BodySize
  readonly context: LensContext
  readonly everyMs: number
  readonly retry: () => void
  readonly onRange: (range: TimeRange) => void
  readonly onOptions: (options: JsonRecord) => void
  readonly onPick: (field: string, value: string) => void
  readonly onLook: (look: Look) => void
  readonly onChoose: () => void
  readonly onEdit: (() => void) | undefined
}

/** What stands in the frame of a widget: its drawing or one of its faces. */
export const WidgetBody = memo(function WidgetBody(props: WidgetBodyProps) {
  const { widget, shown, onChoose, onLook, onEdit, onOptions } = props
  switch (shown.face) {
    case 'drawn':
      return (
        <Drawn
          widget={widget}
          view={shown.view}
          options={shown.options}
          frame={props.compared ?? shown.frame}
          answered={props.answered}
          size={props.size}
          context={props.context}
          everyMs={props.everyMs}
          onRange={props.onRange}
          onOptions={onOptions}
          onPick={props.onPick}
          onChoose={onChoose}
        />
      )
    case 'loading':
      return <Waiting widget={widget} />
    case 'empty':
      return <EmptyFace of={shown.of} onEdit={onEdit} />
    case 'waits':
      return <WaitsFace />
    case 'noSource':
      return <NoSourceFace measure={shown.measure} />
    case 'noAccess':
      return <NoAccessFace />
    case 'failed':
      return <FailedFace fault={shown.fault} source={props.source} others={props.others} trying={props.asking} onTry={props.retry} onEdit={onEdit} />
    case 'unknownView':
      return <UnknownViewFace kind={shown.kind} onChoose={onChoose} />
    case 'badOptions':
      return <BadOptionsFace view={shown.view} field={shown.field} onStandard={() => onOptions({})} onChoose={onChoose} />
    case 'broken':
      return <BrokenChainFace refusal={shown.refusal} onChoose={onChoose} />
    case 'misfit':
      return <MisfitFace view={shown.view} refusal={shown.refusal} onChoose={onChoose} />
    case 'nan':
      return <NanFace count={shown.count} onTable={() => onLook({ view: { kind: 'grid', options: {} }, lenses: widget.lenses })} />
    default:
      return shown satisfies never
  }
})

function Waiting({ widget }: { readonly widget: Widget }) {
  const text = useText()
  return <Skeleton kind={viewOf(widget.view.kind)?.skeleton ?? 'rows'} label={text('widget.loadingAny')} />
}

type DrawnProps = Pick<WidgetBodyProps, 'widget' | 'answered' | 'size' | 'context' | 'everyMs' | 'onRange' | 'onOptions' | 'onPick' | 'onChoose'> & {
  readonly view: View
  readonly options: Record<string, unknown>
  readonly frame: Frame
}

/** The view's own drawing. Redrawn only when what it shows has changed. */
const Drawn = memo(function Drawn({ widget, answered, view, options, frame, size, context, everyMs, onRange, onOptions, onPick, onChoose }: DrawnProps) {
  const drawing = useDrawing(view)
  const isReady = drawing.state === 'ready' && size.width > 0
  useDrawTime(widget.id, isReady ? answered : undefined, frame)
  if (drawing.state === 'failed') return <DrawingFailedFace chunk view={view} onTry={drawing.retry} onChoose={onChoose} />
  // The size is 0 until the first layout; a drawing made for that would be made twice.
  if (drawing.state === 'loading' || size.width === 0) return <Waiting widget={widget} />
  const { Drawing, Acting } = drawing
  return (
    <ViewBoundary chance={frame} fallback={(_error, retry) => <DrawingFailedFace chunk={false} view={view} onTry={retry} onChoose={onChoose} />}>
      <Acting widget={widget} frame={frame}>
        {(acts) => (
          <Drawing
            key={view.kind}
            frame={frame}
            options={options}
            size={size}
            range={context.range}
            now={context.now}
            everyMs={everyMs}
            zone={context.zone}
            title={widget.title}
            thresholds={widget.thresholds}
            mode="full"
            onRange={onRange}
            onOptions={(patch) => onOptions(patched(widget.view.options, patch))}
            acts={acts}
            onPick={({ field, value }) => onPick(field, value)}
          />
        )}
      </Acting>
    </ViewBoundary>
  )
})

/** Options after a change; one that is set to nothing is left out. */
function patched(options: JsonRecord, patch: object): JsonRecord {
  const all = Object.entries({ ...options, ...patch }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(all)
}
