import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { Icon } from './icon/Icon.tsx'
import type { IconName } from './icon/Icon.tsx'
import { cls } from './cls.ts'
import styles from './Button.module.css'

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'aria-label' | 'title'> & {
  readonly ref?: Ref<HTMLButtonElement>
  readonly className?: string | undefined
}

export interface ButtonProps extends Native {
  /** `primary`: the one thing to do here. `plain`: with an edge. `quiet`: words only. */
  readonly kind?: 'primary' | 'plain' | 'quiet'
  readonly size?: 'normal' | 'small'
  readonly icon?: IconName | undefined
  /** Shows that it opens something below. */
  readonly opens?: boolean
  /** Under way: cannot be pressed again, and says so to assistive technology. */
  readonly busy?: boolean
  readonly children: ReactNode
}

export function Button({ kind = 'plain', size = 'normal', icon, opens = false, busy = false, disabled, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : rest.onClick}
      className={cls(styles['button'], styles[kind], size === 'small' && styles['small'], className)}
    >
      {icon && <Icon name={icon} />}
      <span className={styles['words']}>{children}</span>
      {opens && <Icon name="down" size={14} />}
    </button>
  )
}

export interface IconButtonProps extends Native {
  readonly icon: IconName
  /** Its name; shown as a tip on hover and focus. */
  readonly label: string
  readonly size?: 'normal' | 'small'
  /** Set on toggles. */
  readonly pressed?: boolean
}

export function IconButton({ icon, label, size = 'normal', pressed, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      data-tip={label}
      aria-pressed={pressed}
      className={cls(styles['button'], styles['icon'], size === 'small' && styles['small'], className)}
    >
      <Icon name={icon} />
    </button>
  )
}
