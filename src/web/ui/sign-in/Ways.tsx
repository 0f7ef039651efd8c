import type { Door } from '#contract/identity.ts'
import { useText } from '#web/i18n/text.ts'
import { Icon } from '../icon/Icon.tsx'
import styles from './SignIn.module.css'

export interface WaysProps {
  readonly ways: Door['ways']
  /** Where the person is led afterwards: a path of this installation. */
  readonly to: string
  /** In a tab of its own; this one hears when it is done. */
  readonly apart?: boolean
  /** Only to prove who is signed in already. */
  readonly again?: boolean
}

/** Where a browser goes to begin, and then comes back to. */
export function startOf(start: string, to: string, again = false): string {
  const address = new URL(start, location.origin)
  if (again) address.searchParams.set('again', '1')
  else address.searchParams.set('to', to)
  return address.origin === location.origin ? `${address.pathname}${address.search}` : address.href
}

/** One button for each identity provider. */
export function Ways({ ways, to, apart = false, again = false }: WaysProps) {
  const text = useText()
  return (
    <ul className={styles['ways']}>
      {ways.map(
        ({ id, name, start }) =>
          start !== undefined && (
            <li key={id}>
              <a className={styles['way']} href={startOf(start, to, again)} {...(apart && { target: '_blank', rel: 'noopener' })}>
                {text('door.signInWith', { name })}
                <Icon name={apart ? 'external' : 'right'} />
              </a>
            </li>
          ),
      )}
    </ul>
  )
}
