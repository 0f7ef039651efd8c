import { useState } from 'react'
import * as z from 'zod/mini'
import { Person } from '#contract/run.ts'
import type { Json, JsonRecord } from '#contract/json.ts'
import { useText } from '#web/i18n/text.ts'
import { Button, IconButton } from '#web/ui/Button.tsx'
import type { FieldParts } from '#web/ui/field/Field.tsx'
import { Input } from '#web/ui/field/Input.tsx'
import styles from '../Look.module.css'

interface PeoplePicksProps {
  readonly parts: FieldParts
  readonly values: JsonRecord
  readonly name: string
  readonly onChange: (value: Json) => void
}

/** People by their id, each with a part in the run from then on. */
export function PeoplePicks({ parts, values, name, onChange }: PeoplePicksProps) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const read = z.safeParse(z.array(Person), values[name] ?? [])
  const people = read.success ? read.data : []
  const add = (): void => {
    const id = typed.trim()
    if (id !== '' && !people.some((one) => one.id === id)) onChange([...people, { id, name: id }])
    setTyped('')
  }
  return (
    <div className={styles['list']}>
      {people.map((one) => (
        <span key={one.id} className={styles['line']}>
          <bdi>{one.name}</bdi>
          <IconButton
            icon="close"
            size="small"
            label={text('form.removeName', { name: one.name })}
            onClick={() => onChange(people.filter(({ id }) => id !== one.id))}
          />
        </span>
      ))}
      <div className={styles['line']}>
        <Input
          {...parts}
          placeholder={text('run.people.add')}
          value={typed}
          onChange={(e) => setTyped(e.target.value)}
          onKeyDown={(e) => {
            if (e.key !== 'Enter') return
            e.preventDefault()
            add()
          }}
        />
        <Button size="small" onClick={add}>
          {text('run.people.addThem')}
        </Button>
      </div>
    </div>
  )
}
