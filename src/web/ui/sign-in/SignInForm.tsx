import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { FormEvent } from 'react'
import type { Me } from '#contract/identity.ts'
import { signIn } from '#web/api/door-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '../Button.tsx'
import { Field } from '../field/Field.tsx'
import { LoginInput, PasswordInput } from './SignInInputs.tsx'
import { useRefusal } from './use-refusal.ts'
import styles from './SignIn.module.css'

export interface SignInFormProps {
  /** Known already: only the password is asked for first. */
  readonly login?: string
  readonly onIn: (me: Me) => void
}

/** Login and password. A refusal keeps the login and asks for the password anew. */
export function SignInForm({ login = '', onIn }: SignInFormProps) {
  const text = useText()
  const [typed, setTyped] = useState({ login, password: '' })
  const [tried, setTried] = useState(false)
  const { mutate, error, isPending } = useMutation(signIn())
  const { words, waits } = useRefusal(error)
  const field = useRef<HTMLInputElement>(null)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => (login === '' ? first : field).current?.focus({ preventScroll: true }), [login])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (typed.login.trim() === '' || typed.password === '' || waits || isPending) return
    mutate(
      { login: typed.login.trim(), password: typed.password },
      {
        onSuccess: onIn,
        onError: () => {
          setTyped((now) => ({ ...now, password: '' }))
          setTried(false)
          field.current?.focus()
        },
      },
    )
  }
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <Field label={text('door.login')} error={tried && typed.login.trim() === '' ? text('door.loginNeeded') : undefined}>
        {(parts) => (
          <LoginInput
            {...parts}
            ref={first}
            name="login"
            data-autofocus={login === '' || undefined}
            value={typed.login}
            onChange={(event) => setTyped({ ...typed, login: event.target.value })}
          />
        )}
      </Field>
      <Field label={text('door.password')} error={tried && typed.password === '' ? text('door.passwordNeeded') : undefined}>
        {(parts) => (
          <PasswordInput
            {...parts}
            ref={field}
            name="password"
            data-autofocus={login !== '' || undefined}
            use="current"
            value={typed.password}
            onChange={(event) => setTyped({ ...typed, password: event.target.value })}
          />
        )}
      </Field>
      {words && (
        <p className={styles['refused']} role="alert">
          {words}
        </p>
      )}
      <Button type="submit" kind="primary" busy={isPending} disabled={waits} className={styles['go']}>
        {text('door.signIn')}
      </Button>
    </form>
  )
}
