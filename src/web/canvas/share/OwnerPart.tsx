import type { DashboardAccess } from '#contract/access.ts'
import { useText } from '../../i18n/text.ts'
import { Field } from '../../ui/field/Field.tsx'
import { Select } from '../../ui/field/Input.tsx'
import { PersonFinder } from '../../ui/share/PersonFinder.tsx'
import styles from '../../ui/share/Share.module.css'
import type { Subjects } from '../../ui/share/use-subjects.ts'
import type { AccessDraft } from './access-draft.ts'

interface OwnerPartProps {
  readonly draft: AccessDraft
  readonly access: DashboardAccess
  readonly subjects: Subjects
  readonly onChange: (part: Pick<AccessDraft, 'owner'>) => void
}

/** Hands the dashboard over. */
export function OwnerPart({ draft, access, subjects, onChange }: OwnerPartProps) {
  const text = useText()
  const { owner } = access
  const others = subjects.people.filter(({ id }) => id !== owner?.id)
  const moved = draft.owner !== undefined && draft.owner !== owner?.id
  return (
    <div className={styles['part']}>
      {subjects.finds && (
        <>
          <p className={styles['head']}>{text('share.owner')}</p>
          <p className={styles['words']}>
            {moved ? text('share.handOver', { name: subjects.nameOf({ kind: 'person', id: draft.owner ?? '' }) }) : (owner?.name ?? text('share.nobody'))}
          </p>
          <PersonFinder label={text('share.newOwner')} isTaken={(id) => id === (draft.owner ?? owner?.id)} onPick={({ id }) => onChange({ owner: id })} />
        </>
      )}
      {!subjects.finds && (
        <Field label={text('share.owner')} hint={moved ? text('share.handOver', { name: subjects.nameOf({ kind: 'person', id: draft.owner }) }) : undefined}>
          {(parts) => (
            <Select {...parts} value={draft.owner ?? ''} onChange={(event) => onChange({ owner: event.target.value === '' ? undefined : event.target.value })}>
              {owner ? <option value={owner.id}>{owner.name}</option> : <option value="">{text('share.nobody')}</option>}
              {others.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </div>
  )
}
