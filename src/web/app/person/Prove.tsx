import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { FormEvent } from 'react'
import type { Me } from '#contract/identity.ts'
import { doorQuery } from '#web/api/door-query.ts'
import { meQuery, proveMe } from '#web/api/me-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/field/Field.tsx'
import { Dialog } from '#web/ui/popup/Dialog.tsx'
import { PasswordInput } from '#web/ui/sign-in/SignInInputs.tsx'
import { useRefusal } from '#web/ui/sign-in/use-refusal.ts'
import { Ways } from '#web/ui/sign-in/Ways.tsx'
import styles from './Person.module.css'

const lookMs = 2000

/** Looks until the person has proved themselves in the other tab. */
function useProvedElsewhere(me: Me, looks: boolean, onProved: () => void): void {
  const [before] = useState(me.freshUntil ?? 0)
  const { data } = useQuery({ ...meQuery, refetchInterval: looks ? lookMs : false })
  const until = data?.freshUntil ?? 0
  const told = useRef(onProved)
  useEffect(() => {
    told.current = onProved
  }, [onProved])
  useEffect(() => {
    if (until > before) told.current()
  }, [until, before])
}

/** Asks who is signed in to prove it once more, over whatever they were doing; nothing of it goes away. */
export default function Prove({ me, onDone }: { readonly me: Me; readonly onDone: (proved: boolean) => void }) {
  const text = useText()
  const { data: door } = useQuery(doorQuery)
  const others = me.via === 'oidc' ? (door?.ways.filter((w) => w.kind === 'oidc') ?? []) : []
  const local = me.hasPassword && door?.ways.some((w) => w.kind === 'local')
  useProvedElsewhere(me, others.length > 0, () => onDone(true))
  return (
    <Dialog opened onClose={() => onDone(false)} size="small" title={text('session.prove')} lead={text('session.proveMeaning')}>
      <div className={styles['again']}>
        {others.length > 0 && <Ways ways={others} to="/" apart again />}
        {local && <ProveForm login={me.login ?? ''} onProved={() => onDone(true)} />}
        {door && !local && others.length === 0 && <p>{text('session.proveNoWay')}</p>}
      </div>
    </Dialog>
  )
}

function ProveForm({ login, onProved }: { readonly login: string; readonly onProved: () => void }) {
  const text = useText()
  const { mutate, error, isPending } = useMutation(proveMe(useQueryClient()))
  const { words, waits } = useRefusal(error)
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    // It stands over a page of its own, whose form is none of its business.
    event.stopPropagation()
    if (password !== '' && !waits && !isPending) mutate(password, { onSuccess: onProved, onError: () => setPassword('') })
  }
  return (
    <form className={styles['again']} onSubmit={submit} noValidate>
      {/* For the browser's keeper of passwords: whose it is. */}
      <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
      <Field label={text('door.password')} error={words}>
        {(parts) => (
          <PasswordInput {...parts} name="password" data-autofocus use="current" value={password} onChange={(event) => setPassword(event.target.value)} />
        )}
      </Field>
      <Button type="submit" kind="primary" busy={isPending} disabled={waits || password === ''}>
        {text('session.proveGo')}
      </Button>
    </form>
  )
}
