import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { ReactNode } from 'react'
import type { DashboardRecord } from '#contract/dashboard.ts'
import { useMayDo } from '../api/may-do.ts'
import { spoken } from '../i18n/spoken.ts'
import { useLanguage } from '../i18n/text.ts'
import { whenCalm } from '../ui/calm.ts'
import { useKey } from '../ui/keys.ts'
import { usePreference } from '../ui/preference.ts'
import { useSlimRail } from '../ui/page/rail-state.ts'
import { useVariables } from '../url/use-variables.ts'
import { useBodySize } from '../widgets/body-size.ts'
import { fetchAllDrawings } from '../widgets/WidgetTools.tsx'
import { Board } from './Board.tsx'
import { CanvasContext, createCanvasUi } from './canvas-ui.ts'
import { createHands } from './grid/hands.ts'
import { breakpointFor, metricsOf } from './grid/metrics.ts'
import { useCanvasTools } from './use-canvas-tools.ts'
import type { StripsMenu } from './layer/strips-menu.ts'
import { noMarks, useLayer } from './layer/use-layer.ts'
import { draftTarget, useSession, useShownDoc } from './use-session.ts'
import { useNoted } from './use-noted.ts'
import { useWidgetActs } from './use-widget-acts.ts'
import { ViewChrome } from './ViewChrome.tsx'
import styles from './Canvas.module.css'

const EditChrome = spoken(['editing', 'ready', 'forms', 'views', 'sharing', 'arranging'], () => import('./edit/EditChrome.tsx'))
const LayerChrome = spoken(['editing', 'ready', 'forms', 'views', 'sharing', 'arranging'], () => import('./layer/LayerChrome.tsx'))
const FullScreen = lazy(() => import('./FullScreen.tsx'))

export interface CanvasProps {
  readonly record: DashboardRecord
  /** What nobody can answer yet is left out: the landing of a role. Dashboards that come with the product always do. */
  readonly closes?: boolean
  /** As somebody else sees it: nothing can be changed, and nothing that is done with it counts. */
  readonly preview?: boolean
  /** What the page offers beside what one can do with a dashboard for oneself. */
  readonly strips?: StripsMenu
  /** What stands with it and may ask for what a canvas has. */
  readonly children?: ReactNode
}

/** A dashboard on screen: its sections on the grid, and the edit session when somebody edits. */
export function Canvas({ record, closes = false, preview = false, strips, children }: CanvasProps) {
  const { dir } = useLanguage()
  const [density] = usePreference('density')
  const [asked, setAsked] = useState<'everybody' | 'mine'>()
  const mayEdit = useMayDo(record)('save') && !preview
  // A right taken away ends the editing; the draft stays on this device.
  const editing = asked === 'everybody' && mayEdit
  const [ui] = useState(createCanvasUi)
  const [hands] = useState(createHands)
  const { session, failed } = useSession(record, editing)
  const layer = useLayer(record, preview)
  const original = useStore(ui, (now) => now.original)
  const arranging = asked === 'mine' && layer.session !== undefined
  const own = original ? record.doc : layer.doc
  const doc = useShownDoc(editing ? session : undefined, own)
  const forAll = editing && session !== undefined
  const isOpen = forAll || arranging
  const changing = forAll || (arranging && !original)
  useSlimRail(isOpen)

  const frame = useRef<HTMLDivElement>(null)
  const { width: wide } = useBodySize(frame)
  const natural = breakpointFor(wide)
  const device = useStore(ui, (now) => now.device)
  const full = useStore(ui, (now) => now.full)
  const breakpoint = isOpen ? (device ?? natural) : natural
  const metrics = metricsOf(density)

  const { values, setVariable } = useVariables(doc.variables)
  const edit = useCallback(() => setAsked('everybody'), [])
  const arrange = useCallback(() => setAsked('mine'), [])
  const target = useMemo(() => (forAll ? draftTarget(session) : arranging ? layer.session : undefined), [forAll, arranging, session, layer.session])
  const tools = useCanvasTools({ doc, target, ui, hands, breakpoint, onResume: edit })
  const acts = useNoted(preview ? undefined : record.id, useWidgetActs({ tools, editing: changing, layer, setVariable, mayEdit, onEdit: edit }))
  useEffect(() => ui.setState({ mine: arranging }), [ui, arranging])

  const leave = useCallback(() => {
    ui.setState({ selected: undefined, panel: undefined, dialog: undefined, device: undefined, original: false })
    hands.setState({ hand: undefined })
    setAsked(undefined)
  }, [ui, hands])
  useKey('e', mayEdit ? edit : arrange, !isOpen && !preview)
  const unmet = isOpen || closes || record.origin === 'starter' ? record.unmet : undefined
  useIdle(fetchAllDrawings)
  useHashWidget(doc.sections.length > 0)

  const board = useMemo(
    () => ({
      doc,
      breakpoint,
      metrics,
      rtl: dir === 'rtl',
      editing: changing,
      values,
      marks: forAll || original ? noMarks : layer.marks,
      unmet,
      bare: preview,
      acts,
      device,
    }),
    [doc, breakpoint, metrics, dir, changing, values, forAll, original, layer.marks, unmet, preview, acts, device],
  )
  return (
    <CanvasContext value={tools}>
      <div ref={frame} className={styles['canvas']} data-editing={isOpen || undefined}>
        {!isOpen && !preview && (
          <ViewChrome
            record={record}
            opening={asked !== undefined && !failed}
            failed={failed && asked === 'everybody'}
            layer={layer.session}
            strips={strips}
            onEdit={edit}
            onArrange={arrange}
          />
        )}
        {wide > 0 && !layer.waiting && <Board {...board} {...(!preview && { onEdit: mayEdit ? edit : arrange })} />}
        <Suspense>
          {forAll && <EditChrome session={session} record={record} natural={natural} values={values} onMine={arrange} onLeave={leave} />}
          {arranging && <LayerChrome session={layer.session} natural={natural} values={values} onEverybody={mayEdit ? edit : undefined} onLeave={leave} />}
        </Suspense>
        <Suspense>{full !== undefined && <FullScreen widget={full} doc={doc} values={values} acts={acts} changed={layer.marks.has(full)} />}</Suspense>
        {!isOpen && children}
      </div>
    </CanvasContext>
  )
}

/** The widgets of the page come first: what only might be wanted is not fetched while they are on their way. */
const othersAfterMs = 2_000

/** Runs once when the page has nothing better to do. */
function useIdle(run: () => void): void {
  useEffect(() => {
    let here = true
    const timer = setTimeout(() => void whenCalm(3_000).come.then(() => here && run()), othersAfterMs)
    return () => {
      here = false
      clearTimeout(timer)
    }
  }, [run])
}

/** A copied link names a widget; it is scrolled to and focused once it is there. */
function useHashWidget(there: boolean): void {
  useEffect(() => {
    const id = /^#w-(.+)$/.exec(location.hash)?.[1]
    if (!there || id === undefined) return
    const timer = requestAnimationFrame(() => {
      const article = document.querySelector<HTMLElement>(`[data-widget="${CSS.escape(decodeURIComponent(id))}"] article`)
      article?.scrollIntoView({ block: 'center' })
      article?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(timer)
  }, [there])
}
