import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { FormEvent } from 'react'
import type { Door, Me } from '#contract/identity.ts'
import { faultOf } from '#web/api/api-fault.ts'
import { setUp } from '#web/api/door-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Check, Input } from '#web/ui/field/Input.tsx'
import { Field } from '#web/ui/field/Field.tsx'
import { LoginInput, PasswordInput } from '#web/ui/sign-in/SignInInputs.tsx'
import { useRefusal } from '#web/ui/sign-in/use-refusal.ts'
import { DoorFrame } from './DoorFrame.tsx'
import { loginFor, problemsOf } from './first-run.ts'
import type { FirstAccount } from './first-run.ts'
import { RoleTiles } from './RoleTiles.tsx'
import formStyles from '#web/ui/field/Form.module.css'
import styles from './Door.module.css'

interface FirstRunProps {
  readonly door: Door
  readonly code: string
  readonly onIn: (me: Me) => void
  readonly onBadCode: () => void
}

/** The first account: a name and a role; a password for whoever wants one. */
export function FirstRun({ door, code, onIn, onBadCode }: FirstRunProps) {
  const text = useText()
  const { mutate, error, isPending } = useMutation(setUp())
  const [account, setAccount] = useState<FirstAccount>({ name: '', role: undefined, locked: false, login: '', password: '' })
  const [tried, setTried] = useState(false)
  const { words } = useRefusal(error)
  const name = useRef<HTMLInputElement>(null)
  useEffect(() => name.current?.focus({ preventScroll: true }), [])
  const problems = problemsOf(account)
  const login = account.login || loginFor(account.name)
  const badCode = error !== null && ['unauthenticated', 'not_found', 'forbidden'].includes(faultOf(error).code)
  const change = (part: Partial<FirstAccount>): void => setAccount((now) => ({ ...now, ...part }))
  const told = (what: (typeof problems)[number]): string | undefined => (tried && problems.includes(what) ? text(`door.need.${what}`) : undefined)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (problems.length > 0 || isPending) return
    const { role, locked, password } = account
    mutate({ code, name: account.name.trim(), ...(role !== undefined && { role }), ...(locked && { login, password }) }, { onSuccess: onIn })
  }
  return (
    <DoorFrame look={door.look} title={text('door.firstTitle')} lead={text('door.firstLead')} wide>
      <form className={styles['form']} onSubmit={submit} noValidate>
        <Field label={text('door.name')} error={told('name')} className={styles['narrow']}>
          {(parts) => (
            <Input {...parts} ref={name} autoComplete="name" maxLength={100} value={account.name} onChange={(event) => change({ name: event.target.value })} />
          )}
        </Field>
        <RoleTiles roles={door.roles} chosen={account.role} error={told('role')} onChoose={(role) => change({ role })} />
        <div>
          <Check label={text('door.setPassword')} checked={account.locked} onChange={(event) => change({ locked: event.target.checked })} />
          <p className={styles['small']}>{text('door.setPasswordMeaning')}</p>
        </div>
        {account.locked && (
          <div className={styles['pair']}>
            <Field label={text('door.login')} error={told('login')}>
              {(parts) => <LoginInput {...parts} value={login} onChange={(event) => change({ login: event.target.value })} />}
            </Field>
            <Field label={text('door.password')} hint={text('door.passwordHint')} error={told('password')}>
              {(parts) => <PasswordInput {...parts} use="new" value={account.password} onChange={(event) => change({ password: event.target.value })} />}
            </Field>
          </div>
        )}
        {words && (
          <p className={formStyles['refused']} role="alert">
            {badCode ? `${text('door.codeBad')}. ${text('door.codeBadMeaning')}` : words}
          </p>
        )}
        <div className={styles['actions']}>
          <Button type="submit" kind="primary" busy={isPending}>
            {text('door.open')}
          </Button>
          {badCode && (
            <Button kind="quiet" onClick={onBadCode}>
              {text('door.otherCode')}
            </Button>
          )}
        </div>
      </form>
    </DoorFrame>
  )
}
