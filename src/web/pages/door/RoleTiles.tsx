import type { Door } from '#contract/identity.ts'
import { administrator } from '#core/policy/presets.ts'
import { useShippedWords } from '#web/i18n/shipped.ts'
import { useText } from '#web/i18n/text.ts'
import { Flag } from '#web/ui/flag/Flag.tsx'
import { roleLine } from '#web/ui/role-words.ts'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import styles from './Door.module.css'

interface RoleTilesProps {
  readonly roles: Door['roles']
  readonly chosen: string | undefined
  readonly error: string | undefined
  readonly onChoose: (id: string) => void
}

/** Every job as a tile with its first question of the day. */
export function RoleTiles({ roles, chosen, error, onChoose }: RoleTilesProps) {
  const text = useText()
  const words = useShippedWords()
  // Whoever sets up runs the place anyway: what is chosen here is their job.
  const jobs = roles.filter(({ id }) => id !== administrator)
  return (
    <fieldset className={styles['roles']} aria-describedby={error ? 'role-error' : undefined}>
      <legend className={styles['legend']}>{text('door.role')}</legend>
      <div className={styles['tiles']}>
        {jobs.map(({ id, name }, i) => (
          <label key={id} className={styles['tile']} data-on={id === chosen || undefined}>
            <input type="radio" name="role" value={id} checked={id === chosen} onChange={() => onChoose(id)} />
            <Flag id={id} pattern={i} size={20} />
            <span>
              <strong>{words.role({ id, name })}</strong>
              <span className={styles['line']}>{roleLine(id, text)}</span>
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p id="role-error" className={styles['error']}>
          <StatusMark mark="critical" size={12} silent />
          {error}
        </p>
      )}
    </fieldset>
  )
}
