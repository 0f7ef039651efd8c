import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import type { Me } from '#contract/identity.ts'
import { faultOf } from '#web/api/api-fault.ts'
import { saveMe } from '#web/api/me-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/field/Field.tsx'
import { Input } from '#web/ui/field/Input.tsx'
import { NamesInput } from '#web/ui/field/NamesInput.tsx'
import { useToast } from '#web/ui/toast/Toaster.tsx'
import formStyles from '#web/ui/field/Form.module.css'
import styles from './Account.module.css'

interface Draft {
  readonly name: string
  readonly teams: readonly string[]
  readonly sites: readonly string[]
}

/** Name, teams and sites. What an identity provider says about teams and sites comes again at the next sign-in. */
export function ProfileForm({ me }: { readonly me: Me }) {
  const text = useText()
  const toast = useToast()
  const { mutate, error, isPending } = useMutation(saveMe(useQueryClient()))
  const [draft, setDraft] = useState<Draft>({ name: me.name, teams: me.teams, sites: me.sites })
  const wrong = draft.name.trim() === ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (wrong) return
    mutate({ name: draft.name.trim(), teams: [...draft.teams], sites: [...draft.sites] }, { onSuccess: () => toast({ words: text('account.saved') }) })
  }
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <Field label={text('account.name')} error={wrong ? text('door.need.name') : undefined}>
        {(parts) => <Input {...parts} autoComplete="name" maxLength={100} value={draft.name} onChange={(e) => setDraft({ ...draft, name: e.target.value })} />}
      </Field>
      <Field label={text('people.teams')} hint={text('account.teamsHint')}>
        {(parts) => <NamesInput parts={parts} names={draft.teams} onChange={(teams) => setDraft({ ...draft, teams })} />}
      </Field>
      <Field label={text('people.sites')} hint={text('account.sitesHint')}>
        {(parts) => <NamesInput parts={parts} names={draft.sites} onChange={(sites) => setDraft({ ...draft, sites })} />}
      </Field>
      {error && (
        <p className={formStyles['refused']} role="alert">
          {text(`fault.${faultOf(error).code}`, { detail: faultOf(error).detail ?? 'none' })}
        </p>
      )}
      <div>
        <Button type="submit" kind="primary" busy={isPending}>
          {text('app.save')}
        </Button>
      </div>
    </form>
  )
}
