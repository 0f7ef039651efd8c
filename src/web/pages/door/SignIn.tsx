import type { Door, Me } from '#contract/identity.ts'
import { useText } from '#web/i18n/text.ts'
import { SignInForm } from '#web/ui/sign-in/SignInForm.tsx'
import { Ways } from '#web/ui/sign-in/Ways.tsx'
import { DoorFrame } from './DoorFrame.tsx'
import styles from './Door.module.css'

/** Where the person wanted to go, without what only this page is concerned with. */
const wanted = (): string => location.pathname + location.search

/** The ways in: identity providers first, since most people use one; a password below. */
export function SignIn({ door, onIn }: { readonly door: Door; readonly onIn: (me: Me) => void }) {
  const text = useText()
  const others = door.ways.filter((way) => way.kind === 'oidc')
  const local = door.ways.some((way) => way.kind === 'local')
  const none = others.length === 0 && !local
  return (
    <DoorFrame look={door.look} title={none ? text('door.noWayTitle') : text('door.title')} lead={none ? text('door.noWay') : undefined}>
      {others.length > 0 && <Ways ways={others} to={wanted()} />}
      {others.length > 0 && local && (
        <p className={styles['or']}>
          <span>{text('door.orPassword')}</span>
        </p>
      )}
      {local && <SignInForm onIn={onIn} />}
    </DoorFrame>
  )
}
