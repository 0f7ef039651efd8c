import { useMe } from '../../api/me-query.ts'
import { useText } from '../../i18n/text.ts'
import { Field } from '../../ui/field/Field.tsx'
import { Select } from '../../ui/field/Input.tsx'
import styles from '../../ui/share/Share.module.css'
import type { Subjects } from '../../ui/share/use-subjects.ts'
import type { AccessDraft } from './access-draft.ts'

interface TemplatePartProps {
  readonly draft: AccessDraft
  readonly subjects: Subjects
  readonly onChange: (part: Pick<AccessDraft, 'template'>) => void
}

/** The role this dashboard is made for. Whoever makes it so looks after it. */
export function TemplatePart({ draft, subjects, onChange }: TemplatePartProps) {
  const text = useText()
  const me = useMe()
  const { template } = draft
  const choose = (role: string): void => {
    if (role === '') return onChange({ template: null })
    onChange({ template: { role, owners: template?.owners ?? (me ? [me.id] : []) } })
  }
  const owners = template?.owners.map((id) => subjects.nameOf({ kind: 'person', id })) ?? []
  return (
    <div className={styles['part']}>
      <Field
        label={text('share.template')}
        hint={template ? text('share.templateOwners', { count: owners.length, names: owners.join(', ') }) : text('share.templateHint')}
      >
        {(parts) => (
          <Select {...parts} value={template?.role ?? ''} onChange={(event) => choose(event.target.value)}>
            <option value="">{text('share.noTemplate')}</option>
            {subjects.roles.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  )
}
