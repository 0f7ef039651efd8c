import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat } from '../i18n/format.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/Button.tsx'
import { Confirm } from '../ui/popup/Confirm.tsx'
import { useNow } from '../url/clock.ts'
import { useZone } from '../url/zone.ts'
import styles from './LeftDraft.module.css'

/** What is kept on this device: how much since when, or that there is something nobody here can open any more. */
export type KeptDraft = { readonly changes: number; readonly at: number } | 'locked'

export interface LeftDraftProps {
  readonly id: string
  readonly draft: KeptDraft
  readonly mayGoOn: boolean
  readonly onGoOn: () => void
  readonly onGone: () => void
}

/** Work that was left, offered to go on with or to discard. */
export default function LeftDraft({ id, draft, mayGoOn, onGoOn, onGone }: LeftDraftProps) {
  const text = useText()
  const format = useFormat()
  const [zone] = useZone()
  const now = useNow(60_000)
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const locked = draft === 'locked'
  const discard = async (): Promise<void> => {
    const { forgetDraft, keepOf } = await import('./session/open.ts')
    await forgetDraft(id, keepOf(client))
    setAsking(false)
    onGone()
  }
  return (
    <>
      <div className={styles['left']} role="status">
        <span className={styles['words']}>
          {locked ? text('canvas.lockedDraft') : text('canvas.leftDraft', { count: draft.changes, time: format.time(draft.at, zone, now - draft.at) })}
        </span>
        {!locked && mayGoOn && (
          <Button size="small" onClick={onGoOn}>
            {text('canvas.continue')}
          </Button>
        )}
        <Button size="small" kind="quiet" onClick={() => setAsking(true)}>
          {text('canvas.discard')}
        </Button>
      </div>
      <Confirm
        opened={asking}
        title={locked ? text('canvas.discardLocked') : text('canvas.discardTitle', { count: draft.changes })}
        words={text('canvas.discardMeaning')}
        action={text('canvas.discard')}
        onConfirm={() => void discard()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
