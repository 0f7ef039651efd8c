import { useEffect, useMemo, useRef } from 'react'
import type { StoreApi } from 'zustand'
import type { Breakpoint, Dashboard } from '#contract/dashboard.ts'
import { describe } from '#core/dashboard/describe.ts'
import type { Description } from '#core/dashboard/describe.ts'
import type { Edit } from '#core/dashboard/edit.ts'
import { widgetNamed } from '#core/dashboard/section.ts'
import { useShippedWords } from '../i18n/shipped.ts'
import { useText } from '../i18n/text.ts'
import { useAnnounce } from '../ui/Announcer.tsx'
import { useToast } from '../ui/toast/Toaster.tsx'
import { useViewName } from '../widgets/OtherFaces.tsx'
import type { CanvasTools, CanvasUi } from './canvas-ui.ts'
import type { Hands } from './grid/hands.ts'

/** What edits of a canvas go to: the draft for everybody, or what one person arranges for themselves. */
export interface EditTarget {
  doc(): Dashboard
  /** Why it was not done: what it speaks of is gone, it is for the owner to change, or there is no room for more. */
  edit(edit: Edit, token?: string): 'gone' | 'owners' | 'full' | undefined
  /** What was taken back, where it was an edit of the document. */
  undo(): Edit | undefined
  redo(): Edit | undefined
  /** Taking this widget away only hides it. */
  hides?(widget: string): boolean
}

export interface CanvasParts {
  readonly doc: Dashboard
  readonly target: EditTarget | undefined
  readonly ui: StoreApi<CanvasUi>
  readonly hands: Hands
  readonly breakpoint: Breakpoint
  /** Opens the editor again, with the draft as it was left. */
  readonly onResume: () => void
}

/** Words for an edit, seen from the document before it. */
export function useEditWords(): (edit: Edit, before: Dashboard) => string {
  const text = useText()
  const viewName = useViewName()
  const words = useShippedWords()
  return (edit, before) => {
    const told = edit.do === 'addWidget' ? { ...edit, widget: words.widget(edit.widget) } : edit
    const { key, args }: Description = describe(told, words.doc(before))
    return text(key, { ...args, ...(typeof args['view'] === 'string' && { view: viewName(args['view']) }) })
  }
}

const refusals = { gone: 'canvas.missed', owners: 'layer.owners', full: 'layer.full' } as const

/** Changes one types are told by the screen; everything else is announced. */
const isTyped = (edit: Edit): boolean => edit.do === 'setWidget' || edit.do === 'setSection' || edit.do === 'setDashboard'

/** The canvas's tools: the same object for as long as the canvas stands. */
export function useCanvasTools(parts: CanvasParts): CanvasTools {
  const text = useText()
  const words = useEditWords()
  const shipped = useShippedWords()
  const announce = useAnnounce()
  const toast = useToast()
  const now = useRef({ ...parts, text, words, shipped, announce, toast })
  useEffect(() => {
    now.current = { ...parts, text, words, shipped, announce, toast }
  })
  const { ui, hands } = parts
  return useMemo<CanvasTools>(() => {
    const undo = (): void => {
      const { target, text: say, words: tell, announce: speak, doc, onResume } = now.current
      // A toast may outlive the session it came from.
      if (!target) return onResume()
      const undone = target.undo()
      if (undone) speak(say('canvas.undone', { edit: tell(undone, doc) }))
    }
    const redo = (): void => {
      const { target, words: tell, announce: speak, doc } = now.current
      const redone = target?.redo()
      if (redone) speak(tell(redone, doc))
    }
    const edit = (change: Edit, token?: string): void => {
      const { target, text: say, words: tell, shipped, announce: speak, toast: show } = now.current
      if (!target) return
      const before = target.doc()
      const isHidden = change.do === 'removeWidget' && target.hides?.(change.id) === true
      const told = isHidden ? say('layer.hid', { title: widgetNamed(shipped.doc(before), change.id)?.title ?? '' }) : tell(change, before)
      const refused = target.edit(change, token)
      if (refused) show({ words: say(refusals[refused], { edit: told }), tone: 'bad' })
      else if (change.do === 'removeWidget' || change.do === 'removeSection') show({ words: told, action: { label: say('canvas.undo'), run: undo } })
      else if (!isTyped(change)) speak(told)
    }
    return {
      ui,
      hands,
      edit,
      undo,
      redo,
      doc: () => now.current.target?.doc() ?? now.current.doc,
      breakpoint: () => now.current.breakpoint,
    }
  }, [ui, hands])
}
