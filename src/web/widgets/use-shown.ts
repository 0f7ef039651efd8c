import { useMemo } from 'react'
import type { RefObject } from 'react'
import type { Widget } from '#contract/dashboard.ts'
import type { Frame } from '#contract/frame.ts'
import type { VariableValues } from '#contract/query.ts'
import type { LensContext } from '#core/frame/lens.ts'
import { windowed } from '#core/query/window.ts'
import { useAskingAs } from '../api/asking-as.ts'
import { useRange } from '../url/use-time.ts'
import { useZone } from '../url/zone.ts'
import type { View } from '../views/view.ts'
import { faceOf } from './face-of.ts'
import type { Shown } from './face-of.ts'
import { useAnswer } from './use-answer.ts'
import type { Heard } from './use-answer.ts'
import { timedChain } from './pace.ts'
import { useTold } from './told/use-told.ts'
import { useCompared } from './use-compared.ts'
import { useSourceName } from './use-source-name.ts'
import { useDrawingAhead } from './view-drawing.ts'

export interface ShownFacts {
  readonly widget: Widget
  readonly view: View | undefined
  readonly values: VariableValues
  /** Inner width of the widget in CSS pixels. */
  readonly width: number
  readonly near: boolean
  readonly seen: boolean
  readonly frameRef: RefObject<HTMLElement | null>
}

export interface UseShown {
  readonly shown: Shown
  /** The frame to draw, with the number of the period before where the view compares. */
  readonly compared: Frame | undefined
  readonly heard: Heard
  readonly context: LensContext
  /** Milliseconds between refreshes; 0 while there are none. */
  readonly everyMs: number
  /** Name of the source, as far as it is known. */
  readonly source: string | undefined
}

/** What was heard, in the reader's words; as if it were still on its way until those are here. */
function useToldAnswer(heard: Heard): Heard {
  const { answer } = heard
  const frame = useTold(answer?.frame)
  return useMemo(() => (answer === undefined || frame === answer.frame ? heard : { ...heard, answer: frame && { ...answer, frame } }), [heard, answer, frame])
}

const notSeen: Shown = { face: 'loading' }

/** From the widget to what is shown: asks its query, puts the answer through the lenses once, decides on the face. */
export function useShown({ widget, view, values, width, near, seen, frameRef }: ShownFacts): UseShown {
  const { spec, range, now, everyMs } = useRange()
  const [zone] = useZone()
  const as = useAskingAs()
  const question = useMemo(() => ({ query: widget.query, values, width, zone, as }), [widget.query, values, width, zone, as])
  const latest = useMemo(() => ({ spec, range, now }), [spec, range, now])
  const heard = useToldAnswer(useAnswer(question, latest, near, frameRef))
  const { answer, error, moment } = heard
  // A widget with a window of its own is drawn over that window.
  const context = useMemo(() => ({ now: moment.now, range: windowed(widget.query.spec, moment.range), zone }), [widget.query.spec, moment, zone])
  const prepared = useMemo(
    () => (answer && seen ? timedChain(widget.id, answer.frame, widget.lenses, context) : undefined),
    [widget.id, answer, seen, widget.lenses, context],
  )
  const compared = useCompared(widget, prepared && 'frame' in prepared ? prepared.frame : undefined, { question, latest, near })
  const shown = useMemo(
    // Far below the window there is only the frame, also when another widget has asked the same already.
    () => (seen ? faceOf({ widget, view, answer, error, prepared }) : notSeen),
    [seen, widget, view, answer, error, prepared],
  )
  useDrawingAhead(view, near)
  const name = useSourceName(widget.query)
  return { shown, compared, heard, context, everyMs, source: answer?.source.name ?? name }
}
