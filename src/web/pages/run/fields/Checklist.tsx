import { useState } from 'react'
import * as z from 'zod/mini'
import type { Json, JsonRecord } from '#contract/json.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Input } from '#web/ui/field/Input.tsx'
import styles from '../Look.module.css'
import { PickedList } from './PickedList.tsx'

const Items = z.array(z.object({ id: z.string(), text: z.string(), done: z.boolean() }))

interface ChecklistProps {
  readonly label: string
  readonly values: JsonRecord
  readonly error: string | undefined
  readonly onChange: (value: Json) => void
}

/** The plan as steps to tick, and to add to while it happens. */
export function Checklist({ label, values, error, onChange }: ChecklistProps) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const read = z.safeParse(Items, values['checklist'] ?? [])
  const items = read.success ? read.data : []
  const add = (): void => {
    if (typed.trim() === '') return
    onChange([...items, { id: `n${items.length + 1}`, text: typed.trim(), done: false }])
    setTyped('')
  }
  return (
    <PickedList label={label} error={error}>
      {items.map((item) => (
        <label key={item.id} className={styles['pick']} data-done={item.done || undefined}>
          <input type="checkbox" checked={item.done} onChange={() => onChange(items.map((one) => (one.id === item.id ? { ...one, done: !one.done } : one)))} />
          <span dir="auto">{item.text}</span>
        </label>
      ))}
      <div className={styles['line']}>
        <Input
          aria-label={text('run.check.new')}
          value={typed}
          onChange={(e) => setTyped(e.target.value)}
          onKeyDown={(e) => {
            if (e.key !== 'Enter') return
            e.preventDefault()
            add()
          }}
        />
        <Button size="small" icon="plus" onClick={add}>
          {text('run.check.add')}
        </Button>
      </div>
    </PickedList>
  )
}
