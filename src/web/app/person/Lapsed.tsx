import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Me } from '#contract/identity.ts'
import { doorQuery } from '#web/api/door-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/popup/Dialog.tsx'
import { SignInForm } from '#web/ui/sign-in/SignInForm.tsx'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import { Ways } from '#web/ui/sign-in/Ways.tsx'
import styles from './Person.module.css'

/** The session ended in mid-work. Nothing on screen goes away; what was changed waits for the person to be back. */
export default function Lapsed({ me, onIn }: { readonly me: Me; readonly onIn: (me: Me) => void }) {
  const text = useText()
  const { data: door } = useQuery(doorQuery)
  const [put, setPut] = useState(false)
  const local = door?.ways.some((w) => w.kind === 'local')
  const others = door?.ways.filter((w) => w.kind === 'oidc') ?? []
  return (
    <>
      <Dialog opened={!put} onClose={() => setPut(true)} size="small" title={text('session.ended')} lead={text('session.endedMeaning')}>
        <div className={styles['again']}>
          {/* A tab of its own: this page, with all that is on it, stays. */}
          {others.length > 0 && <Ways ways={others} to="/" apart />}
          {local && <SignInForm login={me.login ?? ''} onIn={onIn} />}
          {door && !local && others.length === 0 && <p>{text('door.noWay')}</p>}
        </div>
      </Dialog>
      {put && (
        <div className={styles['lapsed']} role="status">
          <StatusMark mark="warning" silent />
          <span>{text('session.stillOut')}</span>
          <Button size="small" kind="primary" onClick={() => setPut(false)}>
            {text('door.signIn')}
          </Button>
        </div>
      )}
    </>
  )
}
