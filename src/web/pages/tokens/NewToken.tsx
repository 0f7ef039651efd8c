import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { scopes } from '#core/policy/actor.ts'
import type { Scope } from '#core/policy/actor.ts'
import { faultOf } from '#web/api/api-fault.ts'
import { createToken } from '#web/api/token-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/field/Field.tsx'
import { Check, Input, Select } from '#web/ui/field/Input.tsx'
import { Dialog } from '#web/ui/popup/Dialog.tsx'
import { ShownOnce } from './ShownOnce.tsx'
import { cls } from '#web/ui/cls.ts'
import formStyles from '#web/ui/field/Form.module.css'
import styles from './Tokens.module.css'

const lives = [7, 30, 90, 180, 365]

/** A new token: what for, for how long; then the token itself, this once. */
export function NewToken({ onClose }: { readonly onClose: () => void }) {
  const text = useText()
  const { mutate, data, error, isPending } = useMutation(createToken(useQueryClient()))
  const [draft, setDraft] = useState({ name: '', scopes: [] as readonly Scope[], days: 90 })
  const [tried, setTried] = useState(false)
  if (data) return <ShownOnce token={data.token} record={data.record} onClose={onClose} />
  const wrong = { name: draft.name.trim() === '', scopes: draft.scopes.length === 0 }
  const make = (): void => {
    setTried(true)
    if (wrong.name || wrong.scopes) return
    mutate({ name: draft.name.trim(), scopes: [...draft.scopes], days: draft.days })
  }
  const fault = error ? faultOf(error) : undefined
  return (
    <Dialog
      opened
      onClose={onClose}
      title={text('tokens.add')}
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {text('app.cancel')}
          </Button>
          <Button kind="primary" busy={isPending} onClick={make}>
            {text('tokens.make')}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <Field label={text('tokens.name')} hint={text('tokens.nameHint')} error={tried && wrong.name ? text('tokens.nameNeeded') : undefined}>
          {(parts) => <Input {...parts} maxLength={100} value={draft.name} onChange={(e) => setDraft({ ...draft, name: e.target.value })} />}
        </Field>
        <fieldset className={cls(formStyles['group'], styles['group'])} aria-describedby={tried && wrong.scopes ? 'scopes-error' : undefined}>
          <legend>{text('tokens.scopes')}</legend>
          {scopes.map((scope) => (
            <Check
              key={scope}
              label={text(`scope.${scope}`)}
              checked={draft.scopes.includes(scope)}
              onChange={(e) => setDraft({ ...draft, scopes: scopes.filter((s) => (s === scope ? e.target.checked : draft.scopes.includes(s))) })}
            />
          ))}
          {tried && wrong.scopes && (
            <p id="scopes-error" className={styles['refused']}>
              {text('tokens.scopesNeeded')}
            </p>
          )}
        </fieldset>
        <Field label={text('tokens.life')} hint={text('tokens.lifeHint')}>
          {(parts) => (
            <Select {...parts} value={draft.days} onChange={(e) => setDraft({ ...draft, days: Number(e.target.value) })}>
              {lives.map((days) => (
                <option key={days} value={days}>
                  {text('tokens.days', { count: days })}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {fault && (
          <p className={styles['refused']} role="alert">
            {text(`fault.${fault.code}`, { detail: fault.detail ?? 'none' })}
          </p>
        )}
      </div>
    </Dialog>
  )
}
