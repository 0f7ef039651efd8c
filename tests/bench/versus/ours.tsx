import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { Widget } from '#contract/dashboard.ts'
import type { Frame } from '#contract/frame.ts'
import type { JsonRecord } from '#contract/json.ts'
import { applyChain } from '#core/frame/lenses.ts'
import { createQueryClient } from '#web/api/client.ts'
import type { FrameAnswer } from '#web/api/frame-query.ts'
import { faceOf } from '#web/widgets/face-of.ts'
import { viewOf } from '#web/widgets/view-of.ts'
import { WidgetBody } from '#web/widgets/WidgetBody.tsx'
import '#web/ui/tokens.css'
import '#web/ui/theme/base.css'
import { dayMs, start } from './frames.ts'
import { inked } from './inked.ts'
import { sizes } from './side.ts'
import type { Case, Shown, Side } from './side.ts'

/** From an answer to the picture the way a widget takes: lenses, the face that fits, the view with all it offers. */
const client = createQueryClient()
const noTime = { queueMs: 0, networkMs: 0, serverMs: 0, waitMs: 0, sourceMs: 0, readMs: 0 }
const nothing = (): void => undefined
const lenses: Widget['lenses'] = []

function rangeOf(frame: Frame, { kind }: Case) {
  if (kind !== 'chart') return { from: start, to: start + dayMs }
  const times = frame.fields[0]?.values ?? []
  return { from: Number(times[0]), to: Number(times.at(-1)) }
}

interface HostProps {
  readonly first: Frame
  readonly given: Case
  /** Milliseconds between refreshes. */
  readonly everyMs: number
  readonly ready: (set: { readonly frame: (frame: Frame) => void; readonly options: (options: JsonRecord) => void }) => void
}

function Host({ first, given, everyMs, ready }: HostProps) {
  const [frame, setFrame] = useState(first)
  const [options, setOptions] = useState<JsonRecord>({})
  useEffect(() => ready({ frame: setFrame, options: setOptions }), [ready])
  const widget = useMemo(
    (): Widget => ({
      id: 'w',
      title: 'bench',
      query: { source: 'bench', spec: {} },
      lenses,
      view: { kind: given.kind, options },
      thresholds: [],
      links: [],
    }),
    [given, options],
  )
  const context = useMemo(() => {
    const range = rangeOf(frame, given)
    return { now: range.to, range, zone: 'UTC' }
  }, [frame, given])
  const prepared = useMemo(() => applyChain(frame, widget.lenses, context), [frame, widget.lenses, context])
  const shown = useMemo(() => {
    const answer: FrameAnswer = { frame, freshness: { at: context.now }, source: { id: 'bench', name: 'Bench', kind: 'bench' }, times: noTime }
    return faceOf({ widget, view: viewOf(given.kind), answer, error: undefined, prepared })
  }, [frame, widget, given, prepared, context])
  return (
    <WidgetBody
      widget={widget}
      shown={shown}
      compared={undefined}
      answered={frame}
      source="Bench"
      others={0}
      asking={false}
      size={sizes[given.kind]}
      context={context}
      everyMs={everyMs}
      retry={nothing}
      onRange={nothing}
      onOptions={setOptions}
      onPick={nothing}
      onLook={nothing}
      onChoose={nothing}
      onEdit={undefined}
    />
  )
}

const drawn: Readonly<Record<Case['kind'], (root: HTMLElement) => boolean>> = {
  chart: (root) => root.querySelector('.uplot canvas, path.recharts-line-curve') !== null,
  gantt: (root) => inked(root.querySelector<HTMLCanvasElement>('[role="application"] canvas')),
  grid: (root) => root.querySelector('[role="gridcell"]') !== null,
  graph: (root) => root.querySelector('.react-flow__node') !== null,
}

const states: Readonly<Record<Case['kind'], (root: HTMLElement) => string>> = {
  chart: () => '',
  // The axis tells the time shown, the scroller the lanes.
  gantt: (root) => `${root.querySelector('[role="application"]')?.scrollTop} ${root.querySelector('figure')?.textContent?.slice(0, 60)}`,
  grid: (root) =>
    `${root.querySelector('[role="grid"]')?.scrollTop} ${root.querySelector('[role="grid"]')?.getAttribute('aria-rowcount')} ${root.querySelector('[data-row="0"]')?.textContent}`,
  graph: (root) => root.querySelector<HTMLElement>('.react-flow__viewport')?.style.transform ?? '',
}

/** Ours, refreshed every `everyMs`. */
const ours = (everyMs: number): Side => ({
  take: (frame) => frame,
  open(root, taken, given): Shown {
    let set: Parameters<HostProps['ready']>[0] | undefined
    const react = createRoot(root)
    const ready: HostProps['ready'] = (now) => {
      set = now
    }
    flushSync(() =>
      react.render(
        <QueryClientProvider client={client}>
          <Host first={taken} given={given} everyMs={everyMs} ready={ready} />
        </QueryClientProvider>,
      ),
    )
    return {
      drawn: () => drawn[given.kind](root),
      show: (next) => flushSync(() => set?.frame(next)),
      sort: () => root.querySelector<HTMLElement>('[role="columnheader"][aria-label="A"]')?.click(),
      filter: () => flushSync(() => set?.options({ filters: [{ field: 'site', text: 'site-3' }] })),
      state: () => states[given.kind](root),
      close: () => react.unmount(),
    }
  },
})

/** Live, a new answer each second. */
export const live = ours(1000)
/** Refreshed now and then, like most dashboards: small charts are SVG then. */
export const calm = ours(30_000)
