import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { Breakpoint, DashboardRecord } from '#contract/dashboard.ts'
import type { VariableValues } from '#contract/query.ts'
import { useText } from '../../i18n/text.ts'
import { useToast } from '../../ui/toast/Toaster.tsx'
import { widgetNamed } from '#core/dashboard/section.ts'
import { useCanvas, useCanvasUi } from '../canvas-ui.ts'
import { changesOf } from '../session/draft.ts'
import type { EditSession } from '../session/session.ts'
import { EditBar } from './EditBar.tsx'
import { HintBar } from './HintBar.tsx'
import { MeetingDialog } from './MeetingDialog.tsx'
import { MoveDialog } from './MoveDialog.tsx'
import { Panel, resetTo } from './Panel.tsx'
import type { PanelProps } from './Panel.tsx'
import { Picker } from './Picker.tsx'
import { ReviewDialog } from './ReviewDialog.tsx'
import { WhoDialog } from './WhoDialog.tsx'
import { useUndoKeys } from './use-undo-keys.ts'

export interface EditChromeProps {
  readonly session: EditSession
  readonly record: DashboardRecord
  /** Layout that fits this screen. */
  readonly natural: Breakpoint
  readonly values: VariableValues
  /** Goes over to arranging it for oneself. */
  readonly onMine: () => void
  readonly onLeave: () => void
}

/** Everything around a dashboard while it is edited. */
export default function EditChrome({ session, record, natural, values, onMine, onLeave }: EditChromeProps) {
  const text = useText()
  const toast = useToast()
  const { ui } = useCanvas()
  const dialog = useCanvasUi((now) => now.dialog)
  const panel = useCanvasUi((now) => now.panel)
  const selected = useCanvasUi((now) => now.selected)
  const meeting = useStore(session.store, (s) => s.meeting)
  useEditKeys()
  useUnkeptWarning(session)
  const close = (): void => ui.setState({ dialog: undefined })
  const leave = (): void => {
    const count = changesOf(session.store.getState().draft).length
    if (count > 0) toast({ words: text('canvas.left', { count }) })
    onLeave()
  }
  return (
    <>
      <EditBar session={session} natural={natural} onMine={onMine} onLeave={leave} />
      {panel && selected !== undefined && <DraftPanel key={selected} id={selected} session={session} tab={panel} values={values} />}
      <HintBar />
      <ReviewDialog opened={dialog?.is === 'review'} session={session} record={record} onClose={close} onLeave={onLeave} />
      {meeting && <MeetingDialog key={meeting.rev} session={session} theirs={meeting} />}
      {dialog?.is === 'who' && <WhoDialog section={dialog.section} session={session} onClose={close} />}
      {dialog?.is === 'move' && <MoveDialog key={dialog.widget} widget={dialog.widget} onClose={close} />}
      <Picker opened={dialog?.is === 'picker'} section={dialog?.is === 'picker' ? dialog.section : undefined} values={values} onClose={close} />
    </>
  )
}

/** Settings of a widget of the draft. */
function DraftPanel({ session, id, tab, values }: Pick<PanelProps, 'id' | 'tab' | 'values'> & Pick<EditChromeProps, 'session'>) {
  const { edit } = useCanvas()
  const { doc, base } = useStore(session.store, (s) => s.draft)
  const [now, before] = [widgetNamed(doc, id), widgetNamed(base.doc, id)]
  const back = before && JSON.stringify(before) !== JSON.stringify(now) ? () => resetTo(before, edit) : undefined
  return <Panel id={id} doc={doc} tab={tab} values={values} back={back} />
}

/** Publishing by key, beside undo and redo. */
function useEditKeys(): void {
  const { ui } = useCanvas()
  useUndoKeys()
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 's') return
      event.preventDefault()
      ui.setState({ dialog: { is: 'review' } })
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [ui])
}

/** The browser asks before leaving only when something is not even on this device. */
function useUnkeptWarning({ store }: EditSession): void {
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent): void => {
      const { save, draft } = store.getState()
      if (save.is === 'unkept' && changesOf(draft).length > 0) event.preventDefault()
    }
    window.addEventListener('beforeunload', onLeave)
    return () => window.removeEventListener('beforeunload', onLeave)
  }, [store])
}
