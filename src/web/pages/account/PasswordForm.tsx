import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import * as z from 'zod/mini'
import { Login, Password } from '#contract/identity.ts'
import type { Me } from '#contract/identity.ts'
import { changePassword } from '#web/api/me-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/field/Field.tsx'
import { LoginInput, PasswordInput } from '#web/ui/sign-in/SignInInputs.tsx'
import { useRefusal } from '#web/ui/sign-in/use-refusal.ts'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import { useClock } from '#web/url/clock.ts'
import formStyles from '#web/ui/field/Form.module.css'
import styles from './Account.module.css'

const empty = { current: '', next: '', login: '' }

/** Sets or changes the password. A change signs this person out everywhere else. */
export function PasswordForm({ me }: { readonly me: Me }) {
  const text = useText()
  const toast = useToast()
  const { mutate, error, isPending } = useMutation(changePassword(useQueryClient()))
  const { words, waits } = useRefusal(error)
  const [typed, setTyped] = useState(empty)
  const [tried, setTried] = useState(false)
  const noLogin = me.login === null
  const clock = useClock()
  // Somebody with a one-time code came because they no longer know it.
  const asksCurrent = me.hasPassword && !(me.forgot === true && (me.freshUntil ?? 0) > clock.now())
  const wrong = {
    current: asksCurrent && typed.current === '',
    login: noLogin && !z.safeParse(Login, typed.login).success,
    next: !z.safeParse(Password, typed.next).success,
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (wrong.current || wrong.login || wrong.next || waits || isPending) return
    const input = { next: typed.next, ...(asksCurrent && { current: typed.current }), ...(noLogin && { login: typed.login.trim() }) }
    mutate(input, {
      onSuccess: () => {
        setTyped(empty)
        setTried(false)
        toast({ words: text('account.passwordSaved') })
      },
    })
  }
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      {noLogin ? (
        <Field label={text('door.login')} error={tried && wrong.login ? text('door.need.login') : undefined}>
          {(parts) => <LoginInput {...parts} value={typed.login} onChange={(e) => setTyped({ ...typed, login: e.target.value })} />}
        </Field>
      ) : (
        <input type="text" name="username" autoComplete="username" value={me.login ?? ''} readOnly hidden />
      )}
      {asksCurrent && (
        <Field label={text('account.current')} error={tried && wrong.current ? text('door.passwordNeeded') : undefined}>
          {(parts) => <PasswordInput {...parts} use="current" value={typed.current} onChange={(e) => setTyped({ ...typed, current: e.target.value })} />}
        </Field>
      )}
      <Field label={text('account.next')} hint={text('door.passwordHint')} error={tried && wrong.next ? text('door.need.password') : undefined}>
        {(parts) => <PasswordInput {...parts} use="new" value={typed.next} onChange={(e) => setTyped({ ...typed, next: e.target.value })} />}
      </Field>
      {words && (
        <p className={formStyles['refused']} role="alert">
          {words === text('door.wrong') || words === text('door.shut') ? text('account.currentWrong') : words}
        </p>
      )}
      <div>
        <Button type="submit" busy={isPending} disabled={waits}>
          {text(me.hasPassword ? 'account.change' : 'account.set')}
        </Button>
      </div>
    </form>
  )
}
