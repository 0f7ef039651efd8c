import { useContext, useId } from 'react'
import type { ReactNode } from 'react'
import { cls } from '#web/ui/cls.ts'
import { Icon } from '#web/ui/icon/Icon.tsx'
import { StripMenu } from './StripMenu.tsx'
import { AsRole, useOwnChoices } from './use-own-choices.ts'
import styles from './Strip.module.css'

export interface StripProps {
  /** Its name among the choices of a person. */
  readonly id: 'continue' | 'goto' | 'attention' | 'highlights' | 'connect'
  readonly title: string
  /** What it is made of, at the other end of its head. */
  readonly why?: ReactNode
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A strip of the first screen: a small head, and what stands below it on the page without a box. */
export function Strip({ id: strip, title, why, className, children }: StripProps) {
  const id = useId()
  const [folded, fold] = useOwnChoices('foldedStrips')
  const [hidden] = useOwnChoices('hiddenStrips')
  const isOwn = useContext(AsRole) === undefined
  const isFolded = folded.has(strip)
  if (hidden.has(strip)) return null
  return (
    <section aria-labelledby={id} className={cls(styles['strip'], className)}>
      <div className={styles['head']}>
        <h2 id={id} className={styles['name']}>
          <button type="button" className={styles['fold']} aria-expanded={!isFolded} onClick={() => fold(strip, !isFolded)}>
            {title}
            <span className={styles['arrow']}>
              <Icon name={isFolded ? 'right' : 'down'} size={14} />
            </span>
          </button>
        </h2>
        {isOwn && (
          <span className={styles['menu']}>
            <StripMenu strip={strip} title={title} />
          </span>
        )}
        {!isFolded && why !== undefined && <span className={styles['why']}>{why}</span>}
      </div>
      {!isFolded && children}
    </section>
  )
}

/** What a strip says when it has nothing to show: what is so, and what it means. */
export function Quiet({ title, words }: { readonly title: string; readonly words?: string | undefined }) {
  return (
    <p className={styles['quiet']}>
      <span className={styles['quietTitle']}>{title}</span>
      {words !== undefined && <span>{words}</span>}
    </p>
  )
}
