import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Door, Me } from '#contract/identity.ts'
import { setUp } from '#web/api/door-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { useRefusal } from '#web/ui/sign-in/use-refusal.ts'
import { DoorFrame } from './DoorFrame.tsx'
import styles from './Door.module.css'

interface UseCodeProps {
  readonly door: Door
  readonly code: string
  readonly onIn: (me: Me) => void
  readonly onBadCode: () => void
}

/** A code of the server's log lets its administrator in again, without a question. */
export function UseCode({ door, code, onIn, onBadCode }: UseCodeProps) {
  const text = useText()
  const { mutate, error } = useMutation(setUp())
  const { words, waits } = useRefusal(error)
  const sent = useRef('')
  useEffect(() => {
    // Good for one use: never sent a second time by a second drawing.
    if (sent.current === code) return
    sent.current = code
    mutate({ code }, { onSuccess: onIn })
  }, [code, mutate, onIn])
  if (!error) return <DoorFrame look={door.look} title={text('door.opening')} />
  return (
    <DoorFrame look={door.look} title={text('door.codeBad')} lead={waits ? words : text('door.codeBadMeaning')}>
      <div className={styles['actions']}>
        <Button kind="primary" onClick={onBadCode}>
          {text('door.otherWay')}
        </Button>
      </div>
    </DoorFrame>
  )
}
