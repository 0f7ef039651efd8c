import { useStore } from 'zustand'
import { sectionNamed } from '#core/dashboard/section.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/popup/Dialog.tsx'
import { useCanvas } from '../canvas-ui.ts'
import type { EditSession } from '../session/session.ts'
import { WhoSees } from './WhoSees.tsx'

interface WhoDialogProps {
  readonly section: string
  readonly session: EditSession
  readonly onClose: () => void
}

/** Who sees a section and everything in it. */
export function WhoDialog({ section: id, session, onClose }: WhoDialogProps) {
  const text = useText()
  const { edit } = useCanvas()
  const section = useStore(session.store, (s) => sectionNamed(s.draft.doc, id))
  if (!section) return null
  const title = section.title ? text('who.title', { section: section.title }) : text('who.titleUnnamed')
  return (
    <Dialog
      opened
      size="small"
      title={title}
      onClose={onClose}
      actions={
        <Button kind="primary" onClick={onClose}>
          {text('app.close')}
        </Button>
      }
    >
      <WhoSees of="section" rule={section.visibleTo} onChange={(value) => edit({ do: 'setSection', id, prop: 'visibleTo', value })} />
    </Dialog>
  )
}
