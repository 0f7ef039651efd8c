import { useState } from 'react'
import type { FormEvent } from 'react'
import type { Door } from '#contract/identity.ts'
import { codeIn } from '#web/api/door-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/field/Field.tsx'
import { Input } from '#web/ui/field/Input.tsx'
import { DoorFrame } from './DoorFrame.tsx'
import styles from './Door.module.css'

/** A new installation opened without its code: where the code stands, and a place to put it. */
export function CodeEntry({ door, onCode }: { readonly door: Door; readonly onCode: (code: string) => void }) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (typed.trim() !== '') onCode(codeIn(typed))
  }
  return (
    <DoorFrame look={door.look} title={text('door.setupTitle')} lead={text('door.setupLead')}>
      <form className={styles['form']} onSubmit={submit} noValidate>
        <Field label={text('door.code')} hint={text('door.codeHint')} error={tried && typed.trim() === '' ? text('door.codeNeeded') : undefined}>
          {(parts) => <Input {...parts} dir="ltr" spellCheck={false} value={typed} onChange={(event) => setTyped(event.target.value)} />}
        </Field>
        <div className={styles['actions']}>
          <Button type="submit" kind="primary">
            {text('door.goOn')}
          </Button>
        </div>
      </form>
    </DoorFrame>
  )
}
