import type { HeldRole, Role } from '#contract/identity.ts'
import type * as z from 'zod/mini'
import { useText } from '#web/i18n/text.ts'
import { Check } from '#web/ui/field/Input.tsx'
import formStyles from '#web/ui/field/Form.module.css'
import styles from './People.module.css'

interface RolePicksProps {
  readonly roles: readonly Role[]
  readonly chosen: readonly string[]
  /** Given by an identity provider: shown, and changed only there. */
  readonly given?: readonly z.infer<typeof HeldRole>[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** Which roles a person holds. */
export function RolePicks({ roles, chosen, given = [], onChange }: RolePicksProps) {
  const text = useText()
  const fromProvider = new Set(given.filter((held) => held.from === 'idp').map((held) => held.role))
  return (
    <fieldset className={formStyles['group']}>
      <legend>{text('people.roles')}</legend>
      <div className={styles['checks']}>
        {roles.map(({ id, name }) => (
          <Check
            key={id}
            label={fromProvider.has(id) ? text('people.fromProvider', { name }) : name}
            checked={fromProvider.has(id) || chosen.includes(id)}
            disabled={fromProvider.has(id)}
            onChange={(event) => onChange(event.target.checked ? [...chosen, id] : chosen.filter((c) => c !== id))}
          />
        ))}
      </div>
      {fromProvider.size > 0 && <p className={styles['hint']}>{text('people.fromProviderMeaning')}</p>}
    </fieldset>
  )
}
