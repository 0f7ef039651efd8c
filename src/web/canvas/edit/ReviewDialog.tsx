import { useState } from 'react'
import { useStore } from 'zustand'
import type { Dashboard, DashboardRecord } from '#contract/dashboard.ts'
import { apply } from '#core/dashboard/apply.ts'
import type { Edit } from '#core/dashboard/edit.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/popup/Dialog.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { useToast } from '../../ui/toast/Toaster.tsx'
import { changesOf } from '../session/draft.ts'
import type { Draft } from '../session/draft.ts'
import type { EditSession } from '../session/session.ts'
import { useEditWords } from '../use-canvas-tools.ts'
import styles from './ReviewDialog.module.css'

export interface ReviewDialogProps {
  readonly opened: boolean
  readonly session: EditSession
  readonly record: DashboardRecord
  readonly onClose: () => void
  readonly onLeave: () => void
}

/** Each change with the document it was made on, for words that name things as they were. */
function changesWithDocs(draft: Draft): readonly { readonly edit: Edit; readonly before: Dashboard }[] {
  let now = draft.base.doc
  return changesOf(draft).map((edit) => {
    const before = now
    now = apply(now, edit).doc
    return { edit, before }
  })
}

/** Every change in words before it is published for everybody. */
export function ReviewDialog({ opened, session, onClose, onLeave }: ReviewDialogProps) {
  const text = useText()
  const toast = useToast()
  const words = useEditWords()
  const draft = useStore(session.store, (s) => s.draft)
  const save = useStore(session.store, (s) => s.save)
  const [asking, setAsking] = useState(false)
  const changes = opened ? changesWithDocs(draft) : []
  const busy = save.is === 'saving' || save.is === 'waiting'
  const publish = async (): Promise<void> => {
    await session.publish()
    const { save: now, meeting } = session.store.getState()
    if (now.is === 'parked') return
    onClose()
    if (now.is !== 'saved' || meeting) return
    toast({ words: text('review.published') })
    onLeave()
  }
  const discard = async (): Promise<void> => {
    const { base } = session.store.getState().draft
    const { id } = draft
    await session.discard({ id, rev: base.rev, doc: base.doc, updatedAt: draft.at, origin: 'own' })
    setAsking(false)
    onClose()
    onLeave()
  }
  return (
    <Dialog
      opened={opened}
      onClose={() => {
        setAsking(false)
        onClose()
      }}
      title={text('review.title')}
      lead={text('review.lead', { count: changes.length, title: draft.doc.title })}
      actions={
        asking ? (
          <>
            <span className={styles['question']}>{text('canvas.discardMeaning')}</span>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              {text('review.keep')}
            </Button>
            <Button onClick={() => void discard()}>{text('canvas.discard')}</Button>
          </>
        ) : (
          <>
            <Button kind="quiet" disabled={busy || changes.length === 0} onClick={() => setAsking(true)}>
              {text('review.discardAll')}
            </Button>
            <Button kind="primary" busy={busy} disabled={changes.length === 0} onClick={() => void publish()}>
              {text('review.publish')}
            </Button>
          </>
        )
      }
    >
      {changes.length === 0 ? (
        <p className={styles['none']}>{text('review.none')}</p>
      ) : (
        <ol className={styles['list']}>
          {changes.map(({ edit, before }, i) => (
            // The order is all a change has.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={i}>{words(edit, before)}</li>
          ))}
        </ol>
      )}
      <SaveTrouble session={session} />
    </Dialog>
  )
}

/** What stands in the way of the save, where the person looks while they wait for it. */
function SaveTrouble({ session }: { readonly session: EditSession }) {
  const text = useText()
  const save = useStore(session.store, (s) => s.save)
  if (save.is !== 'waiting' && save.is !== 'parked') return null
  const { fault, requestId } = save.fault
  return (
    <p className={styles['trouble']} role="alert">
      <StatusMark mark="warning" silent />
      <span>
        {text(`fault.${fault.code}`, { detail: fault.detail ?? 'none' })} {text(save.is === 'waiting' ? 'review.waiting' : 'review.parked')}
        {requestId !== undefined && ` ${text('app.request', { id: requestId })}`}
      </span>
    </p>
  )
}
