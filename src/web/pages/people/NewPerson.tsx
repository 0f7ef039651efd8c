import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { Login, Password } from '#contract/identity.ts'
import type { Person, Role } from '#contract/identity.ts'
import { faultOf } from '#web/api/api-fault.ts'
import { createPerson } from '#web/api/people-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/field/Field.tsx'
import { Input } from '#web/ui/field/Input.tsx'
import { NamesInput } from '#web/ui/field/NamesInput.tsx'
import { Dialog } from '#web/ui/popup/Dialog.tsx'
import { LoginInput, PasswordInput } from '#web/ui/sign-in/SignInInputs.tsx'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import { knownNames } from './find-people.ts'
import { RolePicks } from './RolePicks.tsx'
import formStyles from '#web/ui/field/Form.module.css'
import styles from './People.module.css'

interface Draft {
  readonly name: string
  readonly login: string
  readonly password: string
  readonly roles: readonly string[]
  readonly teams: readonly string[]
  readonly sites: readonly string[]
}
const empty: Draft = { name: '', login: '', password: '', roles: [], teams: [], sites: [] }

interface NewPersonProps {
  readonly opened: boolean
  readonly roles: readonly Role[]
  readonly people: readonly Person[]
  readonly onClose: () => void
}

/** An account of this installation, for those who come without an identity provider. What was typed stays until it is added or the page is left. */
export function NewPerson({ opened, roles, people, onClose }: NewPersonProps) {
  const text = useText()
  const toast = useToast()
  const { mutate, error, isPending, reset } = useMutation(createPerson(useQueryClient()))
  const [draft, setDraft] = useState(empty)
  const [tried, setTried] = useState(false)
  const taken = people.some((p) => p.login?.toLowerCase() === draft.login.trim().toLowerCase())
  const wrong = {
    name: draft.name.trim() === '' ? text('door.need.name') : undefined,
    login: !z.safeParse(Login, draft.login).success ? text('door.need.login') : taken ? text('people.loginTaken') : undefined,
    password: z.safeParse(Password, draft.password).success ? undefined : text('door.need.password'),
  }
  const told = (what: keyof typeof wrong): string | undefined => (tried ? wrong[what] : undefined)
  const change = (part: Partial<Draft>): void => {
    setDraft((now) => ({ ...now, ...part }))
    reset()
  }
  const add = (): void => {
    setTried(true)
    if (wrong.name || wrong.login || wrong.password) return
    const { roles: held, teams, sites } = draft
    mutate(
      { name: draft.name.trim(), login: draft.login.trim(), password: draft.password, roles: [...held], teams: [...teams], sites: [...sites] },
      {
        onSuccess: ({ name }) => {
          toast({ words: text('people.added', { name }) })
          setDraft(empty)
          setTried(false)
          onClose()
        },
      },
    )
  }
  const fault = error ? faultOf(error) : undefined
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={text('people.add')}
      lead={text('people.addLead')}
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {text('app.cancel')}
          </Button>
          <Button kind="primary" busy={isPending} onClick={add}>
            {text('app.add')}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <Field label={text('people.name')} error={told('name')}>
          {(parts) => <Input {...parts} maxLength={100} value={draft.name} onChange={(e) => change({ name: e.target.value })} />}
        </Field>
        <div className={styles['pair']}>
          <Field label={text('door.login')} error={told('login')}>
            {(parts) => <LoginInput autoComplete="off" {...parts} value={draft.login} onChange={(e) => change({ login: e.target.value })} />}
          </Field>
          <Field label={text('people.firstPassword')} hint={text('people.firstPasswordHint')} error={told('password')}>
            {(parts) => <PasswordInput {...parts} use="new" value={draft.password} onChange={(e) => change({ password: e.target.value })} />}
          </Field>
        </div>
        <RolePicks roles={roles} chosen={draft.roles} onChange={(next) => change({ roles: next })} />
        <div className={styles['pair']}>
          <Field label={text('people.teams')} note={text('form.optional')}>
            {(parts) => <NamesInput parts={parts} names={draft.teams} known={knownNames(people, 'teams')} onChange={(teams) => change({ teams })} />}
          </Field>
          <Field label={text('people.sites')} note={text('form.optional')}>
            {(parts) => <NamesInput parts={parts} names={draft.sites} known={knownNames(people, 'sites')} onChange={(sites) => change({ sites })} />}
          </Field>
        </div>
        {fault && (
          <p className={formStyles['refused']} role="alert">
            {fault.code === 'exists' ? text('people.loginTaken') : text(`fault.${fault.code}`, { detail: fault.detail ?? 'none' })}
          </p>
        )}
      </div>
    </Dialog>
  )
}
