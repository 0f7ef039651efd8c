import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { faultOf } from '#web/api/api-fault.ts'
import { namesQuery } from '#web/api/names-query.ts'
import { useText } from '#web/i18n/text.ts'
import { Input } from '../field/Input.tsx'
import styles from './Share.module.css'
import type { Named } from './use-subjects.ts'

interface PersonFinderProps {
  readonly label: string
  readonly isTaken: (id: string) => boolean
  readonly onPick: (person: Named) => void
}

/** Finds a person by name for those who may not see the whole list. */
export function PersonFinder({ label, isTaken, onPick }: PersonFinderProps) {
  const text = useText()
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const [typed, setTyped] = useState('')
  const asked = useDeferredValue(typed.trim())
  const { data, error, isFetching } = useQuery(namesQuery(asked))
  const people = (asked.length < 2 ? [] : (data ?? [])).filter((one) => one.kind === 'person' && !isTaken(one.id))
  const fault = error && asked.length >= 2 ? faultOf(error) : undefined
  const state =
    fault?.code === 'forbidden'
      ? text('share.find.off')
      : fault
        ? text(`fault.${fault.code}`, { detail: fault.detail ?? 'none' })
        : asked.length < 2
          ? text('share.find.hint')
          : people.length === 0 && !isFetching
            ? text('share.find.none', { name: asked })
            : ''
  const pick = (person: Named): void => {
    onPick(person)
    setTyped('')
  }
  /** Enter means the one who was found, among several it goes to them; a form around it is not sent with half a name in it. */
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || typed === '' || (event.key !== 'Enter' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    const [only, ...others] = asked === typed.trim() && !isFetching ? people : []
    if (event.key === 'Enter' && only && others.length === 0) pick(only)
    else list.current?.querySelector('button')?.focus()
  }
  return (
    <div className={styles['finder']}>
      <Input
        aria-label={label}
        aria-describedby={`${id}s`}
        placeholder={text('share.find.name')}
        type="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {people.length > 0 && (
        <ul ref={list} className={styles['found']} aria-label={text('share.find.list')}>
          {people.map((one) => (
            <li key={one.id}>
              <button type="button" dir="auto" onClick={() => pick(one)}>
                {one.name}
              </button>
            </li>
          ))}
        </ul>
      )}
      <output id={`${id}s`} className={styles['findState']}>
        {state}
      </output>
    </div>
  )
}
