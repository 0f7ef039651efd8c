import { useId } from 'react'
import type { ReactNode } from 'react'
import { StatusMark } from '../StatusMark.tsx'
import { cls } from '../cls.ts'
import styles from './Field.module.css'

/** What the control inside a field takes over. */
export interface FieldParts {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean | undefined
}

export interface FieldProps {
  readonly label: string
  /** Small word after the label: "optional". */
  readonly note?: string | undefined
  readonly hint?: string | undefined
  /** What is wrong and what would be right. */
  readonly error?: string | undefined
  readonly children: (parts: FieldParts) => ReactNode
  readonly className?: string | undefined
}

/** A label, a control, a hint and an error, tied together for everybody. */
export function Field({ label, note, hint, error, children, className }: FieldProps) {
  const id = useId()
  const told = [hint && `${id}h`, error && `${id}e`].filter(Boolean).join(' ')
  return (
    <div className={cls(styles['field'], className)}>
      <label htmlFor={id} className={styles['label']}>
        {label}
        {/* A space of its own: letters of Arabic would join across the two. */}
        {note && ' '}
        {note && <span className={styles['note']}>{note}</span>}
      </label>
      {children({ id, 'aria-describedby': told || undefined, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p id={`${id}h`} className={styles['hint']}>
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}e`} className={styles['error']}>
          <StatusMark mark="critical" size={12} silent />
          {error}
        </p>
      )}
    </div>
  )
}
