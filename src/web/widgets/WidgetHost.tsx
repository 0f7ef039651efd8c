import { memo, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Widget } from '#contract/dashboard.ts'
import type { JsonRecord } from '#contract/json.ts'
import type { VariableValues } from '#contract/query.ts'
import { spoken } from '../i18n/spoken.ts'
import { useShippedWords } from '../i18n/shipped.ts'
import { useText } from '../i18n/text.ts'
import { useRange } from '../url/use-time.ts'
import { useZone } from '../url/zone.ts'
import type { Look, WidgetActs } from './acts.ts'
import { useBodySize } from './body-size.ts'
import { FailedFoot } from './FailedFace.tsx'
import type { Shown } from './face-of.ts'
import { useOnScreen } from './on-screen.ts'
import type { Heard } from './use-answer.ts'
import { useShown } from './use-shown.ts'
import { viewOf } from './view-of.ts'
import { WidgetBody } from './WidgetBody.tsx'
import { FreshFoot, OldAge, StaleFoot, WaitingFoot } from './WidgetFoot.tsx'
import { Badge, Fact, WidgetFrame } from './WidgetFrame.tsx'
import { WidgetTools } from './WidgetTools.tsx'

const OnlyFor = spoken(['sharing'], () => import('./OnlyFor.tsx'))

export interface WidgetHostProps {
  readonly widget: Widget
  /** Values of the dashboard's variables. */
  readonly values: VariableValues
  readonly editing: boolean
  readonly acts: WidgetActs
  /** The person looks at it in another way than published. */
  readonly ownLook?: boolean
  /** Stands alone on the screen. */
  readonly full?: boolean
  /** Nobody can answer it until this is connected: it asks nothing and says so quietly. */
  readonly waiting?: boolean
  /** Only to be looked at: no tools. */
  readonly bare?: boolean
}

/**
 * One widget: asks its query, puts the answer through its lenses once, and shows the view or the face that fits. The
 * frame around it never changes its size, so nothing jumps when data arrives.
 */
export const WidgetHost = memo(function WidgetHost({
  widget: given,
  values,
  editing,
  acts,
  ownLook = false,
  full = false,
  waiting = false,
  bare = false,
}: WidgetHostProps) {
  const text = useText()
  const words = useShippedWords()
  const saved = useMemo(() => words.widget(given), [words, given])
  const [trial, setTrial] = useState<Look>()
  const [choosing, setChoosing] = useState(false)
  const widget = useMemo(() => (trial ? { ...saved, ...trial } : saved), [saved, trial])
  const view = viewOf(widget.view.kind)
  const frameRef = useRef<HTMLElement>(null)
  const bodyRef = useRef<HTMLDivElement>(null)
  const { near: isNear, seen } = useOnScreen(frameRef)
  const near = isNear && !waiting
  const size = useBodySize(bodyRef)
  const { setRange } = useRange()
  const [zone] = useZone()

  const { shown, compared, heard, context, everyMs, source } = useShown({ widget, view, values, width: size.width, near, seen, frameRef })
  const { answer } = heard
  const { id } = widget
  const choose = useCallback(() => setChoosing(true), [])
  const onOptions = useCallback((options: JsonRecord) => acts.onOptions(id, options), [acts, id])
  const onLook = useCallback((look: Look) => acts.onLook(id, look), [acts, id])
  const edit = useCallback(() => acts.onEdit(id, 'data'), [acts, id])

  const stale = staleOf(heard)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey || event.key.toLowerCase() !== 'v') return
    event.preventDefault()
    choose()
  }

  return (
    <WidgetFrame
      title={widget.title}
      sub={widget.sub}
      movable={editing && !full}
      flush={shown.face === 'drawn' && shown.view.flush === true}
      dim={stale !== undefined && shown.face === 'drawn'}
      frameRef={frameRef}
      bodyRef={bodyRef}
      onKeyDown={onKeyDown}
      foot={near && <Foot shown={shown} heard={heard} source={source} zone={zone} />}
      badges={
        <>
          {saved.visibleTo && (
            <Suspense>
              <OnlyFor rule={saved.visibleTo} />
            </Suspense>
          )}
          {answer?.frame.meta?.demo && <Badge kind="demo">{text('widget.demo')}</Badge>}
          {stale && answer && (
            <Badge icon="clock">
              <OldAge at={answer.freshness.at} zone={zone} />
            </Badge>
          )}
        </>
      }
      tools={
        seen &&
        !bare && (
          <WidgetTools
            widget={widget}
            saved={saved}
            answer={answer}
            context={context}
            editing={editing}
            full={full}
            ownLook={ownLook}
            acts={acts}
            choosing={choosing}
            onChoosing={setChoosing}
            onTry={setTrial}
            frameRef={frameRef}
          />
        )
      }
    >
      <WidgetBody
        widget={widget}
        shown={waiting ? waits : shown}
        compared={compared}
        answered={answer?.frame}
        source={source ?? widget.query.source}
        others={acts.othersOf(id, widget.query.source)}
        asking={shown.face === 'failed' && heard.asking}
        retry={heard.retry}
        size={size}
        context={context}
        everyMs={everyMs}
        onRange={setRange}
        onOptions={onOptions}
        onPick={acts.onPick}
        onLook={onLook}
        onChoose={choose}
        onEdit={editing ? edit : undefined}
      />
    </WidgetFrame>
  )
})

const waits: Shown = { face: 'waits' }

/** Whether what is shown is older than it should be, and when the source is tried again, if that is known. */
const staleOf = ({ answer, error }: Heard): { readonly nextTryAt?: number | undefined } | undefined =>
  answer && (answer.freshness.stale ?? (error === undefined ? undefined : {}))

interface FootProps {
  readonly shown: Shown
  readonly heard: Heard
  readonly source: string | undefined
  readonly zone: string
}

/** Where the answer comes from and how old it is; in trouble, what to quote. */
function Foot({ shown, heard, source, zone }: FootProps) {
  const text = useText()
  const { answer, failedAt, retry } = heard
  const stale = staleOf(heard)
  if (shown.face === 'loading') return <WaitingFoot source={source} />
  if (shown.face === 'noAccess') return <Fact>{text('widget.noAccessFoot')}</Fact>
  if (shown.face === 'failed') return <FailedFoot requestId={shown.requestId} at={failedAt} zone={zone} />
  if (!answer) return null
  if (stale) return <StaleFoot at={answer.freshness.at} nextTryAt={stale.nextTryAt} zone={zone} onTry={retry} />
  return <FreshFoot freshness={answer.freshness} source={answer.source.name} meta={answer.frame.meta} zone={zone} />
}
