import type { ReactNode } from 'react'
import type { Mark } from '#contract/severity.ts'
import { Icon } from '../icon/Icon.tsx'
import type { IconName } from '../icon/Icon.tsx'
import { StatusMark } from '../StatusMark.tsx'
import styles from './Empty.module.css'

export interface EmptyProps {
  readonly title: string
  readonly words?: string | undefined
  readonly mark?: Mark
  /** Instead of a mark, where nothing has a status. */
  readonly icon?: IconName
  /** Ways on. */
  readonly children?: ReactNode
  /** A technical fact in small print. */
  readonly fact?: string | undefined
}

/** A face of a page or list with nothing to show: what is so, what it means, one way on. */
export function Empty({ title, words, mark, icon, children, fact }: EmptyProps) {
  return (
    <section className={styles['empty']}>
      <h2 className={styles['title']}>
        {mark && <StatusMark mark={mark} silent />}
        {icon && <Icon name={icon} />}
        {title}
      </h2>
      {words && <p className={styles['words']}>{words}</p>}
      {children && <div className={styles['ways']}>{children}</div>}
      {fact && <p className={styles['fact']}>{fact}</p>}
    </section>
  )
}
