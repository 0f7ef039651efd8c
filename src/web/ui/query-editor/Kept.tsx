import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { longestKept } from '#contract/kept-queries.ts'
import { faultOf } from '#web/api/api-fault.ts'
import { keepOneQuery, keptQueriesQuery } from '#web/api/kept-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '../Button.tsx'
import { Field } from '../field/Field.tsx'
import { Input } from '../field/Input.tsx'
import { PickList } from '../pick/PickList.tsx'
import { Popover } from '../popup/Popover.tsx'
import styles from './QueryEditor.module.css'

interface KeptProps {
  readonly source: string
  readonly value: string
  readonly readOnly: boolean
  readonly onPick: (text: string) => void
}

/** Queries written before, to take again, and a name for the one that stands here. */
export function Kept({ source, value, readOnly, onPick }: KeptProps) {
  const text = useText()
  const { data } = useQuery(keptQueriesQuery(source))
  const recent = (data?.recent ?? []).filter((one) => one.text !== value)
  const named = data?.named ?? []
  const options = [
    ...named.map(({ name, text: code }) => ({ value: `n${name}`, label: name, also: code, hint: code, group: text('query.named') })),
    ...recent.map(({ text: code }, i) => ({ value: `r${i}`, label: code, group: text('query.recent') })),
  ]
  const textOf = (picked: string): string =>
    (picked.startsWith('n') ? named.find(({ name }) => name === picked.slice(1)) : recent[Number(picked.slice(1))])?.text ?? value
  if (readOnly) return null
  return (
    <div className={styles['kept']}>
      {options.length > 0 && (
        <Popover
          flush
          align="start"
          label={text('query.kept')}
          trigger={
            <Button size="small" kind="quiet" icon="clock" opens>
              {text('query.kept')}
            </Button>
          }
        >
          {(close) => (
            <PickList
              label={text('query.find')}
              options={options}
              none={(query) => text('query.noneKept', { query })}
              onPick={(picked) => {
                close()
                onPick(textOf(picked))
              }}
            />
          )}
        </Popover>
      )}
      {value.trim() !== '' && value.length <= longestKept && (
        <Popover
          align="start"
          label={text('query.keep')}
          trigger={
            <Button size="small" kind="quiet" icon="plus">
              {text('query.keep')}
            </Button>
          }
        >
          {(close) => <NameForm source={source} value={value} taken={named.map(({ name }) => name)} close={close} />}
        </Popover>
      )}
    </div>
  )
}

function NameForm({ source, value, taken, close }: Pick<KeptProps, 'source' | 'value'> & { readonly taken: readonly string[]; readonly close: () => void }) {
  const text = useText()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const { mutate, isPending, error } = useMutation(keepOneQuery(client, source))
  const save = (event: FormEvent): void => {
    event.preventDefault()
    // A form around the editor must not be sent along.
    event.stopPropagation()
    if (name.trim() !== '') mutate({ text: value, name: name.trim() }, { onSuccess: close })
  }
  const fault = error ? faultOf(error) : undefined
  return (
    <form className={styles['name']} onSubmit={save}>
      <Field
        label={text('query.name')}
        hint={taken.includes(name.trim()) ? text('query.replaces') : undefined}
        error={fault && `${text(`fault.${fault.code}`, { detail: 'none' })} ${fault.detail ?? ''}`.trim()}
      >
        {(parts) => <Input {...parts} data-autofocus maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Button kind="primary" type="submit" busy={isPending} disabled={name.trim() === ''}>
        {text('app.save')}
      </Button>
    </form>
  )
}
