import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { VisibleTo } from '#contract/dashboard.ts'
import { narrows } from '#core/policy/visible.ts'
import { useMe } from '../../api/me-query.ts'
import { rolesQuery } from '../../api/people-query.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/field/Field.tsx'
import { Check } from '../../ui/field/Input.tsx'
import { NamesInput } from '../../ui/field/NamesInput.tsx'
import { useSubjects } from '../../ui/share/use-subjects.ts'
import { useRuleWords } from '../../widgets/use-rule-words.ts'
import styles from './WhoSees.module.css'

interface WhoSeesProps {
  /** Of what: the rules of a section and of its widgets add up. */
  readonly of: 'widget' | 'section'
  readonly rule: VisibleTo | undefined
  readonly onChange: (rule: VisibleTo | undefined) => void
}

const kinds = ['roles', 'teams', 'sites'] as const

/** Takes effect at once, like everything about a widget. Kinds a newer version wrote stay as they are. */
export function WhoSees({ of, rule = {}, onChange }: WhoSeesProps) {
  const text = useText()
  const head = useId()
  const me = useMe()
  const words = useRuleWords()
  const subjects = useSubjects()
  const { data: known = [] } = useQuery(rolesQuery)
  const { roles = [], teams = [], sites = [] } = rule
  const set = (kind: (typeof kinds)[number], names: readonly string[]): void => {
    const { [kind]: _, ...rest } = rule
    const next: VisibleTo = names.length === 0 ? rest : { ...rest, [kind]: [...names] }
    onChange(narrows(next) ? next : undefined)
  }
  const choices = [...known, ...roles.filter((id) => !known.some((r) => r.id === id)).map((id) => ({ id, name: text('who.gone', { id }) }))]
  const newer = Object.keys(rule).some((key) => !kinds.some((kind) => kind === key))
  return (
    <div className={styles['who']} role="group" aria-labelledby={head}>
      <p className={styles['state']} id={head}>
        {narrows(rule)
          ? text('who.only', { condition: words(rule).condition || text('who.unknown') })
          : text(of === 'widget' ? 'who.allOfWidget' : 'who.allOfSection')}
      </p>
      <p className={styles['quiet']}>{text('who.meaning')}</p>
      <fieldset className={styles['roles']}>
        <legend>{text('who.roles')}</legend>
        {choices.map(({ id, name }) => (
          <Check
            key={id}
            label={name}
            checked={roles.includes(id)}
            onChange={(event) => set('roles', event.target.checked ? [...roles, id] : roles.filter((one) => one !== id))}
          />
        ))}
      </fieldset>
      <Field label={text('who.teams')}>
        {(parts) => <NamesInput parts={parts} names={teams} known={subjects.teams} onChange={(names) => set('teams', names)} />}
      </Field>
      <Field label={text('who.sites')} hint={text('who.givenOnly')}>
        {(parts) => <NamesInput parts={parts} names={sites} known={me?.sites ?? []} onChange={(names) => set('sites', names)} />}
      </Field>
      {newer && <p className={styles['quiet']}>{text('who.newer')}</p>}
      {narrows(rule) && (
        <Button size="small" onClick={() => onChange(undefined)}>
          {text('who.everybody')}
        </Button>
      )}
    </div>
  )
}
