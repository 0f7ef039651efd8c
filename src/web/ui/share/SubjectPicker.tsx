import { useId, useState } from 'react'
import type { Subject } from '#contract/access.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '../Button.tsx'
import { Input, Select } from '../field/Input.tsx'
import { PersonFinder } from './PersonFinder.tsx'
import styles from './Share.module.css'
import { sameSubject } from './use-subjects.ts'
import type { Subjects } from './use-subjects.ts'

interface SubjectPickerProps {
  readonly subjects: Subjects
  /** Given to already: not offered again. */
  readonly taken: readonly Subject[]
  readonly onPick: (subject: Subject) => void
}

const kinds = ['role', 'team', 'person', 'everyone'] as const
const subjectOf = (kind: Subject['kind'], id: string): Subject => (kind === 'everyone' ? { kind } : { kind, id })

/** Chooses a role, a team, a person or everyone. */
export function SubjectPicker({ subjects, taken, onPick }: SubjectPickerProps) {
  const text = useText()
  const list = useId()
  const [kind, setKind] = useState<Subject['kind']>('role')
  const [id, setId] = useState('')
  const free = (subject: Subject): boolean => !taken.some((one) => sameSubject(one, subject))
  const offered = kind === 'role' ? subjects.roles : kind === 'person' ? subjects.people : []
  const choices = offered.filter((one) => free(subjectOf(kind, one.id)))
  const chosen = subjectOf(kind, id.trim())
  const ready = (kind === 'everyone' || id.trim() !== '') && free(chosen)
  const add = (): void => {
    if (!ready) return
    onPick(chosen)
    setId('')
  }
  return (
    <div className={styles['pick']}>
      <Select
        aria-label={text('share.with')}
        value={kind}
        onChange={(event) => {
          const next = kinds.find((one) => one === event.target.value)
          if (next) setKind(next)
          setId('')
        }}
      >
        {kinds.map((one) => (
          <option key={one} value={one}>
            {text(`share.kind.${one}`)}
          </option>
        ))}
      </Select>
      {kind === 'team' && (
        <>
          <Input
            aria-label={text('share.kind.team')}
            placeholder={text('share.teamName')}
            list={list}
            maxLength={100}
            value={id}
            onChange={(event) => setId(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
              event.preventDefault()
              add()
            }}
          />
          <datalist id={list}>
            {subjects.teams.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </datalist>
        </>
      )}
      {kind === 'person' && subjects.finds && (
        <PersonFinder
          label={text('share.kind.person')}
          isTaken={(one) => !free(subjectOf('person', one))}
          onPick={(one) => onPick(subjectOf('person', one.id))}
        />
      )}
      {(kind === 'role' || (kind === 'person' && !subjects.finds)) && (
        <Select aria-label={text(`share.kind.${kind}`)} value={id} onChange={(event) => setId(event.target.value)}>
          <option value="">{text(choices.length > 0 ? 'share.choose' : 'share.nobodyLeft')}</option>
          {choices.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
      )}
      {!(kind === 'person' && subjects.finds) && (
        <Button icon="plus" disabled={!ready} onClick={add}>
          {text('app.add')}
        </Button>
      )}
    </div>
  )
}
