import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { Password } from '#contract/identity.ts'
import type { Person, Role } from '#contract/identity.ts'
import { faultOf } from '#web/api/api-fault.ts'
import { savePerson } from '#web/api/people-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/field/Field.tsx'
import { Input } from '#web/ui/field/Input.tsx'
import { NamesInput } from '#web/ui/field/NamesInput.tsx'
import { Dialog } from '#web/ui/popup/Dialog.tsx'
import { PasswordInput } from '#web/ui/sign-in/SignInInputs.tsx'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import { knownNames } from './find-people.ts'
import { RolePicks } from './RolePicks.tsx'
import formStyles from '#web/ui/field/Form.module.css'
import styles from './People.module.css'

interface Draft {
  readonly name: string
  readonly roles: readonly string[]
  readonly teams: readonly string[]
  readonly sites: readonly string[]
  /** Empty: stays as it is. */
  readonly password: string
}

interface EditPersonProps {
  readonly person: Person
  readonly roles: readonly Role[]
  readonly people: readonly Person[]
  readonly onClose: () => void
}

/** Name, roles, teams, sites and, for local accounts, a new password. */
export function EditPerson({ person, roles, people, onClose }: EditPersonProps) {
  const text = useText()
  const toast = useToast()
  const { mutate, error, isPending } = useMutation(savePerson(useQueryClient()))
  const local = person.roles.filter((held) => held.from === 'local').map((held) => held.role)
  const [draft, setDraft] = useState<Draft>({ name: person.name, roles: local, teams: person.teams, sites: person.sites, password: '' })
  const wrongName = draft.name.trim() === ''
  const wrongPassword = draft.password !== '' && !z.safeParse(Password, draft.password).success
  const fault = error ? faultOf(error) : undefined
  const save = (): void => {
    if (wrongName || wrongPassword) return
    const change = {
      name: draft.name.trim(),
      roles: [...draft.roles],
      teams: [...draft.teams],
      sites: [...draft.sites],
      ...(draft.password !== '' && { password: draft.password }),
    }
    mutate(
      { id: person.id, rev: person.rev, change },
      {
        onSuccess: () => {
          toast({ words: text('people.saved', { name: change.name }) })
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={person.name}
      lead={[person.login, person.email].filter(Boolean).join(' · ') || undefined}
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {text('app.cancel')}
          </Button>
          <Button kind="primary" busy={isPending} onClick={save}>
            {text('app.save')}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <Field label={text('people.name')} error={wrongName ? text('door.need.name') : undefined}>
          {(parts) => <Input {...parts} maxLength={100} value={draft.name} onChange={(e) => setDraft({ ...draft, name: e.target.value })} />}
        </Field>
        <RolePicks roles={roles} chosen={draft.roles} given={person.roles} onChange={(next) => setDraft({ ...draft, roles: next })} />
        <Field label={text('people.teams')}>
          {(parts) => <NamesInput parts={parts} names={draft.teams} known={knownNames(people, 'teams')} onChange={(teams) => setDraft({ ...draft, teams })} />}
        </Field>
        <Field label={text('people.sites')}>
          {(parts) => <NamesInput parts={parts} names={draft.sites} known={knownNames(people, 'sites')} onChange={(sites) => setDraft({ ...draft, sites })} />}
        </Field>
        {person.login !== null && (
          <Field
            label={text('people.newPassword')}
            note={text('form.optional')}
            hint={text('people.newPasswordHint')}
            error={wrongPassword ? text('door.need.password') : undefined}
          >
            {(parts) => <PasswordInput {...parts} use="new" value={draft.password} onChange={(e) => setDraft({ ...draft, password: e.target.value })} />}
          </Field>
        )}
        {fault && (
          <p className={formStyles['refused']} role="alert">
            {text(`fault.${fault.code}`, { detail: fault.detail ?? 'none' })} {fault.code === 'stale' && text('people.staleMeaning')}
          </p>
        )}
      </div>
    </Dialog>
  )
}
