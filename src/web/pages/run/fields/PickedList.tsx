import { useId } from 'react'
import type { ReactNode } from 'react'
import { StatusMark } from '#web/ui/StatusMark.tsx'
import styles from '../Look.module.css'

/** A set of boxes to tick under one heading, with what is wrong with the answer. */
export function PickedList({
  label,
  error,
  none,
  children,
}: {
  readonly label: string
  readonly error?: string | undefined
  readonly none?: string | undefined
  readonly children: ReactNode
}) {
  const id = useId()
  return (
    <div role="group" aria-labelledby={id} aria-describedby={error ? `${id}e` : undefined} className={styles['picks']} data-wrong={error ? true : undefined}>
      <p id={id} className={styles['label']}>
        {label}
      </p>
      {none ? <p className={styles['more']}>{none}</p> : <div className={styles['list']}>{children}</div>}
      {error && (
        <p id={`${id}e`} className={styles['error']}>
          <StatusMark mark="critical" size={12} silent />
          {error}
        </p>
      )}
    </div>
  )
}
