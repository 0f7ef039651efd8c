import styles from './Roles.module.css'

interface ChoiceProps {
  readonly type: 'radio' | 'checkbox'
  readonly name?: string
  readonly label: string
  /** What it means for the people. */
  readonly words: string
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}

/** A choice with a sentence on what it means. */
export function Choice({ type, name, label, words, checked, disabled = false, onChange }: ChoiceProps) {
  return (
    <label className={styles['choice']} data-off={disabled || undefined}>
      <input type={type} {...(name !== undefined && { name })} checked={checked} disabled={disabled} onChange={(event) => onChange(event.target.checked)} />
      <span>
        <span className={styles['label']}>{label}</span>
        <span className={styles['words']}>{words}</span>
      </span>
    </label>
  )
}
