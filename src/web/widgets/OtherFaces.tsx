import type { ReactNode } from 'react'
import type { Refusal } from '#core/frame/lens.ts'
import { useMay } from '../api/me-query.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/icon/Icon.tsx'
import { StatusMark } from '../ui/StatusMark.tsx'
import { quickRangeOf } from '#core/time/quick-ranges.ts'
import { useRange } from '../url/use-time.ts'
import { goTo } from '../url/use-url.ts'
import type { View } from '../views/view.ts'
import { Face } from './Face.tsx'

const weekMs = 7 * 86_400_000
const ok = <StatusMark mark="ok" silent size={15} />
const unknown = <StatusMark mark="unknown" silent size={15} />

/** The query worked and there is nothing: good news is said as such. */
export function EmptyFace({ of, onEdit }: { readonly of: 'series' | 'rows'; readonly onEdit?: (() => void) | undefined }) {
  const text = useText()
  const { spec, range, setRange } = useRange()
  const quick = quickRangeOf(spec)
  const short = range.to - range.from < weekMs * 0.99
  return (
    <Face
      sign={ok}
      headline={text('widget.empty', { range: quick ? text(`range.${quick.id}`) : 'none' })}
      ways={
        short ? (
          <Button size="small" onClick={() => setRange({ from: 'now-7d', to: 'now' })}>
            {text('widget.empty.show7d')}
          </Button>
        ) : (
          onEdit && (
            <Button size="small" onClick={onEdit}>
              {text('widget.empty.editQuery')}
            </Button>
          )
        )
      }
    >
      <p>{text(`widget.empty.${of}`)}</p>
    </Face>
  )
}

/** While editing, for what is not drawn at all while reading. */
export function WaitsFace() {
  const text = useText()
  return (
    <Face sign={unknown} headline={text('widget.waits')}>
      <p>{text('widget.waitsMeaning')}</p>
    </Face>
  )
}

/** The measure is known, but nobody here measures it. */
export function NoSourceFace({ measure }: { readonly measure: string }) {
  const text = useText()
  const mayConnect = useMay('sources.manage')
  return (
    <Face
      sign={unknown}
      headline={text('widget.empty.noSource')}
      ways={
        mayConnect && (
          <Button size="small" icon="plus" onClick={() => goTo({ page: 'newSource' })}>
            {text('widget.empty.connect')}
          </Button>
        )
      }
    >
      <p>{text('widget.empty.noSourceMeaning', { measure })}</p>
    </Face>
  )
}

interface ViewTroubleProps {
  readonly headline: string
  readonly meaning: string
  readonly sign?: ReactNode
  readonly ways?: ReactNode
  readonly onChoose: () => void
}

/** The data is here, only this way of looking at it does not work. */
function ViewTrouble({ headline, meaning, sign = <StatusMark mark="warning" silent size={15} />, ways, onChoose }: ViewTroubleProps) {
  const text = useText()
  return (
    <Face
      sign={sign}
      headline={headline}
      ways={
        <>
          {ways}
          <Button size="small" onClick={onChoose}>
            {text('widget.chooseView')}
          </Button>
        </>
      }
    >
      <p>{meaning}</p>
    </Face>
  )
}

export function UnknownViewFace({ kind, onChoose }: { readonly kind: string; readonly onChoose: () => void }) {
  const text = useText()
  return <ViewTrouble sign={unknown} headline={text('widget.unknownView', { view: kind })} meaning={text('widget.unknownViewMeaning')} onChoose={onChoose} />
}

interface OfViewProps {
  readonly view: View
  readonly onChoose: () => void
}

/** The name of a view in the reader's language; a kind nobody translated is told by its own word. */
export function useViewName(): (kind: string) => string {
  const text = useText()
  return (kind) => (isNamed(kind) ? text(`view.${kind}`) : kind)
}
const named = ['grid', 'chart', 'gantt', 'graph', 'stat'] as const
const isNamed = (kind: string): kind is (typeof named)[number] => named.some((n) => n === kind)

export function BadOptionsFace({ view, field, onStandard, onChoose }: OfViewProps & { readonly field: string; readonly onStandard: () => void }) {
  const text = useText()
  return (
    <ViewTrouble
      headline={text('widget.badOptions', { view: useViewName()(view.kind) })}
      meaning={text('widget.badOptionsMeaning', { field: field === '' ? 'none' : field })}
      ways={
        <Button size="small" onClick={onStandard}>
          {text('widget.useStandard')}
        </Button>
      }
      onChoose={onChoose}
    />
  )
}

export function MisfitFace({ view, refusal, onChoose }: OfViewProps & { readonly refusal: Refusal }) {
  const text = useText()
  return <ViewTrouble headline={text('widget.misfit', { view: useViewName()(view.kind) })} meaning={text(`refusal.${refusal}`)} onChoose={onChoose} />
}

export function BrokenChainFace({ refusal, onChoose }: { readonly refusal: Refusal; readonly onChoose: () => void }) {
  const text = useText()
  return <ViewTrouble headline={text('widget.badLens')} meaning={text(`refusal.${refusal}`)} onChoose={onChoose} />
}

/** A drawing threw, or its code did not arrive. */
export function DrawingFailedFace({ view, chunk, onTry, onChoose }: OfViewProps & { readonly chunk: boolean; readonly onTry: () => void }) {
  const text = useText()
  const name = useViewName()(view.kind)
  return (
    <ViewTrouble
      sign={<StatusMark mark="critical" silent size={15} />}
      headline={text(chunk ? 'widget.failed.chunk' : 'widget.failed.drawing', { view: name })}
      meaning={text(chunk ? 'widget.failed.chunkMeaning' : 'widget.failed.drawingMeaning')}
      ways={
        <Button kind="primary" size="small" icon="retry" onClick={onTry}>
          {text('widget.tryAgain')}
        </Button>
      }
      onChoose={onChoose}
    />
  )
}

export function NanFace({ count, onTable }: { readonly count: number; readonly onTable: () => void }) {
  const text = useText()
  return (
    <Face
      sign={<Icon name="line" />}
      headline={text('widget.nan')}
      ways={
        <Button size="small" onClick={onTable}>
          {text('widget.asTable')}
        </Button>
      }
    >
      <p>{text('widget.nanMeaning', { count })}</p>
    </Face>
  )
}
