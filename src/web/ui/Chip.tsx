import type { ReactNode } from 'react'
import { cls } from './cls.ts'
import styles from './Chip.module.css'

/** A short fact beside a title. `accent` for a state of the person's own work, `warning` for an age that matters. */
export function Chip({ tone = 'plain', children }: { readonly tone?: 'plain' | 'accent' | 'warning'; readonly children: ReactNode }) {
  return <span className={cls(styles['chip'], styles[tone])}>{children}</span>
}
